import type { ClearanceItem, ClearanceRun } from '../../src/clearance/clearance.query.js';
import type { DayRevision, ItemDifference } from '../../src/clearance/day-revisions.query.js';
import { digestOf } from '../support/trade/digest.js';
import { Given } from '../support/trade/given.js';
import { useOffice, type Who } from '../support/office.js';
import { asOwner } from '../support/owner.js';

const office = useOffice({ at: '2026-11-10T02:00:00Z' });
const given = new Given(office);
type Run = ClearanceRun & { items: ClearanceItem[]; revisions: DayRevision[] };

/** A moment of November 2026 in Asia/Shanghai. */
const at = (day: number, time = '10:00'): string =>
  new Date(`2026-11-${String(day).padStart(2, '0')}T${time}:00+08:00`).toISOString();
const path = (day: number): string => `/v1/clearance-runs/KQ-CTC/2026-11-${day}`;
const period = (day: number): string => `/v1/periods/daily-clearance/KQ-CTC/2026-11-${day}`;
const cleared = async (day: number): Promise<Run> => (await office.as('officer').get(path(day)).expect(200)).body;
const preview = (day: number, who: Who = 'officer') => office.as(who).get(`${period(day)}/preview`);
const rerun = (day: number, reason: string, who: Who = 'officer') =>
  office
    .as(who)
    .post(`${period(day)}/rerun`)
    .send({ reason });
const differences = async (day: number, revision: number): Promise<ItemDifference[]> =>
  (
    await office
      .as('officer')
      .get(`${period(day)}/revisions/${revision}`)
      .expect(200)
  ).body.items;

async function goTo(moment: string): Promise<void> {
  office.clock.goTo(moment);
  await office.tick();
  await office.drain();
}

/** Rows of every table there is, with what has been written to each: an update leaves no other number. */
async function everyTable(): Promise<unknown[]> {
  const tables = await asOwner<{ name: string }>(
    office,
    "SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname IN ('public', 'bullmq') ORDER BY 1",
  );
  const sums = tables.map(
    ({ name }) => `SELECT '${name}' AS name, count(*), max(xmin::text::bigint) AS last FROM ${name}`,
  );
  return asOwner(office, sums.join(' UNION ALL '));
}

let waiting: { id: string; reference: string };

beforeAll(async () => {
  await given.followUp('KQ-CTC', '2026-11-10');
  waiting = await given.declaration({ filed: at(10) });
  await given.declaration({ filed: at(10, '11:00'), accepted: at(10, '12:00') });
  await given.declaration({ filed: at(9), inspecting: at(10, '09:00') });
});

describe('the preview of a day', () => {
  it('says what the run would freeze, and writes nothing', async () => {
    office.clock.stopAt(at(10, '20:05'));
    await preview(10).expect(200); // Now the key's last use is on record.
    const before = await everyTable();
    const { body: ahead } = await preview(10).expect(200);
    expect(await everyTable()).toEqual(before);
    expect(ahead).toMatchObject({
      isOver: true,
      asOf: at(10, '20:00'),
      dueAt: at(10, '20:00'),
      result: { carriedOver: 2 },
    });

    await goTo(at(10, '20:06'));
    const run = await cleared(10);
    const { broughtForward, opened, cleared: gone, carriedOver, digest, items } = run;
    expect(ahead).toMatchObject({ result: { broughtForward, opened, cleared: gone, carriedOver }, digest });
    expect(ahead.content).toEqual({ itemsTotal: carriedOver, items });
    expect(await everyTable()).not.toEqual(before);
  });

  it('answers today as of now', async () => {
    office.clock.stopAt(at(11, '09:00'));
    const { body: early } = await preview(11).expect(200);
    expect(early).toMatchObject({ isOver: false, asOf: at(11, '09:00'), dueAt: at(11, '20:00') });
    expect(early.result.broughtForward).toBe(2);
    await given.declaration({ filed: at(11, '09:30') });
    const { opened, carriedOver } = early.result;
    expect((await preview(11).expect(200)).body.result).toMatchObject({ opened, carriedOver });
    office.clock.stopAt(at(11, '09:31'));
    expect((await preview(11).expect(200)).body).toMatchObject({
      ...{ result: { opened: opened + 1 }, asOf: at(11, '09:31') },
    });
  });

  it('is refused for a day that has not begun, for another office and for brokers', async () => {
    const { body } = await preview(12).expect(400);
    expect(body.violations[0]).toMatchObject({ code: 'period-not-begun', pointer: '/path/period' });
    await preview(11, 'officerElsewhere').expect(404);
    await preview(11, 'brokerA').expect(403);
    await office.as('officer').get('/v1/periods/daily-clearance/XX-XXX/2026-11-10/preview').expect(404);
    await office.as('officer').get('/v1/periods/daily-clearance/KQ-CTC/2026-W46/preview').expect(404);
    await office.as('officer').get('/v1/periods/daily-nonsense/KQ-CTC/2026-11-10/preview').expect(404);
  });
});

