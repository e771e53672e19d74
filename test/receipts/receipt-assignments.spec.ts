import { PARKED_REASONS, type ParkedReason } from '../../src/declarations/domain/status/parked-reasons.js';
import { declaration, drafted, post, seen, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';
import { entryId, parked, receipt } from '../support/trade/receiving.js';

const office = useOffice({ at: '2021-12-31T12:00:00Z' });

beforeAll(() => putRates(office));
beforeEach(() => office.clock.stopAt('2021-12-31T12:00:00Z'));

describe('a parked receipt in the hands of an officer', () => {
  const assign = (id: string, declarationId: string, who: 'officer' | 'officerElsewhere' | 'admin' = 'officer') =>
    office.as(who).post(`/v1/receipts/${id}/assign`).send({ declarationId });
  const waiting = async (code: string, eventTime: string, more: object) => {
    const [result] = await post(office, [receipt(code, eventTime, more)]);
    return (result as unknown as { receiptId: string }).receiptId;
  };

  it('is assigned to a declaration and counts, with the receipts its customs number finds', async () => {
    const { id } = await submitted(office);
    const number = entryId();
    await post(office, [receipt('P', '28T10:00', { entryId: number })]);
    const misspelt = { reference: 'MISSPELT-1', entryId: number };
    const lost = await waiting('L', '28T09:00', misspelt);
    expect((await assign(lost, id).expect(200)).body).toEqual({
      receiptId: lost,
      declarationId: id,
      result: 'applied',
    });
    expect(await seen(office, id)).toMatchObject({ status: 'released', entryId: number });
    expect((await parked(office)).filter(({ reference }) => reference === 'MISSPELT-1')).toEqual([]);
    expect((await assign(lost, id).expect(200)).body.result).toBe('applied');
    expect(await post(office, [receipt('L', '28T09:00', misspelt)])).toMatchObject([{ result: 'duplicate' }]);
    await assign(lost, (await submitted(office)).id).expect(409);
  });

  it('is one with the receipt the declaration has already', async () => {
    const { id, revision } = await submitted(office);
    const lost = await waiting('L', '28T09:00', { reference: 'MISSPELT-2' });
    await post(office, [receipt('L', '28T09:00', { declarationId: id })]);
    expect((await assign(lost, id).expect(200)).body.result).toBe('duplicate');
    expect((await parked(office)).filter(({ reference }) => reference === 'MISSPELT-2')).toEqual([]);
    expect((await seen(office, id)).revision).toBe(revision + 1);
  });

  it('gives its customs number to the receipt the declaration has already', async () => {
    const { id } = await submitted(office);
    const number = entryId();
    await post(office, [receipt('P', '28T10:00', { entryId: number })]);
    const lost = await waiting('L', '28T09:00', { reference: 'MISSPELT-6', entryId: number });
    await post(office, [receipt('L', '28T09:00', { declarationId: id })]);
    expect((await assign(lost, id).expect(200)).body.result).toBe('duplicate');
    expect(await seen(office, id)).toMatchObject({ status: 'released', entryId: number });
  });

  it('waits on for its code when nobody knows that either', async () => {
    const { id } = await submitted(office);
    const lost = await waiting('a1', '28T09:00', { reference: 'MISSPELT-3' });
    expect((await assign(lost, id).expect(200)).body.result).toBe('parked');
    const mapping = {
      channel: 'single-window',
      code: 'a1',
      meaning: 'accepted',
      name: '新代码',
      validFrom: '2021-01-01',
    };
    await office.as('admin').post('/v1/receipt-codes').send(mapping).expect(201);
    await office.drain();
    expect((await seen(office, id)).status).toBe('accepted');
  });

  it('is decided where it came in, for declarations that can be seen there', async () => {
    const { id } = await submitted(office);
    const { body: draft } = await office.as('brokerA').post('/v1/declarations').send(declaration()).expect(201);
    const lost = await waiting('L', '28T09:00', { reference: 'MISSPELT-4' });
    await assign(lost, id, 'officerElsewhere').expect(404);
    await assign(lost, draft.id).expect(409);
    const { body } = await assign(lost, lost, 'admin').expect(422);
    expect(body.violations).toMatchObject([{ code: 'receipt-target-missing', pointer: '/declarationId' }]);
    await assign('nonsense', id).expect(404);
    await office.as('brokerA').post(`/v1/receipts/${lost}/assign`).send({ declarationId: id }).expect(403);
  });

  // Without FOR UPDATE in ParkedReceipts.assignParked both officers got "applied".
  it('goes to one declaration when two officers decide at once', async () => {
    const [one, other] = [await submitted(office), await submitted(office)];
    const lost = await waiting('L', '28T09:00', { reference: 'MISSPELT-5' });
    const answers = await Promise.all([assign(lost, one.id), assign(lost, other.id, 'admin')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const statuses = [(await seen(office, one.id)).status, (await seen(office, other.id)).status];
    expect(statuses.sort()).toEqual(['accepted', 'submitted']);
  });

  it('is dismissed with a reason, and stays dismissed when it comes again', async () => {
    const lost = await waiting('L', '28T09:00', { reference: 'OTHER-OFFICE' });
    const dismiss = (reason?: string) => office.as('officer').post(`/v1/receipts/${lost}/dismiss`).send({ reason });
    await dismiss().expect(400);
    expect((await dismiss('误发').expect(200)).body).toEqual({ receiptId: lost, result: 'dismissed' });
    await dismiss('误发').expect(409);
    expect(await post(office, [receipt('L', '28T09:00', { reference: 'OTHER-OFFICE' })])).toMatchObject([
      { result: 'duplicate' },
    ]);
    const entries = await office.rows(
      `SELECT detail FROM audit_entry WHERE action = 'receipt.dismissed' AND subject_id = $1`,
      [lost],
    );
    expect(entries).toEqual([{ detail: { reason: '误发' } }]);
  });
});

let codes = 0;
/** For each reason a receipt that is parked for it: its code, and what it names. */
const PARKED: Record<
  ParkedReason,
  () => Promise<{ code: string; named: { declarationId?: string; reference?: string; entryId?: string } }>
> = {
  'code-unknown': async () => ({ code: `w${++codes}`, named: { declarationId: (await submitted(office)).id } }),
  'target-unknown': () => Promise.resolve({ code: 'L', named: { reference: declaration().reference } }),
  'target-ambiguous': async () => {
    const { reference } = await submitted(office);
    await submitted(office, { reference }, 'brokerB');
    return { code: 'L', named: { reference } };
  },
  'target-contradicted': async () => ({
    code: 'L',
    named: { declarationId: (await submitted(office)).id, reference: (await submitted(office)).reference },
  }),
  'not-submitted': async () => ({ code: 'L', named: { declarationId: (await drafted(office)).id } }),
  'before-filing': async () => ({
    code: 'L',
    named: { declarationId: (await submitted(office, { declaredOn: '2021-12-29' })).id },
  }),
  'after-closing': async () => {
    const { id } = await submitted(office);
    await post(office, [receipt('R', '28T08:00', { declarationId: id })]);
    return { code: 'D', named: { declarationId: id } };
  },
  'entry-id-changed': async () => {
    const { id } = await submitted(office);
    await post(office, [receipt('L', '28T08:00', { declarationId: id, entryId: entryId() })]);
    return { code: 'P', named: { declarationId: id, entryId: entryId() } };
  },
  'entry-id-implausible': async () => ({
    code: 'L',
    named: { declarationId: (await submitted(office)).id, entryId: entryId().replace('2906', '2921') },
  }),
  'entry-id-taken': async () => {
    const number = entryId();
    const [one, other] = [await submitted(office), await submitted(office)];
    await post(office, [receipt('L', '28T08:00', { declarationId: one.id, entryId: number })]);
    return { code: 'L', named: { declarationId: other.id, entryId: number } };
  },
};
/** The status of a declaration to which such a receipt is assigned. */
const MOVED: Partial<Record<ParkedReason, string>> = { 'after-closing': 'cancelled', 'entry-id-changed': 'released' };

describe.each(PARKED_REASONS)('a receipt that is parked as %s', (reason) => {
  const open = async () => {
    const { body } = await office.as('officer').get('/v1/open-items?kind=receipt-parked&limit=500').expect(200);
    return (body.items as { subject: { id: string } }[]).map(({ subject }) => subject.id);
  };
  const decide = (id: string, step: string, body: object) =>
    office.as('officer').post(`/v1/receipts/${id}/${step}`).send(body).expect(200);
  const map = async (code: string) => {
    const mapping = { channel: 'single-window', code, meaning: 'accepted', name: '新代码', validFrom: '2021-01-01' };
    await office.as('admin').post('/v1/receipt-codes').send(mapping).expect(201);
    await office.drain();
  };
  const parkedNow = async () => {
    const { code, named } = await PARKED[reason]();
    const sent = receipt(code, '28T09:00', named);
    const [result] = await post(office, [sent]);
    expect(result).toMatchObject({ result: 'parked', reason });
    const { receiptId: id } = result as unknown as { receiptId: string };
    for (const ids of [await open(), (await parked(office)).map((each) => each.id)]) expect(ids).toContain(id);
    return { id, sent, at: named.declarationId };
  };
  const expectSettled = async (id: string, sent: object) => {
    expect([...(await open()), ...(await parked(office)).map((each) => each.id)]).not.toContain(id);
    expect(await post(office, [sent])).toMatchObject([{ result: 'duplicate' }]);
  };

  it('is settled when it is dismissed, and moves nothing, whatever its code may mean one day', async () => {
    const { id, sent, at } = await parkedNow();
    const before = at && (await seen(office, at));
    await decide(id, 'dismiss', { reason: '误发' });
    if (reason === 'code-unknown') {
      await map(sent.code);
      const { body } = await office.as('brokerA').get(`/v1/declarations/${at}/receipts`).expect(200);
      expect(body.items).toMatchObject([{ id, parked: null, meaning: null, dismissedAt: '2021-12-31T12:00:00.000Z' }]);
    }
    await expectSettled(id, sent);
    if (at) expect(await seen(office, at)).toEqual(before);
  });

  it('is settled when it is assigned to the declaration it is about', async () => {
    const { id, sent, at } = await parkedNow();
    const before = at && (await seen(office, at));
    const right = await submitted(office);
    const { body } = await decide(id, 'assign', { declarationId: right.id });
    const staysParked = ['code-unknown', 'entry-id-implausible', 'entry-id-taken'].includes(reason);
    expect(body.result).toBe(staysParked ? 'parked' : 'applied');
    // The number is not that one's either.
    if (staysParked && reason !== 'code-unknown') return;
    if (reason === 'code-unknown') await map(sent.code);
    await expectSettled(id, sent);
    expect((await seen(office, right.id)).status).toBe(MOVED[reason] ?? 'accepted');
    if (at) expect(await seen(office, at)).toEqual(before);
  });
});
