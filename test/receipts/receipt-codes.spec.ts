import { ReadReceipts } from '../../src/declarations/receipts/read-receipts.processor.js';
import { readReceipts } from '../../src/declarations/receipts/receipt-codes.jobs.js';
import { ReceiptWriter } from '../../src/declarations/receipts/receipt-writer.js';
import { aMoment, post, seen, startedTogether, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';
import { entryId, facts, parked, receipt } from '../support/trade/receiving.js';

const office = useOffice({ at: '2021-12-31T12:00:00Z' });

beforeAll(() => putRates(office));
beforeEach(() => office.clock.stopAt('2021-12-31T12:00:00Z'));

const mapping = (code: string, meaning: string, more: object = {}) => ({
  ...{ channel: 'single-window', code, meaning, name: '新代码', validFrom: '2021-01-01' },
  ...more,
});
const add = (body: object, who: 'admin' | 'officer' = 'admin') => office.as(who).post('/v1/receipt-codes').send(body);
const listed = async (query: string) =>
  (await office.as('officer').get(`/v1/receipt-codes?limit=500&${query}`).expect(200)).body.items as {
    code: string;
    meaning: string;
    validFrom: string;
    validTo: string | null;
  }[];
const openItems = async () => {
  const { body } = await office.as('officer').get('/v1/open-items?kind=receipt-parked&limit=500').expect(200);
  return body.items.length as number;
};

describe('the code table of a channel', () => {
  it('is data: listed by day, extended by an administrator only', async () => {
    await add(mapping('t1', 'accepted', { validTo: '2021-06-30' })).expect(201);
    await add(mapping('t1', 'released', { validFrom: '2021-07-01' })).expect(201);
    const on = async (day: string) =>
      (await listed(`channel=single-window&on=${day}`))
        .filter(({ code }) => code === 't1')
        .map(({ meaning }) => meaning);
    expect([await on('2020-12-31'), await on('2021-06-30'), await on('2021-07-01')]).toEqual([
      [],
      ['accepted'],
      ['released'],
    ]);
    expect((await listed('channel=officer')).map(({ code }) => code)).not.toContain('t1');
    await add(mapping('t2', 'accepted'), 'officer').expect(403);
    await office.as('brokerA').get('/v1/receipt-codes').expect(403);
  });

  it('refuses days that overlap, and names the mapping that is there', async () => {
    await add(mapping('o1', 'accepted', { validTo: '2021-06-30' })).expect(201);
    for (const days of [{}, { validFrom: '2021-06-30' }, { validFrom: '2020-01-01', validTo: '2021-01-01' }]) {
      const { body } = await add(mapping('o1', 'released', days)).expect(409);
      expect(body.violations).toMatchObject([{ code: 'receipt-code-overlaps', pointer: '/validFrom' }]);
      expect(body.violations[0].message).toContain('accepted');
    }
    await add(mapping('o1', 'accepted', { channel: 'officer' })).expect(201);
  });

  it('names every breach of a body', async () => {
    const { body } = await add({ channel: 'fax', code: '', meaning: 'lost', validFrom: '2021-02-30' }).expect(400);
    expect(body.violations.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual(
      ['/channel', '/code', '/meaning', '/name', '/validFrom'].sort(),
    );
    const reversed = await add(mapping('x', 'accepted', { validTo: '2020-01-01' })).expect(422);
    expect(reversed.body.violations).toMatchObject([{ code: 'range-reversed', pointer: '/validTo' }]);
    await office.as('admin').get('/v1/receipt-codes?channel=fax').expect(400);
    await office.as('admin').get('/v1/receipt-codes?colour=red').expect(400);
  });

  // Without holdCodes in ReceiptCodes.add both were taken (or the second net answered with a conflict of the database).
  it('takes one of two who add the same code at once', async () => {
    const answers = await Promise.all(
      ['accepted', 'released'].map((meaning, index) =>
        add(mapping('race', meaning, { validFrom: `2021-0${index + 1}-01` })),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('receipt-code-overlaps');
  });
});

describe('receipts whose code nobody knew', () => {
  it('count when a mapping is added: status, statistics and open items follow, once', async () => {
    const { id } = await submitted(office);
    const number = entryId();
    const before = await openItems();
    await post(office, [
      receipt('L', '28T09:00', { declarationId: id }),
      receipt('k1', '30T10:00', { declarationId: id, entryId: number }),
    ]);
    expect(await openItems()).toBe(before + 1);
    expect((await seen(office, id)).status).toBe('accepted');
    const first = await add(mapping('k1', 'closed')).set('Idempotency-Key', 'k1').expect(201);
    const again = await add(mapping('k1', 'closed')).set('Idempotency-Key', 'k1').expect(201);
    expect(again.body).toEqual(first.body);
    await office.drain();
    expect(await seen(office, id)).toMatchObject({
      status: 'closed',
      entryId: number,
      closedAt: '2021-12-30T02:00:00.000Z',
    });
    expect(await facts(office, id)).toMatchObject([{ statDay: '2021-12-30' }]);
    expect([await openItems(), (await parked(office)).filter(({ code }) => code === 'k1')]).toEqual([before, []]);
    await office.deliverTwice(readReceipts, { channel: 'single-window', code: 'k1', corrected: false });
    const [entries] = await office.rows<{ n: string }>(
      `SELECT count(*) AS n FROM audit_entry WHERE subject_id = $1 AND action = 'receipt.applied'`,
      [id],
    );
    expect(entries).toEqual({ n: '2' });
  });

  it('stay with their declaration and move nothing when the code means information', async () => {
    const { id, revision } = await submitted(office);
    const before = await openItems();
    await post(office, [receipt('i1', '28T09:00', { declarationId: id, text: '已查看', entryId: entryId() })]);
    expect(await openItems()).toBe(before + 1);
    await add(mapping('i1', 'information')).expect(201);
    await office.drain();
    expect([await openItems(), (await parked(office)).filter(({ code }) => code === 'i1')]).toEqual([before, []]);
    expect(await seen(office, id)).toMatchObject({ status: 'submitted', revision, entryId: null });
    // One that comes from now on is not parked at all.
    expect(await post(office, [receipt('i1', '28T10:00', { declarationId: id })])).toMatchObject([
      { result: 'applied' },
    ]);
    const { body } = await office.as('brokerA').get(`/v1/declarations/${id}/receipts`).expect(200);
    expect(body.items).toMatchObject([{ meaning: 'information', text: '已查看' }, { meaning: 'information' }]);
    const { body: timeline } = await office.as('brokerA').get(`/v1/declarations/${id}/timeline`).expect(200);
    expect(timeline.items.filter(({ code }: { code: string }) => code === 'i1')).toMatchObject([
      { what: 'information', counts: false, status: null },
      { what: 'information', counts: false, status: null },
    ]);
  });

  it('are few: every code of the Single Window has a meaning, most of them information', async () => {
    const { id } = await submitted(office);
    const codes = 'S0 F1 E0 E1 7 Y H M G J W T B K # X U N S'.split(' ');
    const results = await post(
      office,
      codes.map((code) => receipt(code, '28T09:00', { declarationId: id })),
    );
    expect(results.map(({ result }) => result)).toEqual(codes.map(() => 'applied'));
    expect((await seen(office, id)).status).toBe('submitted');
  });

  it('stay parked on days the mapping does not cover', async () => {
    const { id } = await submitted(office);
    await post(office, [
      receipt('k2', '28T09:00', { declarationId: id }),
      receipt('k2', '29T00:00', { declarationId: id }),
    ]);
    await add(mapping('k2', 'released', { validFrom: '2021-12-29' })).expect(201);
    await office.drain();
    expect(await seen(office, id)).toMatchObject({ status: 'released', releasedAt: '2021-12-28T16:00:00.000Z' });
    expect((await parked(office)).filter(({ code }) => code === 'k2')).toHaveLength(1);
  });

  it('count by thousands, batch by batch, with one effect for two jobs at once', async () => {
    const made: { id: string; revision: number }[] = [];
    for (let index = 0; index < 12; index++) made.push(await submitted(office));
    const minute = (n: number) =>
      `28T${String(n % 24).padStart(2, '0')}:${String(Math.floor(n / 24)).padStart(2, '0')}`;
    const many = made.flatMap(({ id }) =>
      Array.from({ length: 100 }, (_, n) => receipt('k3', minute(n), { declarationId: id })),
    );
    await post(office, many);
    await add(mapping('k3', 'released')).expect(201);
    await office.deliverTwice(readReceipts, { channel: 'single-window', code: 'k3', corrected: false });
    await office.drain();
    for (const { id, revision } of made) {
      expect(await seen(office, id)).toMatchObject({
        status: 'released',
        releasedAt: '2021-12-27T16:00:00.000Z',
        revision: revision + 1,
      });
    }
    const [left] = await office.rows(`SELECT count(*)::int AS n FROM receipt WHERE code = 'k3' AND meaning IS NULL`);
    expect(left).toEqual({ n: 0 });
  });

  // Without the shared bucket of the codes in holdNames the job had run before the receipt was there, and it stayed parked.
  it('are not lost when the mapping is added while they come in', async () => {
    const { id } = await submitted(office);
    let added: Promise<unknown> = Promise.resolve();
    await office.database.transaction(office.actor('officer'), async (tx) => {
      const [result] = await office.get(ReceiptWriter).append(tx, [receipt('k4', '28T09:00', { declarationId: id })]);
      expect(result).toMatchObject({ result: 'parked', reason: 'code-unknown' });
      added = add(mapping('k4', 'accepted'))
        .expect(201)
        .then(() => office.drain());
      for (let n = 0; n < 6; n++) await aMoment();
    });
    await added;
    expect((await seen(office, id)).status).toBe('accepted');
  });

  // Without lockStatuses in ReadReceipts the release of the officer was projected over by a job that had not seen it.
  it('and one that comes in beside the job both count', async () => {
    const { id } = await submitted(office);
    await post(office, [receipt('k5', '28T09:00', { declarationId: id })]);
    await add(mapping('k5', 'accepted')).expect(201);
    await startedTogether<unknown>(office, id, [
      async () => office.get(ReadReceipts).process({ channel: 'single-window', code: 'k5', corrected: false }),
      async () => post(office, [receipt('P', '28T10:00', { declarationId: id })]),
    ]);
    await office.drain();
    expect(await seen(office, id)).toMatchObject({
      ...{ status: 'released', acceptedAt: '2021-12-28T01:00:00.000Z', releasedAt: '2021-12-28T02:00:00.000Z' },
    });
  });
});

describe('a mapping that was wrong', () => {
  it('ends on the day before its correction, and receipts from that day on are read anew', async () => {
    const early = await submitted(office, { declaredOn: '2021-12-27' });
    const late = await submitted(office);
    await add(mapping('c1', 'released')).expect(201);
    await post(office, [receipt('c1', '27T10:00', { declarationId: early.id })]);
    await post(office, [receipt('c1', '29T10:00', { declarationId: late.id })]);
    const correction = mapping('c1', 'closed', { validFrom: '2021-12-28', corrects: true });
    const { body } = await add(correction).expect(201);
    expect(body).toMatchObject({ validTo: null, corrected: { meaning: 'released', validTo: '2021-12-27' } });
    await office.drain();
    expect([(await seen(office, early.id)).status, (await seen(office, late.id)).status]).toEqual([
      'released',
      'closed',
    ]);
    expect(await facts(office, late.id)).toMatchObject([{ statDay: '2021-12-29' }]);
    // Said again it changes nothing; taken back, the statistics are reversed.
    await add(correction).expect(201);
    expect((await listed('channel=single-window')).filter(({ code }) => code === 'c1')).toHaveLength(2);
    await add(mapping('c1', 'released', { validFrom: '2021-12-28', corrects: true })).expect(201);
    await office.drain();
    expect([(await seen(office, late.id)).status, await facts(office, late.id)]).toEqual(['released', []]);
    const inTable = (await listed('channel=single-window')).filter(({ code }) => code === 'c1');
    expect(inTable.map(({ meaning, validFrom, validTo }) => [meaning, validFrom, validTo])).toEqual(
      expect.arrayContaining([
        ['released', '2021-01-01', '2021-12-27'],
        ['closed', '2021-12-28', '2021-12-27'],
        ['released', '2021-12-28', null],
      ]),
    );
  });

  it('must be there, and its end stays', async () => {
    await add(mapping('c2', 'released', { corrects: true })).expect(409);
    await add(mapping('c2', 'released', { validTo: '2021-06-30' })).expect(201);
    const { body } = await add(mapping('c2', 'closed', { corrects: true, validTo: '2021-07-31' })).expect(409);
    expect(body.violations).toMatchObject([{ code: 'receipt-code-not-in-force', pointer: '/validTo' }]);
    expect((await add(mapping('c2', 'closed', { corrects: true })).expect(201)).body.validTo).toBe('2021-06-30');
  });
});
