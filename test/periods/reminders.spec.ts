import { createHash } from 'node:crypto';
import { recordAudits } from '../../src/audit/audit.js';
import { NextSteps } from '../../src/declarations/status/next-steps.service.js';
import { canonicalJson } from '../../src/declarations/store/content.js';
import type { ReminderItem } from '../../src/reminders/reminder-items.query.js';
import type { Reminder } from '../../src/reminders/reminders.query.js';
import { Given } from '../support/trade/given.js';
import { LEFT_NOT_LOADED } from '../support/trade/given-containers.js';
import { useOffice } from '../support/office.js';

const office = useOffice({ at: '2026-11-01T02:00:00Z' });
const given = new Given(office);

/** A moment of 2026 in Asia/Shanghai. */
const at = (monthDay: string, time = '10:00'): string => new Date(`2026-${monthDay}T${time}:00+08:00`).toISOString();

async function reminders(month: string, who: 'officer' | 'brokerA' | 'brokerB' = 'officer'): Promise<Reminder[]> {
  const { body } = await office.as(who).get(`/v1/reminders?month=${month}&market=KQ-CTC&kind=reminder`).expect(200);
  return body.items as Reminder[];
}

const listed = ({ items }: Reminder): [string, string][] =>
  items.map(({ kind, subject }: ReminderItem) => [kind, 'reference' in subject ? subject.reference : subject.number]);

async function goTo(moment: string): Promise<void> {
  office.clock.goTo(moment);
  await office.tick();
  await office.drain();
}

/** A request as the service leaves it, asked and decided in the past. */
async function amendment(declarationId: string, { asked, decided }: { asked: string; decided?: string }) {
  await given.system(async (tx) => {
    await tx.run(
      `INSERT INTO amendment (declaration_id, number, broker_id, origin, kind, reason_code, reason, version_before, base_sha256,
         asked_at, asked_by, state, decided_at)
       VALUES ($1, 1, $2, 'broker', 'cancel', 'other', 'given', 1, 'given', $3, 'brokerA', $4, $5)`,
      [declarationId, office.people.organisations.brokerA, asked, decided ? 'rejected' : 'pending', decided ?? null],
    );
    await office.get(NextSteps).refresh(tx, [declarationId]);
    const actions = ['amendment.asked', ...(decided ? ['amendment.rejected'] : [])];
    await recordAudits(
      tx,
      office.clock,
      actions.map((action) => ({
        action,
        subjectType: 'declaration',
        subjectId: declarationId,
        detail: { amendment: 1 },
      })),
    );
  });
}

beforeAll(async () => {
  await given.followUp('KQ-CTC', '2026-11-02');
  await given.declaration({ reference: 'OLD', filed: at('10-20'), released: at('10-25') });
  // Customs owes a receipt, the end of an inspection and a seal: no firm is reminded of them.
  await given.declaration({ reference: 'NOT-ACCEPTED', filed: at('10-10') });
  await given.declaration({ reference: 'NOT-INSPECTED', filed: at('10-10'), inspecting: at('10-11') });
  await given.shipment({ container: 'MSKU9070323', opened_at: at('10-10') });
  await given.declaration({ reference: 'YOUNG', filed: at('11-10'), released: at('11-11') });
  await given.declaration({ reference: 'BACK', filed: at('11-20'), returned: at('11-29') });
  const paid = await given.declaration({
    reference: 'PAID',
    filed: at('11-20'),
    released: at('11-21'),
    closed: at('11-22'),
  });
  await given.payment(paid.id, '2026-11-25');
  const filed = await given.declaration({
    reference: 'FILED',
    filed: at('11-20'),
    released: at('11-21'),
    closed: at('11-22'),
  });
  await given.exemptionFiling(filed.id, '2026-11-30');
  await given.declaration({ reference: 'NEXT', filed: at('12-01', '00:00'), returned: at('12-01', '00:30') });
  await given.declaration({ reference: 'OTHER', broker: 'brokerB', filed: at('11-20'), returned: at('11-21') });
  await given.shipment({ container: 'CSQU3054383', left_at: at('10-01') });
  const changed = await given.declaration({
    reference: 'CHANGE',
    filed: at('11-10'),
    released: at('11-11'),
    closed: at('11-30', '23:00'),
  });
  await given.payment(changed.id, '2026-11-25');
  await given.exemptionFiling(changed.id, '2026-11-30');
  await amendment(changed.id, { asked: at('11-20') });
  await amendment(filed.id, { asked: at('11-20'), decided: at('11-29') });
  await amendment(paid.id, { asked: at('12-01', '00:00') });
  const key = { name: '旧密钥', role: 'broker', organisation: office.people.organisations.brokerA };
  await office
    .as('admin')
    .post('/v1/keys')
    .send({ ...key, expiresAt: at('12-20') })
    .expect(201);
  await office
    .as('admin')
    .post('/v1/keys')
    .send({ ...key, name: '新密钥', expiresAt: at('12-31') })
    .expect(201);
});

