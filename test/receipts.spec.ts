import type { DeclarationInput } from '../src/declarations/domain/declaration.js';
import { Intake } from '../src/declarations/intake.service.js';
import { type ReceiptInput, Receipts } from '../src/declarations/receipts.service.js';
import type { Tx } from '../src/platform/database/tx.js';
import { newId } from '../src/vocabulary/id.js';
import { aMoment, declaration, drafted, etag, post, seen, startedTogether, submit, submitted } from './support/declaring.js';
import { putRates } from './support/market-day.js';
import { useOffice } from './support/office.js';

const office = useOffice({ at: '2021-12-31T12:00:00Z' });

beforeAll(() => putRates(office));
beforeEach(() => office.clock.stopAt('2021-12-31T12:00:00Z'));

let serial = 0;
const entryId = () => `29062021${'0'}${String(++serial).padStart(9, '0')}`;
const receipt = (code: string, eventTime: string, more: object) => ({
  channel: 'single-window',
  code,
  text: '',
  eventTime: `2021-12-${eventTime}:00+08:00`,
  ...more,
});
const parked = async (who: 'officer' | 'officerElsewhere' | 'admin' = 'officer', query = '') => {
  const { body } = await office.as(who).get(`/v1/receipts/parked?limit=500${query}`).expect(200);
  return body.items as { id: string; reference: string | null; code: string; parked: string; findings: unknown[] }[];
};
const facts = (id: string) =>
  office.rows<{ statDay: string; value: string }>(
    `SELECT stat_day AS "statDay", sum(value_usd) AS value FROM export_fact WHERE declaration_id = $1
     GROUP BY stat_day HAVING sum(value_usd) <> 0`,
    [id],
  );

describe('the receipts of a declaration', () => {
  const story = (to: object) => [
    receipt('L', '28T09:00', to),
    receipt('C', '28T09:30', to),
    receipt('P', '28T10:00', to),
    receipt('R', '30T08:00', to),
  ];
  const end = {
    status: 'closed',
    acceptedAt: '2021-12-28T01:00:00.000Z',
    inspectingAt: '2021-12-28T01:30:00.000Z',
    releasedAt: '2021-12-28T02:00:00.000Z',
    closedAt: '2021-12-30T00:00:00.000Z',
  };

  it('move it from accepted to closed, and the closing day is the statistics day', async () => {
    const { id } = await submitted(office);
    const number = entryId();
    const steps = ['accepted', 'inspecting', 'released', 'closed'];
    for (const [index, each] of story({ declarationId: id, entryId: number }).entries()) {
      expect(await post(office, [each])).toMatchObject([{ result: 'applied', declarationId: id }]);
      expect(await seen(office, id)).toMatchObject({ status: steps[index], entryId: number });
    }
    expect(await seen(office, id)).toMatchObject(end);
    expect(await facts(id)).toEqual([{ statDay: '2021-12-30', value: '2000.00' }]);
  });

  it('end in the same state in any order, and when they come again', async () => {
    const orders = [
      [3, 2, 1, 0],
      [2, 3, 0, 1],
      [1, 0, 3, 2],
    ];
    for (const order of orders) {
      const { id, reference } = await submitted(office);
      const all = story({ reference });
      for (const index of order) await post(office, [all[index] ?? {}]);
      const moved = await seen(office, id);
      expect(moved).toMatchObject(end);
      const again = await post(office, [...all, ...all]);
      expect(again.map(({ result }) => result)).toEqual(Array(8).fill('duplicate'));
      expect(await seen(office, id)).toEqual(moved);
      expect(await facts(id)).toEqual([{ statDay: '2021-12-30', value: '2000.00' }]);
    }
  });

  it('are one when the same comes twice in one body, in another time zone', async () => {
    const { id } = await submitted(office);
    const one = receipt('L', '28T09:00', { declarationId: id });
    const results = await post(office, [one, { ...one, eventTime: '2021-12-28T01:00:00Z' }]);
    expect(results.map(({ result }) => result)).toEqual(['applied', 'duplicate']);
  });

  it('may come in the words of an officer', async () => {
    const { id } = await submitted(office);
    const words = ['accept', 'inspect', 'release', 'close'];
    await post(
      office,
      words.map((code, index) => receipt(code, `28T1${index}:00`, { channel: 'officer', declarationId: id })),
    );
    expect(await seen(office, id)).toMatchObject({ status: 'closed' });
  });

  it('are read in order of arrival, by whoever may see the declaration', async () => {
    const { id } = await submitted(office);
    await post(office, [receipt('R', '30T08:00', { declarationId: id })]);
    await post(office, [receipt('L', '28T09:00', { declarationId: id, text: '海关已接收' })]);
    const get = (who: 'brokerA' | 'brokerB' | 'officer' | 'officerElsewhere') =>
      office.as(who).get(`/v1/declarations/${id}/receipts`);
    const { body } = await get('brokerA').expect(200);
    expect(body.items).toMatchObject([
      { code: 'R', meaning: 'closed', eventTime: '2021-12-30T00:00:00.000Z' },
      { code: 'L', text: '海关已接收' },
    ]);
    expect((await get('officer')).body).toEqual(body);
    expect((await get('brokerB')).status).toBe(404);
    expect((await get('officerElsewhere')).status).toBe(404);
    const page = await office.as('brokerA').get(`/v1/declarations/${id}/receipts?limit=1`).expect(200);
    const next = await office
      .as('brokerA')
      .get(`/v1/declarations/${id}/receipts?limit=1&cursor=${page.body.nextCursor}`)
      .expect(200);
    expect([...page.body.items, ...next.body.items]).toEqual(body.items);
  });
});

