import { recordAudits } from '../../../src/audit/audit.js';
import type { Tx } from '../../../src/platform/database/tx.js';
import { postExports } from '../../../src/statistics/export-ledger.js';
import { businessDayOf, type Instant } from '../../../src/vocabulary/period.js';
import { Given } from './given.js';
import type { Office } from '../office.js';

/** Facts of a declaration, as rows: one is copied for each firm. */
const COPIED = ['declaration', 'submission', 'receipt', 'declaration_item'] as const;
const CLOSED_ITEM = { to: 'NGA', cny: '50.00', usd: '7.00' };

/** Many firms with one closed declaration each, written set-wise: copies of the first one's, under ids of their own. */
export class ManyFirms {
  private readonly given: Given;

  constructor(private readonly office: Office) {
    this.given = new Given(office);
  }

  /** So many firms, brokerA among them; the declaration of brokerB, which is to be spoilt, comes on top. */
  async eachWithOneClosed(count: number, times: { filed: Instant; released: Instant; closed: Instant }) {
    const facts = { ...times, items: [CLOSED_ITEM] };
    const { id } = await this.given.declaration(facts);
    const spoilt = await this.given.declaration({ ...facts, broker: 'brokerB' });
    await this.given.system(async (tx) => {
      await tx.run(
        `CREATE TEMPORARY TABLE copy ON COMMIT DROP AS
         SELECT gen_random_uuid() AS broker_id, gen_random_uuid() AS declaration_id, n FROM generate_series(2, $1::integer) n`,
        [count],
      );
      await tx.run(
        `INSERT INTO organisation (id, kind, name, created_at) SELECT broker_id, 'broker', '报关行 ' || n, $1::timestamptz FROM copy`,
        [times.filed],
      );
      for (const table of COPIED) await this.copy(tx, table, id);
      await this.receiveAndPost(tx, times.closed);
    });
    return { spoilt: spoilt.id };
  }

  private async copy(tx: Tx, table: (typeof COPIED)[number], id: string): Promise<void> {
    const own = table === 'declaration' ? 'id' : 'declaration_id';
    const changes = {
      declaration: `'id', c.declaration_id, 'reference', 'COPY-' || c.n`,
      receipt: `'id', gen_random_uuid(), 'declaration_id', c.declaration_id`,
    }[table as string];
    // What is generated cannot be written.
    const written = await tx.one<{ columns: string }>(
      `SELECT string_agg(quote_ident(attname), ', ') AS columns FROM pg_attribute
       WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
      [table],
    );
    await tx.run(
      `INSERT INTO ${table} (${written?.columns}) SELECT ${written?.columns} FROM (
         SELECT (jsonb_populate_record(f, jsonb_build_object('broker_id', c.broker_id,
           ${changes ?? `'declaration_id', c.declaration_id`}))).* FROM ${table} f CROSS JOIN copy c WHERE f.${own} = $1) AS copied`,
      [id],
    );
  }

  private async receiveAndPost(tx: Tx, closed: Instant): Promise<void> {
    const copies = await tx.rows<{ broker_id: string; declaration_id: string }>('SELECT * FROM copy');
    const event = { action: 'declaration.submitted', subjectType: 'declaration', detail: {} };
    await recordAudits(
      tx,
      this.office.clock,
      copies.map(({ declaration_id }) => ({ ...event, subjectId: declaration_id })),
    );
    const { to, cny, usd } = CLOSED_ITEM;
    const item = { itemNumber: 1, hsCode: '5407520090', name: '涤纶布', finalDestination: to, netWeightKg: '10' };
    const common = { version: 1, cause: 'closing', market: 'KQ-CTC', currency: 'USD', transportMode: '2' } as const;
    await postExports(
      tx,
      this.office.clock,
      copies.map(({ broker_id, declaration_id }) => ({
        ...{ ...common, brokerId: broker_id, declarationId: declaration_id, statDay: businessDayOf(closed) },
        items: [{ ...item, fobCny: cny, fobUsd: usd }],
      })),
    );
  }
}
