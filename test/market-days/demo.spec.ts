import { DemoFilings } from '../../src/demo/demo-filings.service.js';
import { DemoMarket, type DemoPlan } from '../../src/demo/demo-market.service.js';
import { brokerActor, type DemoFirmHeld } from '../../src/demo/demo-people.js';
import { EDITED_TABLES } from '../../src/reference/domain/code-edition.js';
import { useOffice } from '../support/office.js';

const AT = '2026-11-18T12:30:00Z';
const PLAN: DemoPlan = { days: 4, containersPerDay: 40, seed: 7 };

const office = useOffice({ at: AT, empty: true });
const other = useOffice({ at: AT, empty: true });

const market = (on: typeof office) =>
  on.rows(
    `SELECT d.reference, d.status, d.declared_on, d.fob_cny, d.accepted_at, d.closed_at, o.name FROM declaration d
     JOIN organisation o ON o.id = d.broker_id ORDER BY o.name, d.reference`,
  );

class PowerCut extends Error {}

describe('the demo market', () => {
  beforeAll(() => {
    office.clock.stopAt(AT);
    other.clock.stopAt(AT);
  });

  it('is wanted by an empty database only', async () => {
    expect(await office.get(DemoMarket).isWanted()).toBe(true);
    await office.get(DemoMarket).play(PLAN, () => undefined);
    expect(await office.get(DemoMarket).isWanted()).toBe(false);
  });

  it('has the code tables, and declarations that say nothing that deserves a look of their form', async () => {
    const editions = await office.rows<{ table: string }>('SELECT code_table AS table FROM code_edition ORDER BY 1');
    expect(editions.map(({ table }) => table)).toEqual([...EDITED_TABLES].sort());
    const found = await office.rows<{ code: string }>(
      `SELECT DISTINCT f ->> 'code' AS code FROM declaration d, jsonb_array_elements(d.findings) f`,
    );
    expect(found.map(({ code }) => code).filter((code) => code !== 'near-ceiling')).toEqual([]);
  });

  it('has 40 to 160 containers a day, three brokers and declarations in every state', async () => {
    const days = await office.rows<{ day: string; containers: number; brokers: number }>(
      `SELECT d.declared_on AS day, count(DISTINCT c.number)::int AS containers, count(DISTINCT d.broker_id)::int AS brokers
       FROM declaration d JOIN declaration_container c ON c.declaration_id = d.id GROUP BY 1`,
    );
    expect(days).toHaveLength(PLAN.days);
    for (const day of days) {
      expect(day.brokers).toBe(3);
      expect(day.containers).toBeGreaterThanOrEqual(39);
      expect(day.containers).toBeLessThanOrEqual(161);
    }
    const statuses = (await market(office)).map((row) => (row as { status: string }).status);
    expect([...new Set(statuses)]).toEqual(expect.arrayContaining(['accepted', 'released', 'closed', 'cancelled']));
  });

  it('files and is paid for every firm, also when a power cut lets it happen again', async () => {
    office.clock.stopAt('2026-12-08T12:30:00Z');
    const brokers = await office.rows<DemoFirmHeld>(`SELECT id, name FROM organisation WHERE kind = 'broker'`);
    const file = async () => {
      for (const broker of brokers) {
        await office.get(DemoFilings).file(brokerActor(broker), PLAN.seed, '2026-12-08');
      }
      return office.rows(
        `SELECT (SELECT count(*) FROM exemption_filing)::int AS filings, count(*)::int AS payments,
           count(DISTINCT broker_id)::int AS firms FROM fx_receipt`,
      );
    };
    const first = await file();
    expect(first).toEqual([{ filings: expect.any(Number), payments: expect.any(Number), firms: 3 }]);
    expect(await file()).toEqual(first);
  });

  it('is the same market after a power cut in the middle of its making', async () => {
    const demo = other.get(DemoMarket);
    let days = 0;
    const cut = () => {
      if (++days === 2) throw new PowerCut();
    };
    await expect(demo.play(PLAN, cut)).rejects.toBeInstanceOf(PowerCut);
    expect(await demo.isWanted()).toBe(true);
    other.clock.stopAt(AT);
    await demo.play(PLAN, () => undefined);
    expect(await market(other)).toEqual(await market(office));
  });
});