describe('the statistics', () => {
  it('forget a declaration that is cancelled after it was closed', async () => {
    const { id } = await submitted(office);
    await post(office, [receipt('R', '30T08:00', { declarationId: id })]);
    await post(office, [receipt('D', '31T08:00', { declarationId: id })]);
    expect(await seen(office, id)).toMatchObject({ status: 'cancelled', cancelledAt: '2021-12-31T00:00:00.000Z' });
    expect(await facts(id)).toEqual([]);
    const entries = await office.rows('SELECT entry, cause FROM export_fact WHERE declaration_id = $1 ORDER BY entry', [id]);
    expect(entries).toContainEqual({ entry: 'reverse', cause: 'cancellation' });
  });

  it('count the last second of a day and the first of the next apart', async () => {
    const [late, early] = [await submitted(office), await submitted(office)];
    await post(office, [
      { ...receipt('R', '', { declarationId: late.id }), eventTime: '2021-12-30T15:59:59Z' },
      { ...receipt('R', '', { declarationId: early.id }), eventTime: '2021-12-30T16:00:00Z' },
    ]);
    expect(await facts(late.id)).toMatchObject([{ statDay: '2021-12-30' }]);
    expect(await facts(early.id)).toMatchObject([{ statDay: '2021-12-31' }]);
  });

  it('move a declaration to an earlier day when an earlier closing comes late', async () => {
    const { id } = await submitted(office);
    await post(office, [receipt('R', '30T08:00', { declarationId: id })]);
    await post(office, [receipt('R', '29T08:00', { declarationId: id })]);
    expect(await facts(id)).toEqual([{ statDay: '2021-12-29', value: '2000.00' }]);
  });

  it('value by the month of closing where the market counts so, and say when its rates are missing', async () => {
    await office.rows(`UPDATE market SET rate_basis = 'closing' WHERE code = 'YW-ISC' OR code = 'KQ-CTC'`);
    const [one, other] = [
      await submitted(office, { declaredOn: '2021-11-30' }),
      await submitted(office, { declaredOn: '2021-11-30' }),
    ];
    expect(one).toMatchObject({ totals: { fobCny: '12866.60' }, valuation: { month: '2021-11', basis: 'closing' } });
    await post(office, [receipt('R', '01T08:00', { declarationId: one.id })]);
    const closed = await seen(office, one.id);
    expect(closed).toMatchObject({
      totals: { cny: '12866.60', fobCny: '12787.00' },
      valuation: { month: '2021-12', rates: { USD: { toCny: '6.3935' } } },
    });
    office.clock.stopAt('2022-06-01T12:00:00Z');
    await post(office, [{ ...receipt('R', '', { declarationId: other.id }), eventTime: '2022-05-30T00:00:00Z' }]);
    expect(await seen(office, other.id)).toMatchObject({
      status: 'closed',
      totals: { fobCny: '12866.60' },
      findings: [{ code: 'rate-missing', severity: 'warning' }],
    });
    await office.rows(`UPDATE market SET rate_basis = 'declaration'`);
  });
});

