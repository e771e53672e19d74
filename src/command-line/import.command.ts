import { readFile } from 'node:fs/promises';
import { renderViolation } from '../messages/refusals/violation.js';
import { toErrorResponse } from '../imports/imports.csv.js';
import { ImportsService } from '../imports/imports.service.js';
import { CSV, type ImportView, XLSX } from '../imports/imports.dto.js';
import { IMPORT_KINDS } from '../imports/domain/fact-columns.js';
import { allErrors, failureOf, viewById } from '../imports/imports.query.js';
import { RunImportProcessor } from '../imports/run-import.processor.js';
import { type Actor, SYSTEM } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { type Command, needed, optional, TEXT, UsageError } from './command.js';

const LOOK_EVERY_MS = 500;

export const importCommand: Command = {
  name: 'import',
  usage: `import FILE --kind ${IMPORT_KINDS.join('|')} [--broker ID] [--submit] [--dry-run] [--mode good|all] [--mapping NAME]`,
  about:
    'Takes a CSV file or a workbook for a broker (needed where there are several), says how far it is, every error, and what became of it.',
  options: {
    ...{ kind: TEXT, broker: TEXT, mode: TEXT, mapping: TEXT },
    ...{ submit: { type: 'boolean' }, 'dry-run': { type: 'boolean' } },
  },
  async run(input, service) {
    const [path] = input.positionals;
    if (!path) throw new UsageError('import needs a FILE.');
    const kind = IMPORT_KINDS.find((one) => one === needed(input, 'kind'));
    if (!kind) throw new UsageError(`--kind must be one of ${IMPORT_KINDS.join(', ')}.`);
    const mode = optional(input, 'mode') ?? 'good';
    if (!['good', 'all'].includes(mode)) throw new UsageError('--mode must be good or all.');
    const content = await readFile(path).catch((error: NodeJS.ErrnoException) => {
      throw new UsageError(`${path} cannot be read: ${error.code ?? error.message}.`);
    });
    const database = service.get(Database);
    const actor = await brokerOf(database, optional(input, 'broker'));
    const mapping = optional(input, 'mapping');
    const query = {
      ...{ kind, mode, ...(mapping === undefined ? {} : { mapping }) },
      submit: String(input.values['submit'] === true),
      dryRun: String(input.values['dry-run'] === true),
    };
    const accepted = await service.get(ImportsService).accept(actor, { content, mediaType: mediaTypeOf(path) }, query);
    const look = () => database.transaction(actor, (tx) => viewById(tx, accepted.id));
    const stop = showProgress(look);
    await service.get(RunImportProcessor).process({ importId: accepted.id }).finally(stop);
    const view = await look();
    await printErrors(database, actor, accepted.id);
    console.log(JSON.stringify(view, null, 2));
    if (!isClean(view)) process.exitCode = 1;
  },
};

const mediaTypeOf = (path: string): string => (path.toLowerCase().endsWith('.xlsx') ? XLSX : CSV);

const isClean = (view: ImportView | null): boolean => view?.state === 'finished' && view.rowsRejected === 0;

/** Says on the error output how far the import is, whenever that has changed; returns what ends it. */
function showProgress(look: () => Promise<ImportView | null>): () => void {
  let last = '';
  const timer = setInterval(() => {
    look().then(
      (view) => {
        const line = view ? `${view.progress}: ${view.accepted} taken, ${view.rejected} refused` : '';
        if (line !== last) console.error(line);
        last = line;
      },
      () => undefined,
    );
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/** Every error, one a line: its row and column, what is wrong, what can be done about it. */
async function printErrors(database: Database, actor: Actor, id: string): Promise<void> {
  await database.transaction(actor, async (tx) => {
    for await (const errors of allErrors(tx, id)) {
      for (const error of errors) {
        const { row, column, severity, code, message, remedy } = toErrorResponse(error, 'en');
        console.error(`row ${row}${column === null ? '' : `, ${column}`}: ${severity} ${code}: ${message} ${remedy}`);
      }
    }
    for (const found of (await failureOf(tx, id))?.failure?.violations ?? []) {
      const { code, message, remedy } = renderViolation(found, 'en');
      console.error(`${code}: ${message} ${remedy}`);
    }
  });
}

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
