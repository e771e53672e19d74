import { readFile } from 'node:fs/promises';
import { ImportsService } from '../imports/imports.service.js';
import { CSV, type ImportView, XLSX } from '../imports/imports.dto.js';
import { viewById } from '../imports/imports.query.js';
import { RunImportProcessor } from '../imports/run-import.processor.js';
import { type Actor, SYSTEM } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { type Command, needed, optional, TEXT, UsageError } from './command.js';

export const importCommand: Command = {
  name: 'import',
  usage: 'import FILE --kind declarations [--broker ID] [--submit] [--dry-run] [--mode good|all]',
  about: 'Takes a CSV file of declarations for a broker (needed where there are several) and prints what became of it.',
  options: { kind: TEXT, broker: TEXT, mode: TEXT, submit: { type: 'boolean' }, 'dry-run': { type: 'boolean' } },
  async run(input, service) {
    const [path] = input.positionals;
    if (!path) throw new UsageError('import needs a FILE.');
    if (needed(input, 'kind') !== 'declarations') throw new UsageError('--kind must be declarations.');
    const mode = optional(input, 'mode') ?? 'good';
    if (!['good', 'all'].includes(mode)) throw new UsageError('--mode must be good or all.');
    const content = await readFile(path).catch((error: NodeJS.ErrnoException) => {
      throw new UsageError(`${path} cannot be read: ${error.code ?? error.message}.`);
    });
    const database = service.get(Database);
    const actor = await brokerOf(database, optional(input, 'broker'));
    const query = {
      kind: 'declarations',
      mode,
      submit: String(input.values['submit'] === true),
      dryRun: String(input.values['dry-run'] === true),
    };
    const accepted = await service.get(ImportsService).accept(actor, { content, mediaType: mediaTypeOf(path) }, query);
    await service.get(RunImportProcessor).process({ importId: accepted.id });
    const view = await database.transaction(actor, (tx) => viewById(tx, accepted.id));
    console.log(JSON.stringify(view, null, 2));
    if (!isClean(view)) process.exitCode = 1;
  },
};

const mediaTypeOf = (path: string): string => (path.toLowerCase().endsWith('.xlsx') ? XLSX : CSV);

const isClean = (view: ImportView | null): boolean => view?.state === 'finished' && view.rejected === 0;

async function brokerOf(database: Database, wanted: string | undefined): Promise<Actor> {
  const brokers = await database.transaction(SYSTEM, (tx) =>
    tx.rows<{ id: string; name: string }>(`SELECT id, name FROM organisation WHERE kind = 'broker' ORDER BY id`),
  );
  const broker = wanted === undefined ? brokers[0] : brokers.find(({ id }) => id === wanted);
  if (!broker) throw new UsageError(wanted ? `There is no broker ${wanted}.` : 'There is no broker yet.');
  if (wanted === undefined && brokers.length > 1) {
    throw new UsageError(`--broker is needed: ${brokers.map(({ id, name }) => `${id} ${name}`).join('; ')}.`);
  }
  return {
    keyId: null,
    name: `${broker.name} (command line)`,
    role: 'broker',
    organisationId: broker.id,
    office: null,
    requestId: null,
  };
}