describe('the monthly reminder', () => {
  it('is due on the first at the reminder time, not before', async () => {
    await goTo(at('12-01', '07:59'));
    expect(await reminders('2026-11')).toEqual([]);
    await goTo(at('12-01', '08:00'));
    expect(await reminders('2026-11')).toHaveLength(2);
  });

  it('lists for a firm what it owed or lacked when the month ended, the earliest due first', async () => {
    const [mine] = await reminders('2026-11', 'brokerA');
    expect(mine && listed(mine)).toEqual([
      ['left-not-loaded', 'CSQU3054383'],
      ['released-not-closed', 'OLD'],
      ['amendment-pending', 'CHANGE'],
      ['returned-not-refiled', 'BACK'],
      ['exemption-filing-due', 'PAID'],
      ['key-expiring', '旧密钥'],
      ['fx-receipt-missing', 'FILED'],
    ]);
    expect(mine?.items[1]).toMatchObject({
      openedAt: at('10-25'),
      dueAt: at('11-02', '20:00'),
      overdue: true,
      level: 'month',
      ageDays: 36,
    });
    expect(mine?.items[2]).toMatchObject({ dueAt: at('11-27', '20:00'), overdue: true, level: 'week', ageDays: 10 });
    expect(mine?.items[4]).toMatchObject({ dueAt: at('12-15', '20:00'), overdue: false, filingDay: '2026-12-15' });
  });

  it('is for the eyes of the firm and of its customs office', async () => {
    const other = await reminders('2026-11', 'brokerB');
    expect(other.map(listed)).toEqual([[['returned-not-refiled', 'OTHER']]]);
    const { body } = await office.as('officerElsewhere').get('/v1/reminders?month=2026-11').expect(200);
    expect(body.items).toEqual([]);
    await office.as('analyst').get('/v1/reminders').expect(403);
  });

  it('stays as it was when something is done afterwards', async () => {
    const before = await reminders('2026-11');
    await given.shipment({ container: 'TGHU0913901', left_at: at('10-01') });
    await office.as('officer').post('/v1/reminders').send({ market: 'KQ-CTC', month: '2026-11' }).expect(202);
    await office.drain();
    expect(await reminders('2026-11')).toEqual(before);
  });

  it('gives the digest that anybody can compute from the answer', async () => {
    for (const { market, month, broker, items, digest } of await reminders('2026-11')) {
      expect(createHash('sha256').update(canonicalJson({ market, month, broker, items })).digest('hex')).toBe(digest);
    }
  });

  it('is refused for a month that is not over, and for what is no month', async () => {
    const ask = (month: string, market = 'KQ-CTC') =>
      office.as('officer').post('/v1/reminders').send({ market, month });
    expect((await ask('2026-12').expect(422)).body.code).toBe('period-not-over');
    expect((await ask('2026-11', 'XX-XXX').expect(422)).body.code).toBe('market-unknown');
    await ask('2026-13').expect(400);
    await office.as('brokerA').post('/v1/reminders').send({ market: 'KQ-CTC', month: '2026-11' }).expect(403);
    await office.as('officer').get('/v1/reminders?month=2026-1').expect(400);
  });
});

describe('acknowledging a reminder', () => {
  const acknowledge = (id: string | undefined, body: object, who: 'brokerA' | 'brokerB' | 'officer' = 'brokerA') =>
    office.as(who).post(`/v1/reminders/${id}/acknowledgements`).send(body);
  const named = (reminder: Reminder | undefined, ...references: string[]) =>
    (reminder?.items ?? [])
      .filter(({ subject }) => references.includes('reference' in subject ? subject.reference : subject.number))
      .map(({ kind, subject }) => ({ kind, subject: subject.id }));

  it('is for the firm alone, and for what stands in it', async () => {
    const [mine] = await reminders('2026-11', 'brokerA');
    await acknowledge(mine?.id, { note: 'x' }, 'officer').expect(403);
    await acknowledge(mine?.id, { note: 'x' }, 'brokerB').expect(404);
    await acknowledge('none', { note: 'x' }).expect(404);
    await acknowledge(mine?.id, {}).expect(400);
    const [theirs] = await reminders('2026-11', 'brokerB');
    const { body } = await acknowledge(mine?.id, { note: 'x', items: named(theirs, 'OTHER') }).expect(422);
    expect(body.violations).toMatchObject([{ code: 'reminder-item-unknown', pointer: '/items/0' }]);
    expect((await reminders('2026-11', 'brokerA'))[0]?.acknowledgements).toEqual([]);
  });

  it('keeps the first note of each item, however often and by how many at once it is said', async () => {
    const [mine] = await reminders('2026-11', 'brokerA');
    const items = named(mine, 'OLD', '旧密钥', 'CHANGE');
    const answers = await Promise.all(
      ['一', '二', '三'].map((note) => acknowledge(mine?.id, { note, items: [...items, ...items] }).expect(200)),
    );
    expect(answers.map(({ body }) => body.added as number).toSorted()).toEqual([0, 0, 3]);
    const [after] = await reminders('2026-11', 'brokerA');
    expect(after?.acknowledgements).toHaveLength(3);
    expect(new Set(after?.acknowledgements.map(({ note }) => note)).size).toBe(1);
    expect(after).toMatchObject({ items: mine?.items, digest: mine?.digest });
    const { body } = await office.as('officer').get(`/v1/reminders/${mine?.id}`).expect(200);
    expect(body).toEqual(after);
    await office.as('officerElsewhere').get(`/v1/reminders/${mine?.id}`).expect(404);
  });

  it('leaves what is acknowledged out of the next one, until its level or its being overdue changes', async () => {
    await goTo(at('12-31', '23:00'));
    const items = named((await reminders('2026-11', 'brokerA'))[0], 'FILED');
    await acknowledge((await reminders('2026-11', 'brokerA'))[0]?.id, { note: '等待收汇', items }).expect(200);
    office.clock.goTo(new Date('2027-01-01T08:00:00+08:00'));
    await office.tick();
    await office.drain();
    const [next] = await reminders('2026-12', 'brokerA');
    const again = next ? listed(next) : [];
    expect(again).not.toContainEqual(['released-not-closed', 'OLD']);
    expect(again).not.toContainEqual(['fx-receipt-missing', 'FILED']);
    expect(again).toContainEqual(['amendment-pending', 'CHANGE']); // Of level week then, of level month now.
    expect(again).toContainEqual(['returned-not-refiled', 'BACK']);
    expect(again).toContainEqual(['released-not-closed', 'YOUNG']);
  });
});

