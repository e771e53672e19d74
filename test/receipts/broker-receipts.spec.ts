import { declaration, drafted, post, seen, submit, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice, type Who } from '../support/office.js';
import { entryId, facts, parked, receipt } from '../support/trade/receiving.js';

const office = useOffice({ at: '2021-12-31T12:00:00Z' });

const setBrokerReceipts = (brokerReceipts: boolean) =>
  office.as('admin').put('/v1/markets/KQ-CTC').set('If-Match', '*').send({ settings: { brokerReceipts } }).expect(200);
const send = (receipts: readonly object[], who: Who = 'brokerA') =>
  office.as(who).post('/v1/receipts').send({ receipts });

beforeAll(() => putRates(office));
beforeEach(() => office.clock.stopAt('2021-12-31T12:00:00Z'));
afterEach(() => setBrokerReceipts(true));

describe('the receipts that a broker reports', () => {
  it('move its own declarations, by any name, and are one fact with what customs sends later', async () => {
    const { id, reference } = await submitted(office);
    const number = entryId();
    const list = [
      receipt('L', '28T09:00', { reference, entryId: number }),
      receipt('G', '28T09:30', { entryId: number }),
      receipt('P', '28T10:00', { declarationId: id }),
    ];
    expect(await post(office, list, 'brokerA')).toMatchObject([
      { result: 'applied', effect: { from: 'submitted', to: 'accepted' }, toldBy: 'broker' },
      { result: 'applied', effect: null, toldBy: 'broker' },
      { result: 'applied', effect: { from: 'accepted', to: 'released' }, toldBy: 'broker' },
    ]);
    const again = await post(office, [receipt('L', '28T09:00', { declarationId: id })], 'channel');
    expect(again).toMatchObject([{ result: 'duplicate', effect: null, toldBy: 'broker' }]);
    expect(await seen(office, id)).toMatchObject({ status: 'released', entryId: number });
    const { body } = await office.as('brokerA').get(`/v1/declarations/${id}/receipts`).expect(200);
    expect(body.items).toMatchObject([
      { code: 'L', toldBy: 'broker' },
      { code: 'G', meaning: 'information', parked: null, toldBy: 'broker' },
      { code: 'P', toldBy: 'broker' },
    ]);
  });

  it('say nothing of a day before the declaration was filed: both sides see them parked, and the statistics do not move', async () => {
    const { id } = await submitted(office);
    const number = entryId();
    const early = [
      receipt('L', '27T23:58', { declarationId: id, entryId: number }),
      receipt('R', '27T23:59', { declarationId: id }),
    ];
    const results = await post(office, early, 'brokerA');
    const refused = { result: 'parked', reason: 'before-filing', effect: null };
    expect(results).toMatchObject([refused, { ...refused, findings: [{ pointer: '/eventTime' }] }]);
    expect(await post(office, early)).toMatchObject([{ result: 'duplicate' }, { result: 'duplicate' }]);
    expect(await seen(office, id)).toMatchObject({ status: 'submitted', entryId: null, closedAt: null });
    expect(await facts(office, id)).toEqual([]);
    for (const who of ['brokerA', 'officer'] as const) {
      const { body } = await office.as(who).get(`/v1/declarations/${id}/receipts`).expect(200);
      expect(body.items).toMatchObject([{ parked: 'before-filing' }, { parked: 'before-filing' }]);
    }
    expect((await parked(office)).filter(({ code }) => code === 'R')).toMatchObject([{ parked: 'before-filing' }]);
    // The first hour of the day itself is possible, and the number belongs to nobody.
    const other = await submitted(office);
    expect(
      await post(office, [
        receipt('R', '28T00:00', { declarationId: id }),
        receipt('L', '28T09:00', { declarationId: other.id, entryId: number }),
      ]),
    ).toMatchObject([{ effect: { to: 'closed' } }, { effect: { to: 'accepted' } }]);
    expect((await facts(office, id)).map(({ statDay }) => statDay)).toEqual(['2021-12-28']);
  });

  it('never reach another firm’s declaration, and do not say whether it is there', async () => {
    const theirs = await submitted(office, {}, 'brokerB');
    const number = entryId();
    await post(office, [receipt('L', '28T09:00', { declarationId: theirs.id, entryId: number })]);
    const names = [{ declarationId: theirs.id }, { reference: theirs.reference }, { entryId: number }];
    const results = await post(
      office,
      [...names, { reference: declaration().reference }].map((name) => receipt('P', '28T10:00', name)),
      'brokerA',
    );
    const unknown = { result: 'parked', reason: 'target-unknown', effect: null };
    expect(results).toMatchObject([unknown, unknown, unknown, unknown]);
    expect(results.every((result) => !('declarationId' in result))).toBe(true);
    expect(await seen(office, theirs.id, 'brokerB')).toMatchObject({ status: 'accepted' });
    await submitted(office, { reference: `${theirs.reference}-2` }, 'brokerB');
    expect((await seen(office, theirs.id, 'brokerB')).status).toBe('accepted');
  });

  it('wait for the declaration that is not recorded yet', async () => {
    const { reference } = declaration();
    const [early] = await post(office, [receipt('L', '28T09:00', { reference })], 'brokerA');
    expect(early).toMatchObject({ result: 'parked', reason: 'target-unknown' });
    expect((await parked(office)).map((each) => each.reference)).toContain(reference);
    const theirs = await submitted(office, { reference }, 'brokerB');
    expect((await seen(office, theirs.id, 'brokerB')).status).toBe('submitted');
    expect((await submitted(office, { reference, declaredOn: '2021-12-27' })).status).toBe('accepted');
  });

  it('that fit no declaration are for the office of the draft they mean, else for the one with which the firm files, and no other', async () => {
    const seenBy = async (who: Who, id: string | undefined) => {
      const { body: todo } = await office.as(who).get('/v1/todo?kind=receipt-parked&limit=500').expect(200);
      const { body: open } = await office.as(who).get('/v1/open-items?kind=receipt-parked&limit=500').expect(200);
      const listed = [todo, open].map(({ items }: { items: { subject: { id: string } }[] }) =>
        items.some(({ subject }) => subject.id === id),
      );
      return [...listed, (await parked(office, who)).some((each) => each.id === id)];
    };
    const of = (id: string | undefined) =>
      Promise.all((['officer', 'officerElsewhere'] as const).map((who) => seenBy(who, id)));
    const [yes, no] = [Array(3).fill(true), Array(3).fill(false)];
    const sent = async (name: object) =>
      ((await post(office, [receipt('L', '28T09:00', name)], 'brokerA'))[0] as { receiptId?: string }).receiptId;
    await submitted(office);
    const here = declaration();
    const lost = await sent({ reference: here.reference });
    expect(await of(lost)).toEqual([yes, no]);
    // Yiwu's own waits there, and the same again, from a firm that has filed there meanwhile, is the same receipt.
    const draft = await drafted(office, { market: 'YW-ICC', customsOffice: '2921', declaredOn: '2021-12-27' });
    expect(await of(await sent({ declarationId: draft.id }))).toEqual([no, yes]);
    expect(await sent({ reference: here.reference })).toBe(lost);
    // Wherever it waits, it finds the declaration it is about.
    const there = { reference: here.reference, market: 'YW-ICC', customsOffice: '2921', declaredOn: '2021-12-27' };
    expect((await submitted(office, there)).status).toBe('accepted');
    expect(await of(lost)).toEqual([no, no]);
  });

  it('are listed for the firm while they wait, with the reason, and for no other firm', async () => {
    const { id } = await submitted(office);
    const sent = await post(
      office,
      [
        receipt('L', '28T09:00', { declarationId: id, entryId: '310420210123456401' }),
        receipt('L', '28T09:00', { reference: declaration().reference }),
      ],
      'brokerA',
    );
    const [unlike, lost] = sent.map((each) => (each as { receiptId?: string }).receiptId);
    const mine = (await parked(office, 'brokerA')).filter((each) => each.id === unlike || each.id === lost);
    expect(mine).toMatchObject([
      { id: unlike, parked: 'entry-id-implausible', declarationId: id, findings: [{ pointer: '/entryId' }] },
      { id: lost, parked: 'target-unknown', declarationId: null },
    ]);
    const theirs = await parked(office, 'brokerB');
    expect(theirs.filter((each) => each.id === unlike || each.id === lost)).toEqual([]);
    // Customs settles them.
    await office.as('brokerA').post(`/v1/receipts/${lost}/dismiss`).send({ reason: '误发' }).expect(403);
  });

  it('are none of an officer’s words and none of another firm’s: refused whole, with every breach', async () => {
    const { id } = await submitted(office);
    const { body } = await send([
      receipt('release', '28T09:00', { channel: 'officer', declarationId: id }),
      receipt('L', '28T09:00', { declarationId: id }),
      receipt('P', '28T09:00', { declarationId: id, broker: office.people.organisations.brokerB }),
    ]).expect(403);
    expect(body.violations.map(({ code, pointer }: { code: string; pointer: string }) => [code, pointer])).toEqual([
      ['receipt-not-yours', '/receipts/0/channel'],
      ['receipt-not-yours', '/receipts/2/broker'],
    ]);
    expect((await seen(office, id)).status).toBe('submitted');
    await send([receipt('L', '28T09:00', { declarationId: id })], 'analyst').expect(403);
    const { body: none } = await send([]).expect(400);
    expect(none.violations).toMatchObject([{ code: 'array-too-short', pointer: '/receipts' }]);
  });

  it('are refused where the market takes none from brokers, also when they came before the declaration', async () => {
    const draft = await drafted(office, { declaredOn: '2021-12-27' });
    expect(await post(office, [receipt('L', '28T09:00', { declarationId: draft.id })], 'brokerA')).toMatchObject([
      { result: 'parked', reason: 'not-submitted' },
    ]);
    await setBrokerReceipts(false);
    const { body } = await send([receipt('P', '28T10:00', { declarationId: draft.id })]).expect(403);
    expect(body.violations).toMatchObject([{ code: 'broker-receipts-off', pointer: '/receipts/0' }]);
    await submit(office, draft).expect(200);
    expect((await seen(office, draft.id)).status).toBe('submitted');
    // Customs may still send them.
    await post(office, [receipt('P', '28T10:00', { declarationId: draft.id })], 'channel');
    expect((await seen(office, draft.id)).status).toBe('released');
  });
});
