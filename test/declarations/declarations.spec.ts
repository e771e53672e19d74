import { declaration, drafted, etag, submit, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';

const office = useOffice({ at: '2021-12-28T04:00:00Z' });

beforeAll(() => putRates(office));
beforeEach(() => office.clock.stopAt('2021-12-28T04:00:00Z'));

const codes = (findings: unknown): string[] =>
  (findings as { code: string; pointer: string }[]).map(({ code, pointer }) => `${code} ${pointer}`);

describe('a draft', () => {
  it('is stored with what it says, figure by figure, and what still blocks it', async () => {
    const input = declaration({ consignor: undefined, grossWeightKg: '1040.0' });
    const { body, headers, status } = await office.as('brokerA').post('/v1/declarations').send(input);
    expect(status).toBe(201);
    const { consignor: _none, ...given } = input;
    expect(body).toMatchObject(given);
    expect(body).toMatchObject({ status: 'draft', version: 1, revision: 1, entryId: null, submittedAt: null });
    expect(headers['etag']).toBe('"r1"');
    expect(codes(body.findings)).toEqual(['required-missing /consignor']);
    expect(body.findings[0]).toMatchObject({
      severity: 'error',
      message: expect.any(String),
      remedy: expect.any(String),
    });
    expect(body.items).toHaveLength(2);
    expect(body.items[0]).toMatchObject({ itemNumber: 1, quantity: '1000', totalPrice: '1000.00', fobUsd: '1000.00' });
    expect(body.totals).toEqual({
      declared: '2000.00',
      usd: '2000.00',
      cny: '12787.00',
      fobUsd: '2000.00',
      fobCny: '12787.00',
    });
    expect(body.valuation).toMatchObject({ month: '2021-12', rates: { USD: { toCny: '6.3935', toUsd: '1' } } });
    const { body: read } = await office.as('brokerA').get(`/v1/declarations/${body.id}`);
    expect(read).toEqual(body);
  });

  it('needs nothing but a reference and a market', async () => {
    const { body } = await office
      .as('brokerA')
      .post('/v1/declarations')
      .send({ reference: 'BARE-1', market: 'KQ-CTC' })
      .expect(201);
    expect(body).toMatchObject({ totals: null, valuation: null, items: [], goods: [] });
    const { body: bad } = await office.as('brokerA').post('/v1/declarations').send({ market: 'KQ-CTC' }).expect(400);
    expect(codes(bad.violations)).toEqual(['required-missing /reference']);
  });

  it('has its findings in the language of the reader', async () => {
    const { id } = await drafted(office, { tradeTerms: 'XYZ' });
    const en = await office.as('brokerA').get(`/v1/declarations/${id}`);
    const zh = await office.as('brokerA').get(`/v1/declarations/${id}`).set('Accept-Language', 'zh-CN');
    expect(en.body.findings[0].message).toMatch(/trade terms/);
    expect(zh.body.findings[0].message).toMatch(/成交方式/);
  });

  it('is refused when its shape is wrong, with every place', async () => {
    const goods = [{ line: 1, quantity: 12, unit: '030', colour: 'red' }, 'no line'];
    const { body, status } = await office
      .as('brokerA')
      .post('/v1/declarations')
      .send({ ...declaration(), goods, declaredOn: '2021-02-30', wrong: 1 });
    expect(status).toBe(400);
    expect(codes(body.violations)).toEqual(
      expect.arrayContaining([
        'type-wrong /goods/0/quantity',
        'field-unknown /goods/0/colour',
        'day-invalid /declaredOn',
        'field-unknown /wrong',
      ]),
    );
  });

  it('holds two thousand goods lines and not one more', async () => {
    const lines = (count: number) => Array.from({ length: count }, (_, index) => ({ line: index + 1 }));
    await office
      .as('brokerA')
      .post('/v1/declarations')
      .send(declaration({ goods: lines(2000) }))
      .expect(201);
    await office
      .as('brokerA')
      .post('/v1/declarations')
      .send(declaration({ goods: lines(2001) }))
      .expect(400);
  });

  it('cannot be stored under a market that does not exist', async () => {
    const { body, status } = await office
      .as('brokerA')
      .post('/v1/declarations')
      .send(declaration({ market: 'NOWHERE' }));
    expect(status).toBe(422);
    expect(codes(body.violations)).toEqual(['market-unknown /market']);
  });

  it('is replaced whole by its revision, and not by a stale one', async () => {
    const draft = await drafted(office);
    const input = declaration({
      reference: draft.reference,
      tradeTerms: 'CFR',
      freight: { mark: 'total', value: '100.00' },
    });
    const put = (revision: string) =>
      office.as('brokerA').put(`/v1/declarations/${draft.id}`).set('If-Match', revision).send(input);
    const { body } = await put(etag(draft)).expect(200);
    expect(body).toMatchObject({ revision: 2, tradeTerms: 'CFR', totals: { declared: '2000.00', fobUsd: '1900.00' } });
    expect((await put(etag(draft))).body).toMatchObject({ status: 412, code: 'version-stale' });
    const same = await put('"r2"').expect(200);
    expect(same.body.revision).toBe(2);
    await office.as('brokerA').put(`/v1/declarations/${draft.id}`).send(input).expect(428);
  });

  it('may take another reference that is free', async () => {
    const [first, second] = [await drafted(office), await drafted(office)];
    const rename = (reference: string) =>
      office
        .as('brokerA')
        .put(`/v1/declarations/${second.id}`)
        .set('If-Match', etag(second))
        .send(declaration({ reference }));
    expect((await rename(first.reference)).body).toMatchObject({ status: 409, code: 'reference-taken' });
    expect((await rename('RENAMED-1').expect(200)).body.reference).toBe('RENAMED-1');
  });
});

describe('a reference', () => {
  it('answers the first declaration when the same content comes again, in any order of its fields', async () => {
    const input = declaration();
    const { body: first } = await office.as('brokerA').post('/v1/declarations').send(input).expect(201);
    const reversed = Object.fromEntries(Object.entries(input).reverse());
    const { body: again, status } = await office.as('brokerA').post('/v1/declarations').send(reversed);
    expect([200, 201]).toContain(status);
    expect(again).toEqual(first);
  });

  it('is refused for other content, naming the first', async () => {
    const first = await drafted(office);
    const { body } = await office
      .as('brokerA')
      .post('/v1/declarations')
      .send(declaration({ reference: first.reference, currency: 'EUR' }))
      .expect(409);
    expect(body).toMatchObject({ code: 'reference-taken', detail: expect.stringContaining(first.id) });
  });

  it("is another broker's own affair", async () => {
    const first = await drafted(office);
    await office
      .as('brokerB')
      .post('/v1/declarations')
      .send(declaration({ reference: first.reference }))
      .expect(201);
  });

  // With ON CONFLICT … DO NOTHING removed from insertDrafts, the unique key refused five of them, the equal ones too, with a
  // bare `database-constraint` that named nothing.
  it('makes one declaration of many that come at once', async () => {
    const input = declaration();
    const other = { ...input, currency: 'EUR' };
    const answers = await Promise.all(
      [input, other, input, other, input, other].map((body) =>
        office.as('brokerA').post('/v1/declarations').send(body),
      ),
    );
    const created = answers.filter(({ status }) => status === 201);
    const refused = answers.filter(({ status }) => status === 409);
    expect([created.length, refused.length]).toEqual([3, 3]);
    expect(new Set(created.map(({ body }) => body.id)).size).toBe(1);
    for (const { body } of refused) expect(body.detail).toContain(created[0]?.body.id);
  });
});

describe('who sees a declaration', () => {
  it('is its broker, its office once it is submitted, and the administrator', async () => {
    const draft = await drafted(office);
    const get = (who: 'brokerA' | 'brokerB' | 'officer' | 'officerElsewhere' | 'admin' | 'analyst', id = draft.id) =>
      office.as(who).get(`/v1/declarations/${id}`);
    expect((await get('brokerB')).status).toBe(404);
    expect((await get('officer')).status).toBe(404);
    expect((await get('analyst')).status).toBe(403);
    expect((await get('admin')).status).toBe(200);
    await submit(office, draft).expect(200);
    expect((await get('officer')).status).toBe(200);
    expect((await get('officerElsewhere')).status).toBe(404);
    expect((await get('brokerA', 'no-id')).status).toBe(404);
    const foreign = await office
      .as('brokerB')
      .put(`/v1/declarations/${draft.id}`)
      .set('If-Match', '*')
      .send(declaration());
    expect(foreign.status).toBe(404);
    expect((await submit(office, draft, 'brokerB')).status).toBe(404);
  });
});

describe('the parties of a submitted declaration', () => {
  it('are saved, those of a draft are not', async () => {
    await drafted(office, { buyer: { name: 'NOT YET LTD', country: 'NGA' } });
    await submitted(office, { buyer: { name: 'KANO TEXTILES', country: 'NGA' } });
    const names = await office.rows<{ name: string }>(`SELECT name FROM party WHERE role = 'buyer'`);
    expect(names.map(({ name }) => name)).toContain('KANO TEXTILES');
    expect(names.map(({ name }) => name)).not.toContain('NOT YET LTD');
  });
});
