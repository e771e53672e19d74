import { type Exemption, FilingWriter, type Payment } from '../../src/declarations/obligations/filing-writer.js';
import type { ListedItem } from '../../src/open-items/open-items.query.js';
import { amend, amending } from '../support/trade/amending.js';
import { drafted, post, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';
import { receipt } from '../support/trade/receiving.js';

const office = useOffice({ at: '2021-12-31T12:00:00Z' });

beforeAll(() => putRates(office));
beforeEach(() => office.clock.stopAt('2021-12-31T12:00:00Z'));

const file = (id: string, body: object, who: 'brokerA' | 'brokerB' | 'officer' = 'brokerA') =>
  office.as(who).post(`/v1/declarations/${id}/exemption-filings`).send(body);
const pay = (id: string, body: object, who: 'brokerA' | 'brokerB' = 'brokerA') =>
  office.as(who).post(`/v1/declarations/${id}/fx-receipts`).send(body);
const payment = (bankReference: string, more: object = {}) => ({
  receivedOn: '2021-12-30',
  amount: '2000.00',
  currency: 'USD',
  bankReference,
  ...more,
});

/** Declared for 2,000.00 USD and closed on the 30th. */
async function closed(): Promise<string> {
  const { id } = await submitted(office);
  await post(office, [receipt('R', '30T10:00', { declarationId: id })]);
  return id;
}
const owed = async (id: string): Promise<ListedItem[]> =>
  (await office.as('brokerA').get('/v1/open-items?market=KQ-CTC&limit=500').expect(200)).body.items.filter(
    ({ subject }: ListedItem) => subject.id === id,
  );
const kindsOwed = async (id: string) => (await owed(id)).map(({ kind }) => kind).sort();
const paymentOwed = async (id: string) => (await owed(id)).find(({ kind }) => kind === 'fx-receipt-missing');

describe('a VAT-exemption filing', () => {
  const filing = { filedOn: '2021-12-31', taxReference: 'TAX-1' };

  it('is recorded once; reported again it is the same, another is a conflict', async () => {
    const { id } = await submitted(office);
    const { body } = await file(id, filing).expect(201);
    expect(body).toEqual({ declarationId: id, ...filing, recordedAt: '2021-12-31T12:00:00.000Z' });
    office.clock.stopAt('2021-12-31T12:10:00Z');
    expect((await file(id, filing).expect(201)).body).toEqual(body);
    expect((await file(id, { ...filing, taxReference: 'TAX-2' })).body).toMatchObject({
      status: 409,
      violations: [{ code: 'reference-taken', pointer: '/taxReference' }],
    });
    const entries = await office.rows(`SELECT 1 FROM audit_entry WHERE action = 'exemption-filing.recorded'`);
    expect(entries).toHaveLength(1);
  });

  it('is not for tomorrow, for a draft, for a foreign declaration, or for customs to record', async () => {
    const { id } = await submitted(office);
    expect((await file(id, { ...filing, filedOn: '2022-01-02' })).body).toMatchObject({
      status: 422,
      violations: [{ code: 'event-time-in-future', pointer: '/filedOn' }],
    });
    expect((await file(id, { filedOn: '2021-12-31' })).status).toBe(400);
    expect((await file((await drafted(office)).id, filing)).body).toMatchObject({ status: 409, code: 'state-forbids' });
    expect((await file(id, filing, 'brokerB')).status).toBe(404);
    expect((await file('nothing', filing)).status).toBe(404);
    expect((await file(id, filing, 'officer')).status).toBe(403);
  });

  it('is refused for a day before the closing', async () => {
    const id = await closed();
    const { body } = await file(id, { ...filing, filedOn: '2021-12-29' }).expect(422);
    expect(body.violations).toMatchObject([{ code: 'exemption-before-closing', pointer: '/filedOn' }]);
    expect(await kindsOwed(id)).toContain('exemption-filing-due');
    await file(id, { ...filing, filedOn: '2021-12-30' }).expect(201);
    expect(await kindsOwed(id)).not.toContain('exemption-filing-due');
  });

  it('does not count where the closing turns out to be later, and is then followed by one that does', async () => {
    const { id } = await submitted(office);
    await file(id, { ...filing, filedOn: '2021-12-29' }).expect(201);
    expect((await file(id, filing).expect(409)).body.code).toBe('reference-taken');
    await post(office, [receipt('R', '30T10:00', { declarationId: id })]);
    expect(await kindsOwed(id)).toContain('exemption-filing-due');
    await file(id, { ...filing, filedOn: '2021-12-29' }).expect(201);
    await file(id, filing).expect(201);
    expect(await kindsOwed(id)).not.toContain('exemption-filing-due');
  });
});

describe('money received', () => {
  it('is recorded for its declaration, in as many payments as there were', async () => {
    const { id } = await submitted(office);
    await pay(id, payment('BANK-1', { amount: '1500.00' })).expect(201);
    await pay(id, payment('BANK-2', { amount: '500.00' })).expect(201);
    expect(await office.rows('SELECT sum(amount) AS sum FROM fx_receipt WHERE declaration_id = $1', [id])).toEqual([
      { sum: '2000.00' },
    ]);
  });

  it('clears what is missing when the payments make up the declared value, and shows what came in until then', async () => {
    const id = await closed();
    await pay(id, payment('PART-1', { amount: '0.01' })).expect(201);
    expect(await paymentOwed(id)).toMatchObject({ receivedUsd: '0.01', declaredUsd: '2000.00' });
    await pay(id, payment('PART-2', { amount: '1899.98' })).expect(201);
    expect(await paymentOwed(id)).toMatchObject({ receivedUsd: '1899.99' });
    // Five percent may be missing, for bank charges.
    await pay(id, payment('PART-3', { amount: '0.01' })).expect(201);
    expect(await paymentOwed(id)).toBeUndefined();
    expect(await owed(id)).toMatchObject([{ kind: 'exemption-filing-due' }]);
    expect((await owed(id))[0]).not.toHaveProperty('receivedUsd');
  });

  it('counts before the closing too, in yuan and in another currency at the rates of the declaration', async () => {
    const { id, totals } = (await submitted(office)) as { id: string; totals?: { cny: string } };
    const half = (Number(totals?.cny) / 2).toFixed(2);
    const { body } = await pay(id, payment('YUAN', { amount: half, currency: 'CNY' })).expect(201);
    expect(body.valueUsd).toBe('1000.00');
    const { body: euros } = await pay(id, payment('EURO', { amount: '800.00', currency: 'EUR' })).expect(201);
    expect(Number(euros.valueUsd)).toBeGreaterThan(800);
    const strange = await pay(id, payment('STRANGE', { currency: 'NGN' })).expect(422);
    expect(strange.body.violations).toMatchObject([{ code: 'rate-missing', pointer: '/currency' }]);
    await pay(id, payment('REST', { amount: '500.00' })).expect(201);
    await post(office, [receipt('R', '30T10:00', { declarationId: id })]);
    expect(await kindsOwed(id)).toEqual(['exemption-filing-due']);
  });

  it('is judged by the value in force: an amendment that lowers it completes it from the next day on', async () => {
    const { ask, decide } = amending(office);
    const id = await closed();
    await pay(id, payment('LOWER', { amount: '1500.00' })).expect(201);
    const { body: asked } = await ask(id, amend({ goodsByLine: [{ line: 1, totalPrice: '100.00' }] }));
    await decide(id, asked.number as number).expect(200);
    expect(await paymentOwed(id)).toMatchObject({ receivedUsd: '1500.00' });
    office.clock.stopAt('2022-01-01T12:00:00Z');
    const [{ total } = { total: '' }] = await office.rows<{ total: string }>(
      'SELECT total_usd AS total FROM declaration WHERE id = $1',
      [id],
    );
    expect(Number(total)).toBeLessThan(1500);
    expect(await paymentOwed(id)).toBeUndefined();
  });

  it('is the same payment when it is reported again, also by two at once, and a conflict when it says something else', async () => {
    const { id } = await submitted(office);
    const repeats = await Promise.all([1, 2, 3].map(() => pay(id, payment('BANK-0')).expect(201)));
    office.clock.stopAt('2021-12-31T12:10:00Z');
    repeats.push(await pay(id, payment('BANK-0', { amount: '2000' })).expect(201));
    expect(new Set(repeats.map(({ text }) => text)).size).toBe(1);
    expect(await office.rows('SELECT amount FROM fx_receipt WHERE declaration_id = $1', [id])).toHaveLength(1);
    expect((await pay(id, payment('BANK-0', { amount: '2000.01' })).expect(409)).body.code).toBe('reference-taken');
  });

  it('is never counted for two trades: the bank reference is used once among all firms, also by two at once', async () => {
    const [one, other] = [await submitted(office), await submitted(office)];
    const answers = await Promise.all([pay(one.id, payment('BANK-3')), pay(other.id, payment('BANK-3'))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const recorded = answers.find(({ status }) => status === 201)?.body.declarationId as string;
    const refused = answers.find(({ status }) => status === 409)?.body;
    expect(refused).toMatchObject({ code: 'reference-taken', detail: expect.stringContaining(recorded) });
    const foreign = await submitted(office, {}, 'brokerB');
    const elsewhere = await pay(foreign.id, payment('bank-３'), 'brokerB').expect(409);
    expect(elsewhere.body).toMatchObject({ code: 'reference-taken', detail: expect.stringContaining('another firm') });
    expect(JSON.stringify(elsewhere.body)).not.toContain(recorded);
  });

  it('is refused with everything that is wrong with it', async () => {
    const { id } = await submitted(office);
    const { body } = await pay(
      id,
      payment('BANK-4', { amount: '0.00', currency: 'XXQ', receivedOn: '2022-01-01' }),
    ).expect(422);
    expect(body.violations.map(({ code, pointer }: { code: string; pointer: string }) => `${code} ${pointer}`)).toEqual(
      ['event-time-in-future /receivedOn', 'currency-unknown /currency', 'amount-not-positive /amount'],
    );
    expect((await pay(id, payment('BANK-4', { amount: '1.234' }))).status).toBe(400);
  });
});

describe('many filings at once', () => {
  const [filings, firm] = [() => office.get(FilingWriter), () => office.actor('brokerA')];
  const receive = (payments: Payment[]) =>
    office.database.transaction(firm(), (tx) => filings().receivePayments(tx, payments));
  const exempt = (exemptions: Exemption[]) =>
    office.database.transaction(firm(), (tx) => filings().fileExemptions(tx, exemptions));
  const paid = (ids: string[]) =>
    office.rows<{ reference: string }>(
      `SELECT f.bank_reference AS reference FROM fx_receipt f
       JOIN reservation u ON u.declaration_id = f.declaration_id AND u.number = f.bank_reference AND u.held
       JOIN audit_entry a ON a.subject_id = f.declaration_id::text AND a.detail ->> 'bankReference' = f.bank_reference
       WHERE f.declaration_id = ANY ($1::uuid[]) ORDER BY 1`,
      [ids],
    );

  it('are what they are one by one: each with its bank reference reserved and its audit entry recorded', async () => {
    const [one, other] = [(await submitted(office)).id, (await submitted(office)).id];
    const payments = [
      { declarationId: one, ...payment('MANY-1') },
      { declarationId: other, ...payment('MANY-2') },
      { declarationId: one, ...payment('MANY-3') },
    ];
    expect((await receive(payments)).map(({ bankReference }) => bankReference)).toEqual(['MANY-1', 'MANY-2', 'MANY-3']);
    expect(await paid([one, other])).toEqual([
      { reference: 'MANY-1' },
      { reference: 'MANY-2' },
      { reference: 'MANY-3' },
    ]);
    expect((await pay(other, payment('MANY-1'))).status).toBe(409);
    expect(await receive([])).toEqual([]);
  });

  it('are all refused for one: a reference twice among them, one that counts already, a foreign declaration', async () => {
    const [one, other] = [(await submitted(office)).id, (await submitted(office)).id];
    const { id: foreign } = await submitted(office, {}, 'brokerB');
    await pay(one, payment('TAKEN-1')).expect(201);
    const fresh = { declarationId: one, ...payment('FRESH-1') };
    const twice = [fresh, { declarationId: other, ...payment(' fresh-1') }];
    await expect(receive(twice)).rejects.toMatchObject({ code: 'reference-taken', params: { first: one } });
    const taken = [fresh, { declarationId: other, ...payment('TAKEN-1') }];
    await expect(receive(taken)).rejects.toMatchObject({ code: 'reference-taken', params: { first: one } });
    const strange = [fresh, { declarationId: foreign, ...payment('FRESH-2') }];
    await expect(receive(strange)).rejects.toMatchObject({ code: 'not-found' });
    expect(await paid([one, other])).toEqual([{ reference: 'TAKEN-1' }]);
  });

  it('file each exemption once, and no second one for the same declaration', async () => {
    const [one, other] = [(await submitted(office)).id, (await submitted(office)).id];
    const first = { declarationId: one, filedOn: '2021-12-31', taxReference: 'MANY-1' };
    const second = { declarationId: other, filedOn: '2021-12-30', taxReference: 'MANY-2' };
    const recorded = await exempt([first, second, first]);
    expect(recorded).toMatchObject([first, second, first]);
    expect(await exempt([second, first])).toEqual([recorded[1], recorded[0]]);
    await expect(exempt([{ ...first, taxReference: 'MANY-3' }])).rejects.toMatchObject({ code: 'reference-taken' });
    const entries = await office.rows(
      `SELECT 1 FROM audit_entry WHERE action = 'exemption-filing.recorded' AND subject_id = ANY ($1)`,
      [[one, other]],
    );
    expect(entries).toHaveLength(2);
  });
});