describe('a receipt nobody can place', () => {
  it('is parked when its code is unknown, shown, and moves nothing', async () => {
    const { id, reference } = await submitted(office);
    const strange = receipt('q', '28T09:00', { reference, text: '待查' });
    expect(await post(office, [strange])).toMatchObject([{ result: 'parked', reason: 'code-unknown', declarationId: id }]);
    expect(await post(office, [strange])).toMatchObject([{ result: 'duplicate' }]);
    expect(await seen(office, id)).toMatchObject({ status: 'submitted' });
    expect((await parked('officer', '&reason=code-unknown')).map(({ code }) => code)).toContain('q');
    const { body } = await office.as('brokerA').get(`/v1/declarations/${id}/receipts`).expect(200);
    expect(body.items).toMatchObject([{ code: 'q', text: '待查', meaning: null, parked: 'code-unknown' }]);
  });

  it('waits for a reference that is not there yet, and counts when it is submitted', async () => {
    const input = declaration();
    const { reference } = input;
    const number = entryId();
    const results = await post(office, [
      receipt('P', '28T10:00', { reference, entryId: number }),
      receipt('L', '28T09:00', { reference, entryId: number }),
      receipt('R', '30T10:00', { entryId: number }),
    ]);
    expect(results.map(({ result, reason }) => [result, reason])).toEqual(Array(3).fill(['parked', 'target-unknown']));
    expect((await parked()).filter((each) => each.reference === reference)).toHaveLength(2);
    const draft = await drafted(office, input);
    const { body } = await submit(office, draft).expect(200);
    expect(body).toMatchObject({ status: 'closed', entryId: number, closedAt: '2021-12-30T02:00:00.000Z' });
    expect((await parked()).filter((each) => each.reference === reference)).toEqual([]);
    const { body: list } = await office.as('brokerA').get(`/v1/declarations/${draft.id}/receipts`).expect(200);
    expect(list.items.map(({ code }: { code: string }) => code)).toEqual(['P', 'L', 'R']);
  });

  it('waits for a draft to be submitted', async () => {
    const draft = await drafted(office);
    const early = receipt('L', '28T09:00', { declarationId: draft.id });
    const twin = receipt('L', '28T09:00', { reference: draft.reference });
    expect(await post(office, [early, twin])).toMatchObject([
      { result: 'parked', reason: 'not-submitted' },
      { result: 'parked', reason: 'not-submitted' },
    ]);
    expect((await seen(office, draft.id)).status).toBe('draft');
    expect((await submit(office, draft).expect(200)).body).toMatchObject({ status: 'accepted' });
    expect(await post(office, [early, twin])).toMatchObject([{ result: 'duplicate' }, { result: 'duplicate' }]);
    const mine = (await parked('admin')).filter(({ reference }) => reference === draft.reference);
    expect(mine).toEqual([]);
  });

  it('waits for a customs number until another receipt tells whose it is', async () => {
    const { id } = await submitted(office);
    const number = entryId();
    expect(await post(office, [receipt('P', '28T10:00', { entryId: number })])).toMatchObject([
      { result: 'parked', reason: 'target-unknown' },
    ]);
    await post(office, [receipt('L', '28T09:00', { declarationId: id, entryId: number })]);
    expect(await seen(office, id)).toMatchObject({ status: 'released', entryId: number });
  });

  it('stays where it came in: another office does not get it', async () => {
    const input = declaration();
    const { reference } = input;
    await post(office, [receipt('R', '30T10:00', { reference })], 'officerElsewhere');
    expect(await submit(office, await drafted(office, input)).then(({ body }) => body.status)).toBe('submitted');
    expect((await parked('officer')).filter((each) => each.reference === reference)).toEqual([]);
    expect((await parked('officerElsewhere')).filter((each) => each.reference === reference)).toHaveLength(1);
  });

  it('cannot move a declaration of another office', async () => {
    const { id, reference } = await submitted(office);
    const results = await post(
      office,
      [receipt('L', '28T09:00', { declarationId: id }), receipt('L', '28T09:00', { reference })],
      'officerElsewhere',
    );
    expect(results.map(({ reason }) => reason)).toEqual(['target-unknown', 'target-unknown']);
    expect((await seen(office, id)).status).toBe('submitted');
  });
});

