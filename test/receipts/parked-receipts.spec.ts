import { listOpenItems, type OpenItem } from '../../src/open-items/open-items.query.js';
import { declaration, drafted, post, seen, submit, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';
import { FROM_AUDIT_TRAIL } from '../../migrations/0034-receipt-settlings.js';
import { Given } from '../support/trade/given.js';
import { asOwner } from '../support/owner.js';
import { entryId, parked, receipt } from '../support/trade/receiving.js';

const office = useOffice({ at: '2021-12-31T12:00:00Z' });
const given = new Given(office);

beforeAll(() => putRates(office));
beforeEach(() => office.clock.stopAt('2021-12-31T12:00:00Z'));

describe('a receipt nobody can place', () => {
  it('is parked when its code is unknown, shown, and moves nothing', async () => {
    const { id, reference } = await submitted(office);
    const strange = receipt('q', '28T09:00', { reference, text: '待查' });
    const [first] = await post(office, [strange]);
    expect(first).toMatchObject({ result: 'parked', reason: 'code-unknown', declarationId: id });
    const { receiptId } = first as { receiptId?: string };
    expect(await post(office, [strange])).toMatchObject([
      { result: 'duplicate', reason: 'code-unknown', declarationId: id, receiptId },
    ]);
    expect(await seen(office, id)).toMatchObject({ status: 'submitted' });
    expect((await parked(office, 'officer', '&reason=code-unknown')).map(({ code }) => code)).toContain('q');
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
    expect((await parked(office)).filter((each) => each.reference === reference)).toHaveLength(2);
    const draft = await drafted(office, input);
    const { body } = await submit(office, draft).expect(200);
    expect(body).toMatchObject({ status: 'closed', entryId: number, closedAt: '2021-12-30T02:00:00.000Z' });
    expect((await parked(office)).filter((each) => each.reference === reference)).toEqual([]);
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
    const again = await post(office, [early, twin]);
    expect(again).toMatchObject([
      { result: 'duplicate', receiptId: expect.any(String) },
      { result: 'duplicate', receiptId: expect.any(String) },
    ]);
    expect(again.map(({ reason }) => reason)).toEqual([undefined, undefined]);
    const mine = (await parked(office, 'admin')).filter(({ reference }) => reference === draft.reference);
    expect(mine).toEqual([]);
  });

  it('waits for a customs number until another receipt says whose it is', async () => {
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
    expect((await parked(office, 'officer')).filter((each) => each.reference === reference)).toEqual([]);
    expect((await parked(office, 'officerElsewhere')).filter((each) => each.reference === reference)).toHaveLength(1);
  });

  it('is another fact when another office sends it, and each office keeps its own', async () => {
    const input = declaration();
    const { reference } = input;
    const same = receipt('R', '30T10:00', { reference });
    expect(await post(office, [same], 'officerElsewhere')).toMatchObject([{ result: 'parked' }]);
    expect(await post(office, [same], 'officer')).toMatchObject([{ result: 'parked' }]);
    // A sender without an office repeats what an office has sent.
    expect(await post(office, [same], 'admin')).toMatchObject([{ result: 'duplicate' }]);
    expect(await submit(office, await drafted(office, input)).then(({ body }) => body.status)).toBe('closed');
    expect((await parked(office, 'officerElsewhere')).filter((each) => each.reference === reference)).toHaveLength(1);
    expect(await post(office, [same], 'officerElsewhere')).toMatchObject([{ result: 'duplicate' }]);
  });

  it('gets the office of the sender that has one, whichever came first', async () => {
    const { reference } = declaration();
    const same = receipt('R', '30T10:00', { reference });
    expect(await post(office, [same], 'admin')).toMatchObject([{ result: 'parked' }]);
    expect(await post(office, [same], 'officer')).toMatchObject([{ result: 'duplicate' }]);
    expect(await post(office, [same], 'officerElsewhere')).toMatchObject([{ result: 'parked' }]);
    expect((await parked(office, 'admin')).filter((each) => each.reference === reference)).toHaveLength(2);
  });

  it('adds the customs number it carries to a receipt the declaration has already', async () => {
    const input = declaration();
    const { reference } = input;
    const number = entryId();
    const { id } = await drafted(office, input);
    await post(office, [
      receipt('L', '28T09:00', { declarationId: id }),
      receipt('L', '28T09:00', { reference, entryId: number }),
      receipt('P', '28T10:00', { entryId: number }),
    ]);
    const { body } = await submit(office, await seen(office, id)).expect(200);
    expect(body).toMatchObject({ status: 'released', entryId: number });
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
    expect((await parked(office)).filter((each) => each.reference === reference)).toEqual([]);
  });

  it('is distinguished by a customs number that is known, also afterwards', async () => {
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

const idsOf = (open: readonly OpenItem[]) => open.map(({ subject }) => subject.id);

describe('what was parked at an instant', () => {
  const openAt = (until: string, code = 'KQ-CTC') =>
    given.system((tx) =>
      listOpenItems(
        tx,
        { markets: [{ code, cutOff: '20:00', settings: {} }], kinds: ['receipt-parked'], until },
        { broker: null, overdue: null, after: null, limit: 10_000 },
      ),
    );
  const idOf = async (sent: object, who: 'officer' | 'admin' = 'officer') =>
    ((await post(office, [sent], who))[0] as unknown as { receiptId: string }).receiptId;
  const decide = (id: string, step: string, body: object) =>
    office.as('officer').post(`/v1/receipts/${id}/${step}`).send(body).expect(200);
  const mapped = async (code: string, meaning: string) => {
    const mapping = { channel: 'single-window', code, meaning, name: '新代码', validFrom: '2021-01-01' };
    await office.as('admin').post('/v1/receipt-codes').send(mapping).expect(201);
    await office.drain();
  };

  it('stays what it was, whatever becomes of the receipts later', async () => {
    const [known, other] = [await submitted(office), await submitted(office)];
    const input = declaration();
    const asked: { until: string; open: OpenItem[] }[] = [];
    let hours = 0;
    const soFar: string[] = [];
    /** An hour later: the step, and what is open then. */
    const next = async (step: () => Promise<unknown>) => {
      office.clock.goTo(new Date(Date.parse('2021-12-31T12:00:00Z') + ++hours * 3_600_000));
      await step();
      const until = office.clock.now().toISOString();
      asked.push({ until, open: await openAt(until) });
    };
    const lost: Record<string, string> = {};
    await next(async () => {
      lost['elsewhere'] = await idOf(receipt('L', '28T09:00', { reference: 'PAST-1' }));
      lost['no office'] = await idOf(receipt('L', '28T09:00', { reference: 'PAST-2' }), 'admin');
      lost['twin'] = await idOf(receipt('P', '28T10:00', { reference: 'PAST-3' }));
      lost['wrong'] = await idOf(receipt('p1', '28T10:00', { declarationId: known.id }));
      lost['unread'] = await idOf(receipt('p2', '28T10:00', { reference: 'PAST-4' }));
      lost['early'] = await idOf(receipt('L', '28T09:00', { reference: input.reference }));
      soFar.push(...Object.values(lost));
    });
    expect(idsOf(asked[0]?.open ?? [])).toEqual(expect.arrayContaining(soFar));
    await next(() => decide(lost['elsewhere'] ?? '', 'dismiss', { reason: '他关回执' }));
    await next(() => decide(lost['no office'] ?? '', 'assign', { declarationId: known.id }));
    await next(() => post(office, [receipt('P', '28T10:00', { declarationId: other.id })]));
    await next(() => decide(lost['twin'] ?? '', 'assign', { declarationId: other.id }));
    await next(() => decide(lost['wrong'] ?? '', 'assign', { declarationId: other.id }));
    await next(() => decide(lost['unread'] ?? '', 'assign', { declarationId: known.id }));
    await next(() => drafted(office, input).then((draft) => submit(office, draft).expect(200)));
    await next(() => mapped('p1', 'information'));
    await next(() => mapped('p2', 'information'));
    await next(() => Promise.resolve());
    for (const { until, open } of asked) expect({ until, open: await openAt(until) }).toEqual({ until, open });
    // An older database has in its audit trail which receipts were parked, and until when.
    await asOwner(office, 'TRUNCATE receipt_parking');
    await given.system((tx) => tx.run(FROM_AUDIT_TRAIL));
    for (const { until, open } of asked) expect([until, idsOf(await openAt(until))]).toEqual([until, idsOf(open)]);
    // Each step but two settled one: the receipt beside the twin, and the last.
    const left = asked.map(({ open }) => idsOf(open).filter((id) => soFar.includes(id)).length);
    expect(left).toEqual([6, 5, 4, 4, 3, 3, 3, 2, 1, 0, 0]);
  });

  it('is in the list of every officer, in each market and its days, where no office was given', async () => {
    const id = await idOf(receipt('L', '28T09:00', { reference: 'NO-OFFICE' }), 'admin');
    const listed = async (who: 'officer' | 'officerElsewhere' | 'admin', query: string) => {
      const { body } = await office.as(who).get(`/v1/open-items?kind=receipt-parked&limit=500${query}`).expect(200);
      return (body.items as { market: string | null; subject: { id: string } }[]).flatMap(({ market, subject }) =>
        subject.id === id ? [market] : [],
      );
    };
    for (const who of ['officer', 'officerElsewhere', 'admin'] as const) expect(await listed(who, '')).toEqual([null]);
    expect(await listed('officer', '&market=KQ-CTC')).toEqual(['KQ-CTC']);
    expect(await listed('officerElsewhere', '&market=YW-ICC')).toEqual(['YW-ICC']);
    expect((await openAt(office.clock.now().toISOString())).map(({ subject }) => subject.id)).toContain(id);
    // It comes to the office of Shaoxing as well: the receipt waits there alone from now on, and waited in every market before.
    const before = office.clock.now().toISOString();
    const open = await openAt(before, 'YW-ICC');
    expect(idsOf(open)).toContain(id);
    office.clock.goTo('2021-12-31T13:00:00Z');
    await post(office, [receipt('L', '28T09:00', { reference: 'NO-OFFICE' })]);
    expect([await listed('officer', ''), await listed('officerElsewhere', '')]).toEqual([['KQ-CTC'], []]);
    expect(await openAt(before, 'YW-ICC')).toEqual(open);
    expect(idsOf(await openAt(office.clock.now().toISOString(), 'YW-ICC'))).not.toContain(id);
    await decide(id, 'dismiss', { reason: '误发' });
    expect(await listed('admin', '')).toEqual([]);
  });
});
