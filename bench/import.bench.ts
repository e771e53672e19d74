import { randomUUID } from 'node:crypto';
import { ImportsService } from '../src/imports/imports.service.js';
import { RunImportProcessor } from '../src/imports/run-import.processor.js';
import { SYSTEM } from '../src/platform/database/actor.js';
import { RatesService } from '../src/reference/rates.service.js';
import { containerCheckDigit } from '../src/vocabulary/identifiers/container-number.js';
import { newId } from '../src/vocabulary/id.js';
import { compare } from './pairs.js';
import type { Stage } from './stage.js';

const DECLARATIONS = Number.parseInt(process.env['BENCH_IMPORT_DECLARATIONS'] ?? '1000', 10);
const LINES_EACH = 8;
const CONTAINER_SHARED_BY = 3;
const MONTH = '2026-03';

const COLUMNS =
  'reference,declared_on,market,customs_office,consignor_uscc,consignor_name,principal_id,principal_name,buyer_name,buyer_country,trade_terms,currency,container_number,line,hs_code,goods_name,quantity,unit,net_kg,total_price,final_destination';

/** A file of declarations, checked, valued, submitted and audited, beside COPY of the same goods lines into their table. */
export async function run({ app, database, broker, raw }: Stage): Promise<void> {
  const rates = [
    { currency: 'USD', toCny: '7.1', toUsd: '1' },
    { currency: 'CNY', toCny: '1', toUsd: '0.14085' },
  ];
  await database.transaction(SYSTEM, (tx) => app.get(RatesService).put(tx, MONTH, rates));
  const query = { kind: 'declarations' as const, submit: 'true' };
  await compare({
    name: `import and submit ${DECLARATIONS} declarations, ${DECLARATIONS * LINES_EACH} goods lines (baseline: COPY of the lines)`,
    ours: async () => {
      const { id } = await app.get(ImportsService).accept(broker, { content: file(), mediaType: 'text/csv' }, query);
      await app.get(RunImportProcessor).process({ importId: id });
      const done = await raw.query('SELECT accepted FROM import_file WHERE id = $1', [id]);
      if (done.rows[0]?.accepted !== DECLARATIONS) throw new Error(`imported ${JSON.stringify(done.rows[0])}`);
    },
    baseline: () =>
      database.transaction(SYSTEM, async (tx) => {
        await tx.run('CREATE TEMPORARY TABLE copied (LIKE goods_line) ON COMMIT DROP');
        await tx.copy(
          'copied',
          ['declaration_id', 'position', 'broker_id', 'line', 'hs_code', 'name', 'quantity', 'total_price'],
          [lines(broker.organisationId ?? '')],
        );
      }),
  });
}

function file(): Buffer {
  const run = randomUUID().slice(0, 8);
  const rows = [COLUMNS];
  for (let declaration = 0; declaration < DECLARATIONS; declaration++) {
    const head = `${run}-${declaration},${MONTH}-02,KQ-CTC,2906,91000000MA0000001R,绍兴织关进出口有限公司,92000000MA0000001N,柯桥锦泰纺织品经营部,LAGOS FABRICS,NGA,FOB,USD,${containerOf(declaration)}`;
    for (let line = 1; line <= LINES_EACH; line++)
      rows.push(`${head},${line},5407520090,涤纶染色布 ${line},1200,030,690,1860.00,NGA`);
  }
  return Buffer.from(rows.join('\n'));
}

/** Containers are shared by a few declarations each, as they are in the trade. */
function containerOf(declaration: number): string {
  const first = `CSQU${String(Math.floor(declaration / CONTAINER_SHARED_BY)).padStart(6, '0')}`;
  return `${first}${containerCheckDigit(first)}`;
}

function* lines(broker: string): Generator<string[]> {
  for (let declaration = 0; declaration < DECLARATIONS; declaration++) {
    const id = newId();
    for (let line = 1; line <= LINES_EACH; line++)
      yield [id, String(line), broker, String(line), '5407520090', `涤纶染色布 ${line}`, '1200', '1860.00'];
  }
}