describe('a reference two brokers use', () => {
  const both = async () => {
    const input = declaration();
    const first = await submitted(office, input);
    const second = await submitted(office, input, 'brokerB');
    return { reference: first.reference, first, second };
  };

  it('is ambiguous until the broker is named', async () => {
    const { reference, first, second } = await both();
    const one = receipt('L', '28T09:00', { reference });
    expect(await post(office, [one])).toMatchObject([{ result: 'parked', reason: 'target-ambiguous' }]);
    const broker = office.people.organisations.brokerB;
    expect(await post(office, [{ ...one, broker }])).toMatchObject([{ result: 'applied', declarationId: second.id }]);
    expect((await seen(office, first.id)).status).toBe('submitted');
    expect((await seen(office, second.id, 'brokerB')).status).toBe('accepted');
    expect((await parked()).filter((each) => each.reference === reference)).toEqual([]);
  });

  it('is told apart by a customs number that is known, also afterwards', async () => {
    const { reference, first, second } = await both();
    const number = entryId();
    await post(office, [receipt('P', '28T10:00', { reference, entryId: number })]);
    await post(office, [receipt('L', '28T09:00', { declarationId: second.id, entryId: number })]);
    expect(await seen(office, second.id, 'brokerB')).toMatchObject({ status: 'released', entryId: number });
    expect(await post(office, [receipt('R', '30T10:00', { reference, entryId: number })])).toMatchObject([
      { result: 'applied', declarationId: second.id },
    ]);
    expect((await seen(office, first.id)).status).toBe('submitted');
  });
});

describe('a customs number', () => {
  it('finds its declaration by itself, also the one it had before it was filed again', async () => {
    const { id, reference } = await submitted(office, { declaredOn: '2021-12-20' });
    const [before, after] = [entryId(), entryId()];
    await post(office, [
      receipt('L', '28T09:00', { declarationId: id, entryId: before }),
      receipt('E', '28T09:20', { entryId: before }),
    ]);
    const returned = await seen(office, id);
    expect(returned.status).toBe('returned');
    await submit(office, returned).expect(200);
    await post(office, [receipt('L', '29T09:00', { reference, entryId: after })]);
    expect(await seen(office, id)).toMatchObject({ status: 'accepted', entryId: after });
    expect(await post(office, [receipt('C', '28T09:10', { entryId: before })])).toMatchObject([
      { result: 'applied', declarationId: id },
    ]);
  });

  it('of a wrong shape is kept raw and flagged, and tells nothing', async () => {
    const { id } = await submitted(office);
    const [result] = await post(office, [receipt('L', '28T09:00', { declarationId: id, entryId: '2906 2021 0' })]);
    expect(result).toMatchObject({ result: 'applied', findings: [{ code: 'entry-id-invalid', severity: 'warning' }] });
    expect(await seen(office, id)).toMatchObject({ status: 'accepted', entryId: null });
    const { body } = await office.as('officer').get(`/v1/declarations/${id}/receipts`).expect(200);
    expect(body.items).toMatchObject([{ entryId: '2906 2021 0', findings: [{ code: 'entry-id-invalid' }] }]);
  });
});

