import { writeFileSync } from 'node:fs';
import type { DeclarationInput } from '../../src/declarations/domain/declaration.js';
import { exampleLine } from '../samples/example.js';
import { pagesOf } from '../support/pdf-text.js';
import { drafted, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice, type Who } from '../support/office.js';

const office = useOffice({ at: '2021-12-28T04:00:00Z' });

const FULL: Partial<DeclarationInput> = {
  contractNumber: 'KQ-2021-0815',
  vessel: 'COSCO SHIPPING ARIES',
  voyage: '041W',
  portOfDestination: 'NGA036',
  exitPort: '380101',
  remarks: '收货人自提',
  documents: [{ code: '00000001', number: 'INV-0815' }],
  tradeTerms: 'CIF',
  freight: { mark: 'total', value: '85.00' },
  insurance: { mark: 'rate', value: '0.3' },
  buyer: { name: 'LAGOS FABRICS', country: 'NGA', documentNumber: 'A01234567' },
};

const pdf = (id: string, who: Who = 'brokerA', query = '?format=pdf') =>
  office
    .as(who)
    .get(`/v1/declarations/${id}${query}`)
    .buffer(true)
    .parse((response, done) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => done(null, Buffer.concat(parts)));
    });
const pagesFor = async (id: string) => pagesOf((await pdf(id).expect(200)).body as Buffer);

beforeAll(async () => {
  await putRates(office);
  const put = (edition: string, entries: object[]) =>
    office.as('admin').put(`/v1/code-tables/${edition}`).send({ source: '测试', entries }).expect(200);
  await put('port/2018', [{ code: 'NGA036', name: '拉各斯' }]);
  await put('domestic-port/2018', [{ code: '380101', name: '宁波北仑港港区' }]);
  await put('domestic-area/2018', [{ code: '33069', name: '绍兴' }]);
  await put('hs-code/2021', [{ code: '5407520090', name: '机织物', unit1: '030', unit2: '035' }]);
});

describe('a declaration on paper', () => {
  it('is the form of customs with what the declaration says, and the papers that go with it', async () => {
    const sent = await submitted(office, FULL);
    const [form = '', invoice = '', packing = '', ...more] = await pagesFor(sent.id);
    for (const text of [
      ...[
        '中华人民共和国海关出口货物报关单',
        '页码/页数：1/1',
        '市场采购 (1039)',
        '申报地海关：绍兴海关 (2906)',
        '绍兴锦泰进出口有限公司',
      ],
      ...['91000000MA0000001R', '北仑海关 (3104)', '20211228', 'COSCO SHIPPING ARIES / 041W', 'COSU6123456780'],
      ...['拉各斯 (NGA036)', '宁波北仑港港区 (380101)', 'KQ-2021-0815', '00000001 INV-0815', 'USD 85.00', '0.3%'],
      ...[
        '5407520090',
        '涤纶染色布',
        '1:机织|2:染色|3:涤纶100%',
        '1000米',
        '500千克',
        '尼日利亚 (NGA)',
        '绍兴 (33069)',
      ],
      ...['LAGOS FABRICS 尼日利亚 A01234567', 'CSQU3054383', '收货人自提', sent.reference],
    ]) {
      expect(form.replaceAll('\n', '')).toContain(text);
    }
    expect(invoice).toContain('商业发票');
    expect(invoice).toContain('发票号：INV-0815');
    expect(invoice).toContain('2,000.00');
    expect(packing).toContain('装箱单');
    expect(packing).toContain('CSQU3054383');
    expect(packing).toContain('1,040');
    expect(more).toEqual([]);
  });

  it('is the same bytes whenever it is printed, until the declaration changes', async () => {
    const sent = await submitted(office, { ...FULL, containers: [] });
    const first = await pdf(sent.id).expect(200);
    office.clock.stopAt('2021-12-29T04:00:00Z');
    const second = await pdf(sent.id, 'brokerA', '').set('Accept', 'application/pdf').expect(200);
    expect((second.body as Buffer).equals(first.body as Buffer)).toBe(true);
    expect(first.headers['content-type']).toBe('application/pdf');
    expect(first.headers['content-disposition']).toBe(`attachment; filename="declaration-${sent.reference}.pdf"`);
    const code = { channel: 'single-window', code: 'L', text: '', eventTime: '2021-12-29T03:00:00Z' };
    const receipts = [{ ...code, declarationId: sent.id, entryId: '290620210000000902' }];
    await office.as('officer').post('/v1/receipts').send({ receipts }).expect(200);
    expect((await pagesFor(sent.id))[0]).toContain('290620210000000902');
  });

  it('lists the goods of a simplified declaration by the item they are merged into', async () => {
    const goods = [1, 2, 3, 4, 5, 6, 7].map((line) =>
      exampleLine(line, {
        name: `品名${line}`,
        specification: '宽幅150cm，每平方米180克，双面印花，防水涂层，用于室内装饰及沙发面料',
        elements:
          '品名:涤纶布|织造方法:机织|染整方法:染色、印花、涂层|成分含量:涤纶100%|幅宽:150cm|每平方米克重:180克|品牌类型:境内自主品牌|出口享惠情况:不享惠|品牌:锦泰',
        totalPrice: `${line}000.00`,
      }),
    );
    const sums = { packages: 70, grossWeightKg: '3640', netWeightKg: '3500', containers: [] };
    const sent = await submitted(office, { ...FULL, ...sums, simplified: true, goods });
    if (process.env['SAVE_PDF']) writeFileSync(process.env['SAVE_PDF'], (await pdf(sent.id)).body as Buffer);
    const pages = await pagesFor(sent.id);
    expect(pages[0]).toContain('简化申报 JH');
    const list = pages.at(-1) ?? '';
    expect(list).toContain('简化申报商品清单');
    expect(list).toContain('品名1');
    expect(list).toContain('28,000.00');
  });

  it('takes six items a page, and any number of goods lines', async () => {
    const goods = Array.from({ length: 45 }, (_, index) => exampleLine(index + 1, { name: `布${index + 1}` }));
    const sums = { packages: 450, grossWeightKg: '23400', netWeightKg: '22500', containers: [] };
    const sent = await submitted(office, { ...FULL, ...sums, goods });
    const pages = await pagesFor(sent.id);
    expect(pages.filter((page) => page.includes('报关单')).map((page) => /\d\/8/.exec(page)?.[0])).toEqual(
      Array.from({ length: 8 }, (_, index) => `${index + 1}/8`),
    );
    expect(pages.at(-1)).toContain(`共 ${pages.length} 页`);
  });

  it('shows an unfinished draft as far as it goes', async () => {
    const draft = await drafted(office, { goods: [], buyer: undefined, consignor: undefined, containers: [] });
    const [form = ''] = await pagesFor(draft.id);
    expect(form).toContain('状态：草稿');
  });

  it('is given to those who may see the declaration, in the formats there are', async () => {
    const sent = await submitted(office, { ...FULL, containers: [] });
    await pdf(sent.id, 'brokerB').expect(404);
    await pdf(sent.id, 'analyst').expect(403);
    const path = `/v1/declarations/${sent.id}`;
    const wrong = await office.as('brokerA').get(`${path}?format=docx`).expect(400);
    expect(wrong.body.violations).toMatchObject([{ code: 'format-unsupported', pointer: '/query/format' }]);
    await office.as('brokerA').get(path).set('Accept', 'text/csv').expect(406);
  });
});
