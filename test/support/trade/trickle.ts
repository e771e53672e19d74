import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { drafted, post, submit } from './declaring.js';
import { receipt } from './receiving.js';
import type { Office } from '../office.js';
import { shipping } from './shipping.js';

const [HEADER = '', ...ROWS] = readFileSync(join(process.cwd(), 'test/samples/day-2021-12-28.csv'), 'utf8').split('\n');
/** Two declarations of the sample day: small enough to be sent often. */
const FEW = [HEADER, ...ROWS.filter((row) => /^DC-20211228-000[12],/.test(row))].join('\n');

/** A file of so many declarations, under references that begin with a name. */
export const fileOf = (declarations: number, name: string): string => {
  const rows = ROWS.filter((row) => row.startsWith('DC-20211228-0001,'));
  const each = Array.from({ length: declarations }, (_, n) =>
    rows.map((row) => row.replace('DC-20211228-0001', `${name}${n}`)),
  );
  return [HEADER, ...each.flat()].join('\n');
};

/** A steady trickle of every kind of write that publishes a job: each must be accepted at once, whatever the queue does. */
export class Trickle {
  readonly files: string[] = [];
  writes = 0;
  rounds = 0;
  rssPeakMb = 0;

  constructor(private readonly office: Office) {}

  /** Everything once; `moves` is how far the clock goes on, so that days, a week and a month come to their end. */
  async round(movesMs: number): Promise<void> {
    const { office } = this;
    this.rounds++;
    const { open, report } = shipping(office);
    const container = await open();
    const containers = [{ number: container.containerNumber as string, goodsLines: [1] }];
    const draft = await drafted(office, { containers });
    await submit(office, draft).expect(200);
    const results = await post(office, [receipt('L', '28T12:00', { declarationId: draft.id })]);
    expect(results).toMatchObject([{ result: 'applied' }]);
    await this.sendFile(`AWAY${this.rounds}-`);
    // Customs inspects the container: the job that computes its declarations' next steps anew is in the outbox.
    const events = ['STUF', 'GTIN', 'CUSI'].map((code) => ({ code, eventTime: '2021-12-28T04:00:00.000Z' }));
    await report(container.id, events).expect(200);
    this.writes += 6;
    office.clock.stopAt(new Date(office.clock.now().getTime() + movesMs).toISOString());
    await office.tick();
    await office.anonymous.get('/health/ready').expect(200);
    this.rssPeakMb = Math.max(this.rssPeakMb, Math.round(process.memoryUsage.rss() / 2 ** 20));
  }

  async sendFile(name: string): Promise<void> {
    const { body } = await this.office
      .as('brokerA')
      .post('/v1/imports?kind=declarations')
      .set('Content-Type', 'text/csv')
      .send(FEW.replaceAll('DC-', name))
      .expect(202);
    this.files.push(body.id as string);
  }

  /** How much waits in the outbox, and how much of it was never handed over. */
  async outbox(): Promise<{ open: number; unsent: number }> {
    const [row] = await this.office.rows<{ open: number; unsent: number }>(
      `SELECT count(*)::int AS open, (count(*) FILTER (WHERE sent_at IS NULL))::int AS unsent FROM outbox`,
    );
    return row ?? { open: 0, unsent: 0 };
  }

  /** How many of everything there are that follow from the trickle: as many as were written, once each. */
  async effects() {
    const [row] = await this.office.rows<Record<string, number>>(
      `SELECT (SELECT count(*)::int FROM submission) AS submissions,
         (SELECT count(*)::int FROM receipt WHERE parked_reason IS NULL) AS receipts,
         (SELECT count(*)::int FROM shipment_event WHERE code = 'CUSI') AS events,
         (SELECT count(*)::int FROM declaration WHERE next_steps::text LIKE '%inspect%') AS following,
         (SELECT count(*)::int FROM import_file WHERE state = 'finished') AS files,
         (SELECT count(*)::int FROM declaration WHERE reference LIKE 'AWAY%') AS imported,
         (SELECT count(*)::int FROM period_run WHERE state <> 'finished') AS "openPeriods"`,
    );
    return row;
  }

  /** How many periods of each kind there are, and how many results: one each, however often they were enqueued. */
  periods() {
    return this.office.rows<{ kind: string; periods: number; ended: number }>(
      `SELECT r.kind, count(DISTINCT (r.market, r.period))::int AS periods, count(e.*)::int AS ended
       FROM period_run r LEFT JOIN period_attempt a USING (kind, market, period)
       LEFT JOIN period_attempt_end e ON e.attempt_id = a.id AND e.outcome = 'finished'
       GROUP BY r.kind ORDER BY r.kind`,
    );
  }
}