describe('a body of receipts', () => {
  it('is refused whole when an event lies more than five minutes ahead', async () => {
    const { id } = await submitted(office);
    const ahead = (eventTime: string) => ({ ...receipt('L', '', { declarationId: id }), eventTime });
    const { body } = await office
      .as('officer')
      .post('/v1/receipts')
      .send({ receipts: [ahead('2021-12-31T11:00:00Z'), ahead('2021-12-31T12:05:00.001Z')] })
      .expect(422);
    expect(body.violations).toMatchObject([{ code: 'event-time-in-future', pointer: '/receipts/1/eventTime' }]);
    expect((await seen(office, id)).status).toBe('submitted');
    expect(await post(office, [ahead('2021-12-31T20:05:00+08:00')])).toMatchObject([{ result: 'applied' }]);
  });

  it.each([
    ['no name', { code: 'L', channel: 'single-window', eventTime: '2021-12-28T00:00:00Z' }, 'receipt-target-missing', ''],
    ['a channel we do not have', receipt('L', '28T00:00', { channel: 'fax', reference: 'X' }), 'enum-invalid', '/channel'],
    ['a time without offset', { ...receipt('L', '', { reference: 'X' }), eventTime: '2021-12-28T00:00:00' }, 'instant-invalid', '/eventTime'],
    ['an hour that is none', { ...receipt('L', '', { reference: 'X' }), eventTime: '2021-12-28T24:00:00Z' }, 'instant-invalid', '/eventTime'],
    ['a field we do not have', receipt('L', '28T00:00', { reference: 'X', colour: 'red' }), 'field-unknown', '/colour'],
  ])('is refused with %s', async (_, each, code, place) => {
    const { body } = await office.as('officer').post('/v1/receipts').send({ receipts: [each] }).expect(400);
    expect(body.violations).toMatchObject([{ code, pointer: `/receipts/0${place}` }]);
  });

  it('holds two thousand', async () => {
    const of = (count: number) => ({
      receipts: Array.from({ length: count }, () => receipt('L', '28T00:00', { reference: 'NOBODY' })),
    });
    await office.as('officer').post('/v1/receipts').send(of(2001)).expect(400);
    const { body } = await office.as('officer').post('/v1/receipts').send(of(2000)).expect(200);
    expect(body.results).toHaveLength(2000);
    expect(body.results.slice(0, 2)).toMatchObject([{ result: 'parked' }, { result: 'duplicate' }]);
  });

  it('is for officers, administrators and channels', async () => {
    const { id } = await submitted(office);
    const send = (who: 'brokerA' | 'analyst' | 'channel' | 'admin', code: string) =>
      office.as(who).post('/v1/receipts').send({ receipts: [receipt(code, '28T00:00', { declarationId: id })] });
    expect((await send('brokerA', 'L')).status).toBe(403);
    expect((await send('analyst', 'L')).status).toBe(403);
    expect((await send('channel', 'L')).body.results).toMatchObject([{ result: 'applied' }]);
    expect((await send('admin', 'P')).body.results).toMatchObject([{ result: 'applied' }]);
    expect((await office.as('brokerA').get('/v1/receipts/parked')).status).toBe(403);
  });

  it('is answered again for the same Idempotency-Key', async () => {
    const { id } = await submitted(office);
    const send = () =>
      office
        .as('officer')
        .post('/v1/receipts')
        .set('Idempotency-Key', `story-${id}`)
        .send({ receipts: [receipt('L', '28T00:00', { declarationId: id })] });
    const first = await send().expect(200);
    const again = await send().expect(200);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotency-replayed']).toBe('true');
  });

  it('names declarations nobody has without a fault', async () => {
    const upper = newId().toUpperCase();
    expect(await post(office, [receipt('L', '28T00:00', { declarationId: upper })])).toMatchObject([{ result: 'parked' }]);
    const { id } = await submitted(office);
    expect(await post(office, [receipt('L', '28T00:00', { declarationId: id.toUpperCase() })])).toMatchObject([
      { result: 'applied', declarationId: id },
    ]);
  });
});

describe('several senders at once', () => {
  // Without ON CONFLICT in appendReceipts three of the four failed with a 409.
  it('with the same batch have one effect', async () => {
    const made = [];
    for (let index = 0; index < 20; index++) made.push(await submitted(office));
    const batch = made.flatMap(({ reference }) => [
      receipt('L', '28T09:00', { reference }),
      receipt('P', '28T10:00', { reference }),
      receipt('R', '30T10:00', { reference }),
      receipt('R', '30T11:00', { reference: `${reference}-UNKNOWN` }),
    ]);
    const answers = await Promise.all([
      post(office, batch),
      post(office, [...batch].reverse(), 'officer2'),
      post(office, batch, 'channel'),
      post(office, [...batch].reverse(), 'admin'),
    ]);
    const count = (what: string) => answers.flat().filter(({ result }) => result === what).length;
    expect([count('applied'), count('parked'), count('duplicate')]).toEqual([60, 20, 240]);
    for (const { id } of made) expect(await seen(office, id)).toMatchObject({ status: 'closed' });
    const entries = await office.rows<{ count: string }>(
      `SELECT count(*) FROM export_fact WHERE declaration_id = ANY ($1)`,
      [made.map(({ id }) => id)],
    );
    expect(entries).toEqual([{ count: '40' }]);
  });

  // With the order of the batch instead of ids in lockStatuses, PostgreSQL ended one of the two (40P01), and the work ran
  // three times.
  it('do not wait in a ring for declarations in the opposite order', async () => {
    const made = [];
    for (let index = 0; index < 21; index++) made.push(await submitted(office));
    const batch = made.map(({ reference }) => receipt('L', '28T09:00', { reference }));
    let attempts = 0;
    const run = (receipts: typeof batch, who: 'officer' | 'officer2') => () =>
      office.database.transaction(office.actor(who), (tx) => {
        attempts += 1;
        return office.get(Receipts).append(tx, receipts);
      });
    await startedTogether(office, made[10]?.id ?? '', [run(batch, 'officer'), run([...batch].reverse(), 'officer2')]);
    expect(attempts).toBe(2);
  });

  // Without FOR UPDATE in lockStatuses the later sender projected without having seen the earlier one's receipt.
  it('with different receipts for one declaration lose none', async () => {
    const { id } = await submitted(office);
    const codes = ['L', 'C', 'P', 'R'];
    await startedTogether(
      office,
      id,
      codes.map((code, index) => () => post(office, [receipt(code, `28T1${index}:00`, { declarationId: id })])),
    );
    expect(await seen(office, id)).toMatchObject({
      status: 'closed',
      acceptedAt: '2021-12-28T02:00:00.000Z',
      inspectingAt: '2021-12-28T03:00:00.000Z',
      releasedAt: '2021-12-28T04:00:00.000Z',
      closedAt: '2021-12-28T05:00:00.000Z',
    });
  });
});

