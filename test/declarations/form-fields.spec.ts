import { readFileSync } from 'node:fs';
import { SYSTEM } from '../../src/platform/database/actor.js';
import { exampleLine } from '../samples/example.js';
import { amend, amending } from '../support/trade/amending.js';
import { drafted, etag, seen, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';

const office = useOffice({ at: '2021-12-28T04:00:00Z' });
const { ask, decide } = amending(office);

/** What the paper form has beside what the rules need. */
const HEADER = {
  contractNumber: 'KQ-2021-0815',
  vessel: 'COSCO SHIPPING ARIES',
  voyage: '041W',
  exitPort: '380101',
  remarks: '唛头：LAGOS\n收货人自提',
  documents: [{ code: '00000001', number: 'INV-0815' }, { code: '00000002' }],
};
const LINE = { legalQuantity1: '1000', legalQuantity2: '500', elements: '1:机织|2:染色', domesticSource: '33069' };
const goods = [exampleLine(1, LINE), exampleLine(2)];

beforeAll(() => putRates(office));

describe('the fields of the paper form', () => {
  it('are kept as they were sent, answered, and go with a copy', async () => {
    const draft = await drafted(office, { ...HEADER, goods });
    expect(await seen(office, draft.id)).toMatchObject({ ...HEADER, goods });
    const { body: copy } = await office
      .as('brokerA')
      .post(`/v1/declarations/${draft.id}/copy`)
      .send({ reference: 'FORM-COPY' })
      .expect(201);
    expect(copy).toMatchObject({ ...HEADER, goods });
  });

  it('are another content when one of them changes, and gone when they are left out', async () => {
    const draft = await drafted(office, { ...HEADER, goods });
    const { reference } = draft;
    const put = async (changes: object) => {
      const body = { ...HEADER, goods, market: 'KQ-CTC', reference, ...changes };
      const present = await seen(office, draft.id);
      const path = `/v1/declarations/${draft.id}`;
      return office.as('brokerA').put(path).set('If-Match', etag(present)).send(body).expect(200);
    };
    const first = (await put({})).body;
    const other = (await put({ documents: [{ code: '00000001', number: 'INV-0816' }] })).body;
    expect(other).toMatchObject({ revision: first.revision + 1, documents: [{ number: 'INV-0816' }] });
    const without = (await put({ documents: undefined, goods: [exampleLine(1, { elements: undefined })] })).body;
    expect(without).not.toHaveProperty('documents');
    expect(without.goods[0]).not.toHaveProperty('elements');
  });

  it('are amended field by field, until the goods have left under them', async () => {
    const sent = await submitted(office, { ...HEADER, goods });
    const changes = { remarks: '无', goodsByLine: [{ line: 2, ...LINE }] };
    const { body: asked } = await ask(sent.id, amend(changes));
    expect(asked).toMatchObject({ state: 'pending' });
    await decide(sent.id, asked.number).expect(200);
    expect(await seen(office, sent.id)).toMatchObject({ version: 2, remarks: '无', goods: [LINE, LINE] });
    const difference = await office.as('brokerA').get(`/v1/declarations/${sent.id}/versions/1/difference?to=2`);
    expect(JSON.stringify(difference.body)).toContain('/goods/line:2/elements');
  });

  it('are on every part of a proposed split', async () => {
    const dear = [1, 2].map((line) => exampleLine(line, { ...LINE, totalPrice: '90000.00' }));
    const draft = await drafted(office, { ...HEADER, goods: dear });
    const { body } = await office.as('brokerA').get(`/v1/declarations/${draft.id}/split-proposal`).expect(200);
    expect(body.parts).toHaveLength(2);
    for (const { declaration } of body.parts) expect(declaration).toMatchObject({ ...HEADER, goods: [LINE] });
  });

  it.each([
    [{ documents: [{ number: 'INV-1' }] }, 'required-missing /documents/0/code'],
    [{ documents: [{ code: '1', kind: 'x' }] }, 'field-unknown /documents/0/kind'],
    [{ documents: Array(51).fill({ code: '1' }) }, 'array-too-long /documents'],
    [{ goods: [{ line: 1, legalQuantity1: 12 }] }, 'type-wrong /goods/0/legalQuantity1'],
    [{ remarks: 'a\u0007b' }, 'text-forbidden-character /remarks'],
    [{ vessel: 'x'.repeat(65) }, 'text-too-long /vessel'],
  ])('are refused where their shape is wrong: %j', async (wrong, violation) => {
    const body = { reference: 'FORM-WRONG', market: 'KQ-CTC', ...wrong };
    const { body: problem } = await office.as('brokerA').post('/v1/declarations').send(body).expect(400);
    const found = problem.violations.map((each: { code: string; pointer: string }) => `${each.code} ${each.pointer}`);
    expect(found).toEqual([violation]);
  });
});

describe('a file', () => {
  it('has a template with a column for each, and no other than the sample files and these', async () => {
    const { text } = await office.as('brokerA').get('/v1/imports/template.csv').expect(200);
    const [head = ''] = readFileSync('test/samples/day-2021-12-28.csv', 'utf8').split(/\r?\n/);
    const named = (line: string) =>
      line
        .trim()
        .replace(/^\ufeff/, '')
        .split(',');
    const beyondTheSample = [
      ...['trade_record', 'trade_line', 'buyer_document', 'contract_number', 'vessel', 'voyage', 'exit_port'],
      ...['package_type', 'other_charges_mark', 'other_charges_value', 'remarks'],
      ...['legal_quantity_1', 'legal_quantity_2', 'elements', 'domestic_source'],
    ];
    expect(named(text).sort()).toEqual([...named(head), ...beyondTheSample].sort());
  });

  it('has a column for them, under the names people use; what it has no column for stays', async () => {
    const header = '申报参考号,市场,商品序号,合同号,船名,航次,离境口岸,包装,备注,法定数量,第二法定数量,申报要素,货源地';
    const row = 'FORM-FILE,KQ-CTC,1,KQ-1,EVER GIVEN,1122-W,380101,纸箱,无,12,3.5,1:机织|2:染色,33069';
    const send = async (head: string, line: string) => {
      const path = '/v1/imports?kind=declarations';
      await office.as('brokerA').post(path).set('Content-Type', 'text/csv').send(`${head}\n${line}\n`).expect(202);
      await office.drain();
      const [held] = await office.rows<{ id: string }>("SELECT id FROM declaration WHERE reference = 'FORM-FILE'");
      return seen(office, held?.id ?? '');
    };
    const said = {
      ...{ contractNumber: 'KQ-1', vessel: 'EVER GIVEN', voyage: '1122-W', exitPort: '380101' },
      ...{ packageType: '22', remarks: '无' },
    };
    const line = { legalQuantity1: '12', legalQuantity2: '3.5', elements: '1:机织|2:染色', domesticSource: '33069' };
    expect(await send(header, row)).toMatchObject({ ...said, goods: [line] });
    const fewer = await send('申报参考号,市场,商品序号,品名', 'FORM-FILE,KQ-CTC,1,涤纶布');
    expect(fewer).toMatchObject({ ...said, goods: [{ ...line, name: '涤纶布' }] });
  });
});

it('keeps quantities as exact decimals', async () => {
  const draft = await drafted(office, { goods: [exampleLine(1, { legalQuantity1: '100000000000.00001' })] });
  expect(await seen(office, draft.id)).toMatchObject({ goods: [{ legalQuantity1: '100000000000.00001' }] });
  const rows = await office.database.transaction(SYSTEM, (tx) =>
    tx.rows('SELECT legal_quantity1::text AS quantity FROM goods_line WHERE declaration_id = $1', [draft.id]),
  );
  expect(rows).toEqual([{ quantity: '100000000000.00001' }]);
});
