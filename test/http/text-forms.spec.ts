import { Client } from 'pg';
import fc from 'fast-check';
import { referenceKey } from '../../src/vocabulary/text.js';
import { declaration, etag, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';
import { newContainerNumber, shipping } from '../support/trade/shipping.js';

const office = useOffice({ at: '2021-12-28T04:00:00Z' });
const { open, report } = shipping(office);

beforeAll(() => putRates(office));

const create = (body: object) => office.as('brokerA').post('/v1/declarations').send(body);
const codes = ({ body }: { body: { violations?: { code: string; pointer: string }[] } }) =>
  body.violations?.map(({ code, pointer }) => `${code} ${pointer}`);

describe('a text of a declaration', () => {
  it('is kept trimmed and composed, in every field', async () => {
    const { body } = await create({
      ...declaration({ reference: '  FORM-1 ' }),
      buyer: { name: ' Cafe\u0301 \u3000', country: 'NGA' },
    }).expect(201);
    expect(body).toMatchObject({ reference: 'FORM-1', buyer: { name: 'Café' } });
  });

  it.each([
    ['reference', { reference: 'FORM\u200b-2' }, '/reference'],
    ['name of the buyer', { buyer: { name: 'A\u0007B', country: 'NGA' } }, '/buyer/name'],
    ['name of the consignor', { consignor: { name: '布\ue000' } }, '/consignor/name'],
    ['bill of lading', { billOfLading: 'BL\u202e1' }, '/billOfLading'],
  ])('with a character that nobody types is refused in the %s, with its place', async (_, more, place) => {
    const answer = await create({ ...declaration({ reference: 'FORM-2' }), ...more });
    expect([answer.status, codes(answer)]).toEqual([400, [`text-forbidden-character ${place}`]]);
    expect(answer.body.violations[0].message).toMatch(/U\+/);
  });

  it('may have several lines where it is a remark', async () => {
    const { id } = await open();
    const note = 'opened at lane 3\r\nresealed at once';
    await report(id, [{ code: 'GTIN', eventTime: '2021-12-28T01:00:00Z', note }]).expect(200);
    const { body } = await office.as('brokerA').get(`/v1/shipments/${id}`);
    expect(body.events[0].note).toBe('opened at lane 3\nresealed at once');
  });
});

describe('a reference', () => {
  it('written otherwise names the same declaration: it is not taken twice, and found', async () => {
    const first = await create(declaration({ reference: 'ONE-2021-01' })).expect(201);
    for (const reference of ['ＯＮＥ－2021－01', 'ONE 2021 01', 'ONE\u20132021\u201301', 'ONE202101']) {
      const other = declaration({ reference, packages: 7 });
      const answer = await create(other);
      expect([answer.status, answer.body.code]).toEqual([409, 'reference-taken']);
      const { body } = await office.as('brokerA').get('/v1/declarations').query({ reference });
      expect(body.items.map(({ id }: { id: string }) => id)).toEqual([first.body.id]);
    }
  });

  it('written otherwise by two at once still makes one declaration', async () => {
    const answers = await Promise.all(
      ['RACE-1', 'RACE 1', 'RACE1', 'ＲＡＣＥ－１'].map((reference, index) =>
        create(declaration({ reference, packages: index + 1 })),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  it('may be written otherwise in a draft that is renamed', async () => {
    const { body } = await create(declaration({ reference: 'REN-1' })).expect(201);
    const renamed = await office
      .as('brokerA')
      .put(`/v1/declarations/${body.id}`)
      .set('If-Match', etag(body))
      .send(declaration({ reference: 'REN 1' }));
    expect([renamed.status, renamed.body.reference]).toEqual([200, 'REN 1']);
  });

  it('written otherwise leads a receipt to its declaration', async () => {
    const { id, reference } = await submitted(office);
    const receipts = [
      {
        channel: 'single-window',
        code: 'L',
        reference: reference.replaceAll('-', ' '),
        eventTime: '2021-12-28T09:00:00+08:00',
      },
    ];
    const { body } = await office.as('officer').post('/v1/receipts').send({ receipts }).expect(200);
    expect(body.results).toMatchObject([{ result: 'applied', declarationId: id }]);
  });

  it('has the same key in PostgreSQL as here', async () => {
    const characters = fc.constantFrom(
      ..."Aa0-/' ",
      '－',
      'Ａ',
      '！',
      '～',
      '\u00a0',
      '\u3000',
      '\u2013',
      '\u2212',
      '布',
      '𠮷',
    );
    const texts = fc.sample(fc.string({ unit: characters, maxLength: 20 }), { numRuns: 300, seed: 7 });
    const [row] = await office.rows<{ keys: string[] }>(
      'SELECT array_agg(reference_key(t) ORDER BY n) AS keys FROM unnest($1::text[]) WITH ORDINALITY AS u (t, n)',
      [texts],
    );
    expect(row?.keys).toEqual(texts.map(referenceKey));
  });

  it('is looked up by an index, also under row-level security: a firm with many declarations waits no longer', async () => {
    const { brokerA } = office.people.organisations;
    // Gone again afterwards: what the planner does with a few rows says nothing.
    const client = new Client({ connectionString: office.ownerUrl });
    await client.connect();
    const results: unknown = await client
      .query(
        `BEGIN;
         INSERT INTO declaration (id, broker_id, market, reference, header, content_sha256, created_at, updated_at)
           SELECT gen_random_uuid(), '${brokerA}', 'KQ-CTC', 'many-' || n, '{}', '', now(), now() FROM generate_series(1, 5000) n;
         ANALYZE declaration;
         SET LOCAL ROLE loomgate_broker; SET LOCAL app.organisation = '${brokerA}';
         EXPLAIN SELECT id FROM declaration WHERE broker_id = '${brokerA}' AND reference_key = ANY ('{A1,A2}');
         ROLLBACK`,
      )
      .finally(() => client.end());
    const plan = (results as { rows: unknown[] }[]).flatMap(({ rows }) => rows);
    expect(JSON.stringify(plan)).toMatch(/Index Cond: [^"]*reference_key = ANY/);
  });
});

describe('a seal', () => {
  it('put on and read in another spelling is the same one: no alarm, and an event is known again', async () => {
    const { id } = await open({ containerNumber: newContainerNumber(), seals: ['kq-1 '] });
    const gate = { code: 'GTIN', eventTime: '2021-12-28T02:00:00Z', seal: 'ｋｑ9823754' };
    await report(id, [{ code: 'STUF', eventTime: '2021-12-28T01:00:00Z', seal: 'KQ 982-3754' }, gate]).expect(200);
    const again = await report(id, [{ ...gate, seal: 'KQ9823754' }]).expect(200);
    expect(again.body.results.map(({ result }: { result: string }) => result)).toEqual(['duplicate']);
    const { body } = await office.as('brokerA').get(`/v1/shipments/${id}`).expect(200);
    expect(body).toMatchObject({ seals: ['KQ1', 'KQ9823754'], sealAlarm: false });
  });
});

describe('a container number', () => {
  it('in another spelling is the same one in a declaration, a visit and both lists', async () => {
    const number = newContainerNumber();
    const other = ` ${number.slice(0, 4).toLowerCase()} ${number.slice(4, 10)}\u2010${String.fromCharCode(number.charCodeAt(10) + 0xfee0)}`;
    const visit = await open({ containerNumber: other });
    expect(visit.containerNumber).toBe(number);
    const { id, containers, findings } = (await create({ ...declaration(), containers: [{ number: other }] })).body;
    expect(containers).toEqual([{ number }]);
    expect(findings.map(({ code }: { code: string }) => code)).not.toContain('container-number-invalid');
    for (const [list, found] of [
      ['declarations', id],
      ['shipments', visit.id],
    ]) {
      const { body } = await office.as('brokerA').get(`/v1/${list}`).query({ container: other }).expect(200);
      expect(body.items.map((item: { id: string }) => item.id)).toEqual([found]);
    }
  });

  it('with a blank of no width is refused with its place, as a reference is', async () => {
    const answer = await create({ ...declaration(), containers: [{ number: 'CSQU\u200b3054383' }] });
    expect([answer.status, codes(answer)]).toEqual([400, ['text-forbidden-character /containers/0/number']]);
    const seal = await report((await open()).id, [
      { code: 'STUF', eventTime: '2021-12-28T01:00:00Z', seal: 'K\u200bQ' },
    ]);
    expect([seal.status, codes(seal)]).toEqual([400, ['text-forbidden-character /events/0/seal']]);
  });
});

describe('a commodity code', () => {
  const goods = (hsCode: string) =>
    (declaration().goods ?? []).map((line, n) => (n === 0 ? { ...line, hsCode } : line));

  it.each([
    ['7700000000', 'a chapter that is kept free'],
    ['0000000000', 'no chapter at all'],
    ['9900000000', 'a chapter that the tariff does not have'],
    ['5420000000', 'no heading of its chapter'],
    ['8806000000', 'a heading that came later than the day'],
  ])('%s is refused: %s', async (hsCode) => {
    const { body } = await create({ ...declaration({ reference: `HS-${hsCode}` }), goods: goods(hsCode) }).expect(201);
    const errors = body.findings.filter(({ severity }: { severity: string }) => severity === 'error');
    expect(errors.map(({ code, pointer }: { code: string; pointer: string }) => `${code} ${pointer}`)).toEqual([
      'hs-code-invalid /goods/0/hsCode',
    ]);
  });

  it('may be asked for by every chapter that may be filed, and by no other', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 100 }, async (_, number) => {
        const chapter = String(number).padStart(2, '0');
        const { status } = await office
          .as('analyst')
          .get('/v1/reports/export-value')
          .query({ from: '2021-12-01', to: '2021-12-31', chapter });
        return { chapter, status };
      }),
    );
    const refused = statuses.filter(({ status }) => status !== 200);
    expect(refused).toEqual(['00', '77', '99'].map((chapter) => ({ chapter, status: 400 })));
  });

  it('of a transport mode that no table has is no empty report', async () => {
    const { body } = await office
      .as('analyst')
      .get('/v1/reports/export-value')
      .query({ from: '2021-12-01', to: '2021-12-31', transportMode: 'Q' })
      .expect(400);
    expect(codes({ body })).toEqual(['transport-mode-unknown /query/transportMode']);
  });
});

test('a rate with more decimals than are kept is refused, and the limit is named', async () => {
  const { body } = await office
    .as('admin')
    .put('/v1/rates/2022-01')
    .send({ rates: [{ currency: 'USD', toCny: '6.3757123456', toUsd: '1' }] })
    .expect(400);
  expect(codes({ body })).toEqual(['decimal-invalid /rates/0/toCny']);
  expect(body.violations[0].message).toContain('8');
});
