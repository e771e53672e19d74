import { newId } from '../../src/vocabulary/id.js';
import { declaration, etag, post, seen, submit, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';
import { entryId, facts, receipt } from '../support/trade/receiving.js';

const office = useOffice({ at: '2021-12-31T12:00:00Z' });

beforeAll(() => putRates(office));
beforeEach(() => office.clock.stopAt('2021-12-31T12:00:00Z'));

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
    expect(await facts(office, id)).toEqual([{ statDay: '2021-12-30', value: '2000.00' }]);
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
      expect(await facts(office, id)).toEqual([{ statDay: '2021-12-30', value: '2000.00' }]);
    }
  });

  it('are one when the same comes twice in one body, in another time zone', async () => {
    const { id } = await submitted(office);
    const one = receipt('L', '28T09:00', { declarationId: id });
    const results = await post(office, [one, { ...one, eventTime: '2021-12-28T01:00:00Z' }]);
    expect(results.map(({ result }) => result)).toEqual(['applied', 'duplicate']);
  });

  it('of one body say what became of them in the end, also where one names a customs number that another brings', async () => {
    const { id } = await submitted(office);
    const number = entryId();
    const body = [
      receipt('P', '28T10:00', { entryId: number }),
      receipt('L', '28T09:00', { declarationId: id, entryId: number }),
      receipt('?', '28T11:00', { entryId: number }),
      // The release once more, by a name of its own.
      receipt('P', '28T10:00', { declarationId: id, entryId: number }),
    ];
    expect(await post(office, body)).toMatchObject([
      { result: 'applied', declarationId: id },
      { result: 'applied', declarationId: id },
      { result: 'parked', reason: 'code-unknown', declarationId: id },
      { result: 'duplicate' },
    ]);
    expect(await seen(office, id)).toMatchObject({ status: 'released' });
    expect((await post(office, body)).map(({ result }) => result)).toEqual(Array(4).fill('duplicate'));
    const other = await submitted(office);
    const otherNumber = entryId();
    const results = await post(office, [
      receipt('L', '28T09:00', { declarationId: other.id, entryId: otherNumber }),
      receipt('P', '28T10:00', { entryId: otherNumber }),
    ]);
    expect(results).toMatchObject([{ result: 'applied' }, { result: 'applied', declarationId: other.id }]);
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

  it('of a wrong shape is parked raw and flagged, and identifies nothing', async () => {
    const { id } = await submitted(office);
    const [result] = await post(office, [receipt('L', '28T09:00', { declarationId: id, entryId: '2906 2021 0' })]);
    expect(result).toMatchObject({
      ...{ result: 'parked', reason: 'entry-id-implausible' },
      findings: [{ code: 'entry-id-invalid', severity: 'warning' }],
    });
    expect(await seen(office, id)).toMatchObject({ status: 'submitted', entryId: null });
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
    [
      'no name',
      { code: 'L', channel: 'single-window', eventTime: '2021-12-28T00:00:00Z' },
      'receipt-target-missing',
      '',
    ],
    [
      'a channel we do not have',
      receipt('L', '28T00:00', { channel: 'fax', reference: 'X' }),
      'enum-invalid',
      '/channel',
    ],
    [
      'a time without offset',
      { ...receipt('L', '', { reference: 'X' }), eventTime: '2021-12-28T00:00:00' },
      'instant-invalid',
      '/eventTime',
    ],
    [
      'an hour that is none',
      { ...receipt('L', '', { reference: 'X' }), eventTime: '2021-12-28T24:00:00Z' },
      'instant-invalid',
      '/eventTime',
    ],
    ['a field we do not have', receipt('L', '28T00:00', { reference: 'X', colour: 'red' }), 'field-unknown', '/colour'],
  ])('is refused with %s', async (_, each, code, place) => {
    const { body } = await office
      .as('officer')
      .post('/v1/receipts')
      .send({ receipts: [each] })
      .expect(400);
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

  it('is for officers, administrators, channels and brokers', async () => {
    const { id } = await submitted(office);
    const send = (who: 'brokerA' | 'analyst' | 'channel' | 'admin', code: string) =>
      office
        .as(who)
        .post('/v1/receipts')
        .send({ receipts: [receipt(code, '28T00:00', { declarationId: id })] });
    expect((await send('analyst', 'L')).status).toBe(403);
    expect((await send('brokerA', 'L')).body.results).toMatchObject([{ result: 'applied', toldBy: 'broker' }]);
    expect((await send('channel', 'L')).body.results).toMatchObject([{ result: 'duplicate', toldBy: 'broker' }]);
    expect((await send('admin', 'P')).body.results).toMatchObject([{ result: 'applied' }]);
    expect((await office.as('analyst').get('/v1/receipts/parked')).status).toBe(403);
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
    expect(await post(office, [receipt('L', '28T00:00', { declarationId: upper })])).toMatchObject([
      { result: 'parked' },
    ]);
    const { id } = await submitted(office);
    expect(await post(office, [receipt('L', '28T00:00', { declarationId: id.toUpperCase() })])).toMatchObject([
      { result: 'applied', declarationId: id },
    ]);
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
