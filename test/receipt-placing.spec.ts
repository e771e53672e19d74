import { declaration, post, seen, submitted } from './support/declaring.js';
import { putRates } from './support/market-day.js';
import { useOffice } from './support/office.js';
import { entryId, parked, receipt } from './support/receiving.js';

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

  // Without FOR UPDATE in ParkedReceipts.give both officers were told "applied".
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
    const deeds = await office.rows(
      `SELECT detail FROM audit_entry WHERE action = 'receipt.dismissed' AND subject_id = $1`,
      [lost],
    );
    expect(deeds).toEqual([{ detail: { reason: '误发' } }]);
  });
});