describe('a receipt and a submission at the same moment', () => {
  const take = (tx: Tx, input: DeclarationInput) => office.get(Intake).take(tx, [input], { submit: true });
  const append = (tx: Tx, each: ReceiptInput) => office.get(Receipts).append(tx, [each]);
  const accepted = async (reference: string) => {
    const { body } = await office.as('brokerA').get(`/v1/declarations?reference=${reference}`).expect(200);
    expect(body.items).toMatchObject([{ status: 'accepted' }]);
    expect((await parked()).filter((each) => each.reference === reference)).toEqual([]);
  };

  // With the statement of holdNames taken out, both ended with the receipt parked as unknown and the declaration waiting for it:
  // each side had looked before the other had committed.
  it('find each other when the submission is a little ahead', async () => {
    const input = declaration();
    const { reference } = input;
    let posted: Promise<unknown> = Promise.resolve();
    await office.database.transaction(office.actor('brokerA'), async (tx) => {
      await take(tx, input);
      posted = post(office, [receipt('L', '28T09:00', { reference })]);
      await aMoment();
    });
    expect(await posted).toMatchObject([{ result: 'applied' }]);
    await accepted(reference);
  });

  it('find each other when the receipt is a little ahead', async () => {
    const input = declaration();
    const { reference } = input;
    let filed: Promise<unknown> = Promise.resolve();
    await office.database.transaction(office.actor('officer'), async (tx) => {
      expect(await append(tx, receipt('L', '28T09:00', { reference }))).toMatchObject([{ reason: 'target-unknown' }]);
      filed = office.database.transaction(office.actor('brokerA'), (other) => take(other, input));
      await aMoment();
    });
    await filed;
    await accepted(reference);
  });

  // Without FOR UPDATE in lockStatuses the receipt was parked as not-submitted, beside a submission that had looked before.
  it('find each other when the draft was there before', async () => {
    const input = declaration();
    const draft = await drafted(office, input);
    let posted: Promise<unknown> = Promise.resolve();
    await office.database.transaction(office.actor('brokerA'), async (tx) => {
      await take(tx, input);
      posted = post(office, [receipt('L', '28T09:00', { declarationId: draft.id })]);
      await aMoment();
    });
    expect(await posted).toMatchObject([{ result: 'applied' }]);
    await accepted(draft.reference);
  });
});

describe('a submission made again', () => {
  it('takes what customs said before along to another office', async () => {
    const first = await submitted(office, { declaredOn: '2021-12-20' });
    await post(office, [
      receipt('L', '28T09:00', { declarationId: first.id }),
      receipt('E', '28T10:00', { declarationId: first.id }),
    ]);
    const returned = await seen(office, first.id);
    const { body } = await office
      .as('brokerA')
      .put(`/v1/declarations/${first.id}`)
      .set('If-Match', etag(returned))
      .send(declaration({ reference: first.reference, declaredOn: '2021-12-20', customsOffice: '2921' }))
      .expect(200);
    await submit(office, body).expect(200);
    await post(office, [receipt('L', '29T09:00', { declarationId: first.id })], 'officerElsewhere');
    expect(await seen(office, first.id)).toMatchObject({ status: 'accepted', acceptedAt: '2021-12-29T01:00:00.000Z' });
    const { body: list } = await office.as('officerElsewhere').get(`/v1/declarations/${first.id}/receipts`).expect(200);
    expect(list.items).toHaveLength(3);
  });
});