describe('a firm whose data is bad', () => {
  /** Firms with one open thing each. */
  const manyFirms = (count: number) =>
    given.system(async (tx) => {
      await tx.run(
        `INSERT INTO organisation (id, kind, name, created_at)
         SELECT gen_random_uuid(), 'broker', '报关行 ' || n, $2::timestamptz FROM generate_series(1, $1::integer) n`,
        [count, at('11-01')],
      );
      await tx.run(
        `INSERT INTO shipment (id, broker_id, market, customs_office, container_number, container_number_valid, left_at, created_at, updated_at)
         SELECT gen_random_uuid(), id, 'KQ-CTC', '2906', replace(name, '报关行 ', 'CTN'), false, $1::timestamptz, $1::timestamptz, $1::timestamptz
         FROM organisation WHERE name LIKE '报关行 %'`,
        [at('10-01')],
      );
      await tx.run(LEFT_NOT_LOADED);
    });
  const spoil = (value: string) =>
    given.system((tx) => tx.run("UPDATE declaration SET released_at = $1 WHERE reference = 'SPOILT'", [value]));
  const period = '/v1/periods/monthly-reminder/KQ-CTC/2027-01';
  const excluded = async () => (await office.as('officer').get(`${period}/excluded`).expect(200)).body.items;

  it('is excluded with its reason; every other firm has its reminder', async () => {
    const rotten = { reference: 'SPOILT', broker: 'brokerB', filed: at('11-20'), released: at('11-21') } as const;
    await given.declaration(rotten);
    office.clock.goTo(new Date('2027-02-01T07:00:00+08:00'));
    await office.tick();
    await office.drain();
    await manyFirms(30);
    await spoil('-infinity');
    await given.followUp('KQ-CTC', null);
    office.clock.goTo(new Date('2027-02-01T08:00:00+08:00'));
    await office.as('officer').post('/v1/reminders').send({ market: 'KQ-CTC', month: '2027-01' }).expect(202);
    await office.drain();
    const { body } = await office.as('officer').get('/v1/jobs?kind=monthly-reminder&limit=1').expect(200);
    expect(body.items[0]).toMatchObject({ state: 'finished', result: { reminders: 31, excluded: 1 } });
    const names = (await reminders('2027-01')).map(({ brokerName }) => brokerName);
    expect(new Set(names).size).toBe(31);
    expect(names).toContain('柯桥甲报关行');
    expect(names).not.toContain('柯桥乙报关行');
    expect(await excluded()).toMatchObject(
      [{ period: '2027-01', brokerName: '柯桥乙报关行', attempts: 1, includedAt: null, reason: /infinite/ }].map(
        ({ reason, ...rest }) => ({ ...rest, reason: expect.stringMatching(reason) as string }),
      ),
    );
    await office.as('officerElsewhere').get(`${period}/excluded`).expect(404);
    await office.as('brokerB').get(`${period}/excluded`).expect(403);
  });

  it('is excluded once more when it is retried too early, and has its one reminder when its data is mended', async () => {
    const retry = (who: 'officer' | 'officerElsewhere') => office.as(who).post(`${period}/retry`);
    await retry('officerElsewhere').expect(404);
    expect((await retry('officer').expect(202)).body).toMatchObject({ included: 0, excluded: 1 });
    expect(await excluded()).toMatchObject([{ attempts: 2, includedAt: null }]);
    await spoil(at('11-21'));
    const codes = await Promise.all([retry('officer'), retry('officer')].map(async (asked) => (await asked).status));
    expect(codes.toSorted()).toEqual([202, 409]);
    expect(await excluded()).toMatchObject([{ attempts: 3, includedAt: expect.any(String) }]);
    const theirs = await reminders('2027-01', 'brokerB');
    expect(theirs.map(listed)).toEqual([expect.arrayContaining([['released-not-closed', 'SPOILT']])]);
  });
});
