import { addDays, daysOfWeek, nextWeek, type Week, weekOf } from '../../src/vocabulary/period.js';
import { postDeclarations } from '../support/trade/postings.js';
import { ALL_DRAWS } from '../support/draws.js';
import { Given } from '../support/trade/given.js';
import { useOffice } from '../support/office.js';
import { money, WeekLife } from '../support/trade/week-life.js';

const WEEKS = ALL_DRAWS ? 200 : 60;
const WRITERS = 8;
/** Long after all of the weeks: what comes too late for its own is booked into the present one, which nobody settles. */
const office = useOffice({ at: '2026-11-18T02:00:00Z' });
const PRESENT = '2026-W47';

const weeks: Week[] = ['2022-W01'];
while (weeks.length < WEEKS) weeks.push(nextWeek(weeks.at(-1) ?? ''));

/** Closings of one declaration each, with the value that was written. */
const written: { readonly id: string; readonly week: Week; readonly cents: bigint }[] = [];

/** How long the settlement of a week takes at the moment: writers come at any time of it, however busy the machine is. */
let settling = 20;

async function write(week: Week, writer: number): Promise<void> {
  const cents = BigInt(1 + writer * 1_000 + Math.floor(Math.random() * 999));
  const day = addDays(daysOfWeek(week)[0], writer % 7);
  const [id = ''] = await postDeclarations(office, [
    { day, items: [['NGA', '5407520090', money(cents), money(cents), '1']] },
  ]);
  written.push({ id, week, cents });
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('a week that is settled while others write into it', () => {
  const weekLife = new WeekLife(office);

  it(`holds exactly what was booked into it, ${WEEKS} times against ${WRITERS} writers`, async () => {
    await new Given(office).followUp('KQ-CTC', null);
    for (const [number, week] of weeks.entries()) {
      // Now and then one comes early or late for certain: a race that one side always wins tries nothing.
      if (number % 4 === 0) await write(week, WRITERS);
      const racing = Array.from({ length: WRITERS }, async (_, writer) => {
        await pause(Math.random() * settling);
        await write(week, writer);
      });
      const start = performance.now();
      await weekLife.settle(week);
      settling = performance.now() - start;
      await Promise.all(racing);
      if (number % 4 === 0) await write(week, WRITERS + 1);
    }
    const stated = await office.rows<{ week: Week; valueCny: string; declarations: number }>(
      `SELECT week, statement -> 'settled' ->> 'valueCny' AS "valueCny", (statement -> 'settled' ->> 'declarations')::integer AS declarations
       FROM settlement WHERE broker_id IS NULL ORDER BY week`,
    );
    expect(stated.map(({ week }) => week)).toEqual(weeks);
    expect(stated.map(({ week, ...sums }) => ({ week, ...sums }))).toEqual(
      (await booked()).filter(({ week }) => week !== PRESENT),
    );
  }, 120_000);

  it('loses no write and doubles none: what came too late is an adjustment of the present week', async () => {
    const facts = await office.rows<{ id: string; own: string; week: Week; cny: string }>(
      `SELECT declaration_id AS id, to_char(stat_day, 'IYYY"-W"IW') AS own, settlement_week AS week, value_cny AS cny FROM export_fact`,
    );
    const posted = facts.map(({ id, own, cny }) => `${id} ${own} ${cny}`).sort();
    expect(posted).toEqual(written.map(({ id, week, cents }) => `${id} ${week} ${money(cents)}`).sort());
    expect(facts.filter(({ own, week }) => week !== own && week !== PRESENT)).toEqual([]);
    const late = facts.filter(({ week }) => week === PRESENT).length;
    expect(late).toBeGreaterThanOrEqual(WEEKS / 4);
    expect(facts.length - late).toBeGreaterThanOrEqual(WEEKS / 4);
  });

  it('takes the adjustments into the statement of the week they were booked in', async () => {
    office.clock.goTo('2026-11-23T07:00:00+08:00');
    expect(weekOf('2026-11-18')).toBe(PRESENT);
    await weekLife.settle(PRESENT);
    const late = (await booked()).find(({ week }) => week === PRESENT);
    const [statement] = await office.rows<{ adjustments: object; closed: object }>(
      "SELECT statement -> 'adjustments' AS adjustments, statement -> 'closed' AS closed FROM settlement WHERE broker_id IS NULL AND week = $1",
      [PRESENT],
    );
    expect(statement?.adjustments).toMatchObject({ valueCny: late?.valueCny, declarations: late?.declarations });
    expect(statement?.closed).toMatchObject({ declarations: 0, valueCny: '0.00' });
  });
});

const booked = () =>
  office.rows<{ week: Week; valueCny: string; declarations: number }>(
    `SELECT settlement_week AS week, sum(value_cny)::text AS "valueCny", count(*)::integer AS declarations FROM export_fact GROUP BY 1
     UNION ALL SELECT w.week, '0.00', 0 FROM settlement_week w WHERE NOT EXISTS (SELECT 1 FROM export_fact f WHERE f.settlement_week = w.week)
     ORDER BY 1`,
  );
