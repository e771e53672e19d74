import { Intake } from '../src/declarations/intake.service.js';
import type { Tx } from '../src/platform/database/tx.js';
import { aMoment, declaration, drafted, etag, post, seen, startedTogether, submit, submitted } from './support/declaring.js';
import { putRates } from './support/market-day.js';
import { useOffice } from './support/office.js';

const office = useOffice({ at: '2021-12-28T04:00:00Z' });

beforeAll(() => putRates(office));
beforeEach(() => office.clock.stopAt('2021-12-28T04:00:00Z'));

const codes = (findings: unknown): string[] =>
  (findings as { code: string; pointer: string }[]).map(({ code, pointer }) => `${code} ${pointer}`);

describe('a draft', () => {
  it('is kept with what it says, figure by figure, and what still blocks it', async () => {
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

  it('tells its findings in the language of the reader', async () => {
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

  it('cannot be kept under a market that does not exist', async () => {
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

  // With ON CONFLICT … DO NOTHING taken out of insertDrafts, the unique key refused five of them, the equal ones too, with a
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

describe('a submission', () => {
  it('values and files the declaration', async () => {
    const draft = await drafted(office);
    const { body } = await submit(office, draft).expect(200);
    expect(body).toMatchObject({
      status: 'submitted',
      submittedAt: '2021-12-28T04:00:00.000Z',
      filedAt: '2021-12-28T04:00:00.000Z',
      findings: [],
    });
    expect(await office.rows('SELECT number FROM submission WHERE declaration_id = $1', [draft.id])).toHaveLength(1);
  });

  it('stands at the beginning of its day when it is recorded afterwards', async () => {
    expect(await submitted(office, { declaredOn: '2021-12-20' })).toMatchObject({
      filedAt: '2021-12-19T16:00:00.000Z',
      submittedAt: '2021-12-28T04:00:00.000Z',
    });
  });

  it('takes the present business day where none is given', async () => {
    const draft = await drafted(office, { declaredOn: undefined });
    expect(draft['declaredOn']).toBeUndefined();
    const { body } = await submit(office, draft).expect(200);
    expect(body).toMatchObject({ declaredOn: '2021-12-28', valuation: { month: '2021-12' } });
  });

  it('is refused with every error at once, and nothing is written', async () => {
    const draft = await drafted(office, {
      buyer: undefined,
      declaredOn: '2021-12-29',
      containers: [{ number: 'CSQU3054384' }],
      consignor: { uscc: '91000000MA0000001S', name: 'x' },
    });
    const { body } = await submit(office, draft).expect(422);
    expect(codes(body.violations).sort()).toEqual([
      'container-number-invalid /containers/0/number',
      'declared-in-future /declaredOn',
      'required-missing /buyer',
      'uscc-invalid /consignor/uscc',
    ]);
    expect(await seen(office, draft.id)).toEqual(draft);
  });

  it('happens once', async () => {
    const draft = await drafted(office);
    const { body } = await submit(office, draft).expect(200);
    expect((await submit(office, body)).body).toMatchObject({ status: 409, code: 'state-forbids' });
    expect((await submit(office, draft)).status).toBe(409);
    const put = office
      .as('brokerA')
      .put(`/v1/declarations/${draft.id}`)
      .set('If-Match', etag(body))
      .send(declaration());
    expect((await put).status).toBe(409);
  });

  // With FOR UPDATE taken out of lockOwn all six were answered 200, and the declaration was filed six times.
  it('happens once, also when many ask at the same time', async () => {
    const draft = await drafted(office);
    const answers = await startedTogether(
      office,
      draft.id,
      Array.from({ length: 6 }, () => () => submit(office, draft)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    expect(new Set(answers.filter(({ status }) => status === 409).map(({ body }) => body.code))).toEqual(
      new Set(['state-forbids']),
    );
    expect(await office.rows('SELECT 1 FROM submission WHERE declaration_id = $1', [draft.id])).toHaveLength(1);
  });

  it('is asked of the rules again: a rate put since then counts, one put later does not', async () => {
    const draft = await drafted(office, { declaredOn: '2021-06-15' });
    expect(codes(draft['findings'])).toEqual(['rate-missing /currency']);
    const put = (toCny: string) =>
      office
        .as('admin')
        .put('/v1/rates/2021-06')
        .send({ rates: [{ currency: 'USD', toCny, toUsd: '1' }] })
        .expect(200);
    await put('6.4');
    const { body } = await submit(office, draft).expect(200);
    expect(body).toMatchObject({ findings: [], totals: { cny: '12800.00' } });
    await put('7');
    expect(await seen(office, draft.id)).toMatchObject({ totals: { cny: '12800.00' } });
  });

  it('needs If-Match', async () => {
    const draft = await drafted(office);
    await office.as('brokerA').post(`/v1/declarations/${draft.id}/submit`).expect(428);
  });
});

describe('what customs sent back', () => {
  const back = async () => {
    const first = await submitted(office);
    office.clock.stopAt('2021-12-28T04:30:00Z');
    await post(office, [
      { channel: 'officer', declarationId: first.id, code: 'return', eventTime: '2021-12-28T04:20:00Z' },
    ]);
    return seen(office, first.id);
  };

  it('is changed and filed again, after the return it answers', async () => {
    const returned = await back();
    expect(returned).toMatchObject({ status: 'returned', returnedAt: '2021-12-28T04:20:00.000Z' });
    const changed = declaration({ reference: returned.reference, declaredOn: '2021-12-27', billOfLading: 'BL-2' });
    const { body } = await office
      .as('brokerA')
      .put(`/v1/declarations/${returned.id}`)
      .set('If-Match', etag(returned))
      .send(changed)
      .expect(200);
    const again = await submit(office, body).expect(200);
    expect(again.body).toMatchObject({ status: 'submitted', filedAt: '2021-12-28T04:20:00.000Z', returnedAt: null });
  });

  it('never grows beyond the ceiling', async () => {
    const returned = await back();
    const dear = declaration({ reference: returned.reference });
    const [first, second] = dear.goods ?? [];
    const { body } = await office
      .as('brokerA')
      .put(`/v1/declarations/${returned.id}`)
      .set('If-Match', etag(returned))
      .send({ ...dear, goods: [{ ...first, totalPrice: '149000.01' }, second] });
    expect(body).toMatchObject({ status: 422, code: 'ceiling-exceeded' });
  });

  it('keeps its reference', async () => {
    const returned = await back();
    const put = office.as('brokerA').put(`/v1/declarations/${returned.id}`).set('If-Match', etag(returned));
    expect((await put.send(declaration())).status).toBe(409);
  });

  it('is not filed again by a file that has not changed', async () => {
    const input = declaration();
    const take = (content = input) =>
      office.database.transaction(office.actor('brokerA'), (tx) =>
        office.get(Intake).take(tx, [content], { submit: true }),
      );
    const [first] = await take();
    await post(office, [
      { channel: 'officer', reference: input.reference, code: 'return', eventTime: '2021-12-28T03:30:00Z' },
    ]);
    expect(await take()).toMatchObject([{ outcome: 'unchanged', submitted: false, id: first?.id }]);
    expect(await take({ ...input, billOfLading: 'BL-9' })).toMatchObject([{ outcome: 'replaced', submitted: true }]);
    expect(await seen(office, first?.id ?? '')).toMatchObject({ status: 'submitted', billOfLading: 'BL-9' });
  });
});

describe('a batch', () => {
  const take = (inputs: ReturnType<typeof declaration>[], submitting: boolean) =>
    office.database.transaction(office.actor('brokerA'), (tx) =>
      office.get(Intake).take(tx, inputs, { submit: submitting }),
    );

  it('says of each declaration what became of it', async () => {
    const [good, bad, kept] = [declaration(), declaration({ buyer: undefined }), declaration()];
    await take([kept], false);
    const gone = await submitted(office);
    const results = await take(
      [
        good,
        bad,
        kept,
        good,
        { ...good, currency: 'EUR' },
        declaration({ reference: gone.reference, currency: 'EUR' }),
      ],
      true,
    );
    expect(results.map(({ outcome, submitted: now, findings }) => [outcome, now, codes(findings)])).toEqual([
      ['created', true, []],
      ['refused', false, ['required-missing /buyer']],
      ['replaced', true, []],
      ['unchanged', false, []],
      ['refused', false, ['reference-taken /reference']],
      ['refused', false, ['state-forbids /reference']],
    ]);
    expect(results[1]?.id).toBeNull();
  });

  /** Takes a batch and its reverse while something holds its middle; how often the database made us start over is counted. */
  const takeBoth = async (inputs: ReturnType<typeof declaration>[], holdMiddle: (tx: Tx) => Promise<unknown>) => {
    let attempts = 0;
    const run = (batch: typeof inputs) =>
      office.database.transaction(office.actor('brokerA'), (tx) => {
        attempts += 1;
        return office.get(Intake).take(tx, batch, { submit: false });
      });
    let both: Promise<unknown> = Promise.resolve();
    const held = office.database.transaction(office.actor('brokerA'), async (tx) => {
      await holdMiddle(tx);
      both = Promise.all([run(inputs), run([...inputs].reverse())]);
      await aMoment();
      throw new Error('given up');
    });
    await expect(held).rejects.toThrow('given up');
    await both;
    return attempts;
  };

  // Without ORDER BY reference in insertDrafts: one went up to the middle, the other down to it, PostgreSQL ended one of them
  // (40P01), and the work ran three times.
  it('does not wait in a ring with the same new declarations in the opposite order', async () => {
    const inputs = Array.from({ length: 21 }, () => declaration());
    const middle = inputs[10] ?? declaration();
    expect(await takeBoth(inputs, (tx) => office.get(Intake).take(tx, [middle], { submit: false }))).toBe(2);
  });

  // With the order of the batch instead of ids in lockByReference, the same happened to declarations that were there before.
  it('does not wait in a ring with the same known declarations in another order', async () => {
    const inputs = Array.from({ length: 21 }, () => declaration());
    await take(inputs, false);
    const changed = inputs.map((input) => ({ ...input, billOfLading: 'BL-1' }));
    const middle = 'SELECT 1 FROM declaration WHERE reference = $1 FOR UPDATE';
    expect(await takeBoth(changed, (tx) => tx.rows(middle, [inputs[10]?.reference]))).toBe(2);
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

describe('the list', () => {
  it('is the newest first, page by page, without lines', async () => {
    const made = [];
    for (let index = 0; index < 3; index++) made.push(await drafted(office, {}, 'brokerB'));
    const first = await office.as('brokerB').get('/v1/declarations?limit=2').expect(200);
    expect(first.body.items.map(({ id }: { id: string }) => id)).toEqual([made[2]?.id, made[1]?.id]);
    expect(first.body.items[0]).toMatchObject({
      counts: { goodsLines: 2, items: 2, containers: 1, errors: 0, warnings: 0 },
      totals: { declared: '2000.00' },
    });
    expect(first.body.items[0].goods).toBeUndefined();
    expect(first.headers['link']).toContain('rel="next"');
    const next = await office.as('brokerB').get(`/v1/declarations?limit=2&cursor=${first.body.nextCursor}`).expect(200);
    expect(next.body.items[0].id).toBe(made[0]?.id);
  });

  it('is narrowed by status, market, day, reference and container', async () => {
    const one = await submitted(office, { declaredOn: '2021-11-05', containers: [{ number: 'MSKU0383250' }] });
    const ids = async (query: string) => {
      const { body } = await office.as('brokerA').get(`/v1/declarations?${query}`).expect(200);
      return (body.items as { id: string }[]).map(({ id }) => id);
    };
    expect(await ids('from=2021-11-01&to=2021-11-30')).toEqual([one.id]);
    expect(await ids(`reference=${one.reference}`)).toEqual([one.id]);
    expect(await ids('container=MSKU0383250&status=submitted&market=KQ-CTC')).toEqual([one.id]);
    expect(await ids('container=MSKU0383250&status=closed')).toEqual([]);
  });

  it.each([
    ['status=finished', 'enum-invalid /query/status'],
    ['market=NOWHERE', 'market-unknown /query/market'],
    ['from=2021-13-01', 'day-invalid /query/from'],
    ['from=2021-12-02&to=2021-12-01', 'range-reversed /query/from'],
    ['colour=red', 'query-unknown /query/colour'],
    ['cursor=abc', 'cursor-invalid /query/cursor'],
    ['cursor=WyJ4Il0', 'cursor-invalid /query/cursor'],
  ])('refuses ?%s', async (query, finding) => {
    const { body, status } = await office.as('brokerA').get(`/v1/declarations?${query}`);
    expect(status).toBe(400);
    expect(codes(body.violations)).toEqual([finding]);
  });

  it('shows an officer the own office and no drafts', async () => {
    await drafted(office);
    const { body } = await office.as('officer').get('/v1/declarations?limit=500').expect(200);
    expect(body.items.length).toBeGreaterThan(0);
    expect(body.items.some(({ status }: { status: string }) => status === 'draft')).toBe(false);
    const elsewhere = await office.as('officerElsewhere').get('/v1/declarations').expect(200);
    expect(elsewhere.body.items).toEqual([]);
  });
});

describe('the parties of a submitted declaration', () => {
  it('are remembered, those of a draft are not', async () => {
    await drafted(office, { buyer: { name: 'NOT YET LTD', country: 'NGA' } });
    await submitted(office, { buyer: { name: 'KANO TEXTILES', country: 'NGA' } });
    const names = await office.rows<{ name: string }>(`SELECT name FROM party WHERE role = 'buyer'`);
    expect(names.map(({ name }) => name)).toContain('KANO TEXTILES');
    expect(names.map(({ name }) => name)).not.toContain('NOT YET LTD');
  });
});