describe('a day that is computed again', () => {
  it('keeps its first result, and shows what differs and which facts came after it', async () => {
    const official = await cleared(10);
    const before = { channel: 'officer', code: 'accept', declarationId: waiting.id, eventTime: at(10, '15:00') };
    const after = { channel: 'officer', code: 'inspect', declarationId: waiting.id, eventTime: at(11, '09:20') };
    const { body: answer } = await office
      .as('officer')
      .post('/v1/receipts')
      .send({ receipts: [before, after] })
      .expect(200);
    expect(answer.results[0]).toMatchObject({ result: 'applied' });
    const late = await given.declaration({ filed: at(10, '16:00') });
    office.clock.stopAt(at(11, '09:40'));

    const { body: later } = await rerun(10, 'Receipts came over night').expect(201);
    expect(later).toMatchObject({
      number: 2,
      official: false,
      reason: 'Receipts came over night',
      madeBy: 'officer',
      difference: { added: 1, gone: 1, changed: 0 },
      result: {
        settingsChanged: false,
        carriedOver: 2,
        opened: (official.opened ?? 0) + 1,
        cleared: (official.cleared ?? 0) + 1,
      },
    });
    const now = await cleared(10);
    expect({ ...now, revisions: official.revisions }).toEqual(official);
    expect(now.revisions.map(({ revision, digest }) => [revision, digest])).toEqual([
      [1, official.digest],
      [2, later.digest],
    ]);
    const found = await differences(10, 2);
    expect(found.map(({ what, subject }) => [what, subject.id]).sort()).toEqual([
      ['added', late.id],
      ['gone', waiting.id],
    ]);
    expect(found.find(({ what }) => what === 'gone')).toMatchObject({
      official: { openedAt: at(10), dueAt: at(10, '20:00'), level: 'day' },
      later: null,
      facts: [{ fact: 'receipt', code: 'accept', eventTime: at(10, '15:00'), arrivedAt: at(11, '09:31') }],
    });
    expect(await differences(10, 1)).toEqual([]);
  });

  it('says when it was settings, not facts, that changed it', async () => {
    await given.followUp('KQ-CTC', '2026-11-10', { dueDays: { 'inspection-unfinished': 3 } });
    const { body } = await rerun(10, 'Longer terms').expect(201);
    expect(body).toMatchObject({
      number: 3,
      result: { settingsChanged: true },
      difference: { added: 1, gone: 1, changed: 1 },
    });
    const changed = (await differences(10, 3)).filter(({ what }) => what === 'changed');
    expect(changed).toMatchObject([
      {
        kind: 'inspection-unfinished',
        official: { dueAt: at(10, '20:00') },
        later: { dueAt: at(13, '20:00') },
        facts: [],
      },
    ]);
    await given.followUp('KQ-CTC', '2026-11-10');
  });

  it('by four at once has four revisions, without gap or double', async () => {
    const asked = await Promise.all(
      [1, 2, 3, 4].map((count) => rerun(10, `Asked ${count}`, count % 2 ? 'officer' : 'officer2')),
    );
    expect(asked.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(asked.map(({ body }) => body.number as number).sort()).toEqual([4, 5, 6, 7]);
    expect((await cleared(10)).revisions.map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('has one revision for one Idempotency-Key', async () => {
    const ask = () => rerun(10, 'Once').set('Idempotency-Key', 'again');
    const [one, two] = [await ask().expect(201), await ask().expect(201)];
    expect(two.body).toEqual(one.body);
    expect((await cleared(10)).revisions).toHaveLength(8);
  });

  it('leaves nothing behind when it fails halfway', async () => {
    await asOwner(
      office,
      `CREATE FUNCTION refuse_items() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
      CREATE TRIGGER refuse_items BEFORE INSERT ON clearance_item FOR EACH ROW EXECUTE FUNCTION refuse_items()`,
    );
    office.app.useLogger(false);
    expect((await rerun(10, 'In vain')).status).toBe(500);
    office.app.useLogger(['error']);
    await asOwner(office, 'DROP TRIGGER refuse_items ON clearance_item');
    expect((await cleared(10)).revisions).toHaveLength(8);
  });

  it('hands on its official result to the next day, whatever revisions say', async () => {
    await goTo(at(11, '20:00'));
    const [before, run] = [await cleared(10), await cleared(11)];
    expect(before.revisions.at(-1)?.carriedOver).toBe(2);
    expect(run.broughtForward).toBe(before.carriedOver);
    expect(run.digest).toBe(digestOf(run));
  });

  it('is refused where it is not finished, for another office, for brokers and without a reason', async () => {
    await given.system((tx) =>
      tx.run(
        "INSERT INTO period_run (kind, market, period, state, due_at, enqueued_at) VALUES ('daily-clearance', 'KQ-CTC', '2026-11-09', 'failed', now(), now())",
      ),
    );
    expect(
      (
        await office
          .as('officer')
          .post('/v1/periods/daily-clearance/KQ-CTC/2026-11-09/rerun')
          .send({ reason: 'x' })
          .expect(409)
      ).body.code,
    ).toBe('period-not-finished');
    await rerun(25, 'x').expect(404);
    await rerun(10, 'x', 'officerElsewhere').expect(404);
    await rerun(10, 'x', 'brokerA').expect(403);
    await office
      .as('officer')
      .post(`${period(10)}/rerun`)
      .send({})
      .expect(400);
    await office
      .as('officer')
      .get(`${period(10)}/revisions/99`)
      .expect(404);
    await office
      .as('officer')
      .get(`${period(10)}/revisions/2?cursor=WyJ4Il0`)
      .expect(400);
    await office
      .as('officerElsewhere')
      .get(`${period(10)}/revisions/2`)
      .expect(404);
  });

  it('pages through its differences once', async () => {
    const all = await differences(10, 3);
    const one = (
      await office
        .as('officer')
        .get(`${period(10)}/revisions/3?limit=2`)
        .expect(200)
    ).body;
    const two = (
      await office
        .as('officer')
        .get(`${period(10)}/revisions/3?limit=2&cursor=${one.nextCursor}`)
        .expect(200)
    ).body;
    expect([...one.items, ...two.items]).toEqual(all);
    expect([all.length, two.nextCursor]).toEqual([3, null]);
  });
});
