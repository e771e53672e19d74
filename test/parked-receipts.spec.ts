import { declaration, drafted, post, seen, submit, submitted } from './support/declaring.js';
import { putRates } from './support/market-day.js';
import { useOffice } from './support/office.js';
import { entryId, parked, receipt } from './support/receiving.js';

const office = useOffice({ at: '2021-12-31T12:00:00Z' });

beforeAll(() => putRates(office));
beforeEach(() => office.clock.stopAt('2021-12-31T12:00:00Z'));

describe('a receipt nobody can place', () => {
  it('is parked when its code is unknown, shown, and moves nothing', async () => {
    const { id, reference } = await submitted(office);
    const strange = receipt('q', '28T09:00', { reference, text: '待查' });
    expect(await post(office, [strange])).toMatchObject([
      { result: 'parked', reason: 'code-unknown', declarationId: id },
    ]);
    expect(await post(office, [strange])).toMatchObject([{ result: 'duplicate' }]);
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
    expect(await post(office, [early, twin])).toMatchObject([{ result: 'duplicate' }, { result: 'duplicate' }]);
    const mine = (await parked(office, 'admin')).filter(({ reference }) => reference === draft.reference);
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
    expect((await parked(office, 'officer')).filter((each) => each.reference === reference)).toEqual([]);
    expect((await parked(office, 'officerElsewhere')).filter((each) => each.reference === reference)).toHaveLength(1);
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
