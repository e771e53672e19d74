import { readFileSync } from 'node:fs';
import { SYSTEM } from '../../src/platform/database/actor.js';
import { loadCodeTables } from '../../src/reference/code-tables.js';
import { exampleLine } from '../samples/example.js';
import { declaration, drafted, submit } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice, type Who } from '../support/office.js';

const office = useOffice({ at: '2021-12-28T04:00:00Z' });

const TARIFF = {
  source: '2021 税则',
  entries: [
    { code: '5407520000', name: '染色的聚酯变形长丝机织物', unit1: '030', unit2: '035' },
    { code: '6303920000', name: '合纤制窗帘', unit1: '035' },
  ],
};
const put = (edition: string, body: object, ifMatch?: string, who: Who = 'admin') => {
  const request = office.as(who).put(`/v1/code-tables/${edition}`);
  return (ifMatch === undefined ? request : request.set('If-Match', ifMatch)).send(body);
};
const codesOf = (list: unknown) =>
  (list as { code: string; pointer: string; severity: string }[])
    .filter(({ code }) => code !== 'form-incomplete')
    .map(({ severity, code, pointer }) => `${severity} ${code} ${pointer}`);
const findingsOf = async (changes: object) =>
  codesOf((await drafted(office, { containers: [], ...changes }))['findings']);

beforeAll(() => putRates(office));

describe('a code table of a year', () => {
  it('is put by an administrator once; the same again changes nothing, another needs the revision', async () => {
    for (const who of ['brokerA', 'officer', 'analyst'] as const) {
      await put('hs-code/2021', TARIFF, undefined, who).expect(403);
    }
    await office.as('brokerA').get('/v1/code-tables/hs-code/2021').expect(404);
    const { body } = await put('hs-code/2021', TARIFF).expect(200);
    expect(body).toMatchObject({ table: 'hs-code', year: 2021, codes: 2, revision: 1, putBy: 'admin' });
    const again = { ...TARIFF, entries: [...TARIFF.entries].reverse() };
    expect((await put('hs-code/2021', again).expect(200)).body).toEqual(body);
    const other = { ...TARIFF, source: '2021 税则，更正' };
    await put('hs-code/2021', other).expect(428);
    await put('hs-code/2021', other, '"r9"').expect(412);
    expect((await put('hs-code/2021', other, '"r1"').expect(200)).body).toMatchObject({ revision: 2 });
    expect((await office.as('brokerA').get('/v1/code-tables/hs-code/2021').expect(200)).headers['etag']).toBe('"r2"');
    const entries = await office.rows("SELECT subject_id FROM audit_entry WHERE action = 'code-table.put'");
    expect(entries).toEqual([{ subject_id: 'hs-code/2021' }, { subject_id: 'hs-code/2021' }]);
  });

  it('is read by day, with what the tariff says; a tariff holds in its year only', async () => {
    const path = '/v1/code-tables/hs-code?on=';
    const { body } = await office.as('brokerA').get(`${path}2021-12-31`).expect(200);
    expect(body.items[0]).toMatchObject({ code: '5407520000', attributes: { unit1: '030', unit2: '035' } });
    for (const day of ['2020-12-31', '2022-01-01']) {
      expect(
        (
          await office
            .as('brokerA')
            .get(path + day)
            .expect(200)
        ).body.items,
      ).toEqual([]);
    }
  });

  it('begins on its first day and ends with the day before the next one, in whatever order they are put', async () => {
    const offices = (name: string) => ({
      source: name,
      entries: [
        { code: '2906', name },
        { code: '3104', name: '北仑' },
      ],
    });
    await put('customs-office/2024', offices('绍兴二四')).expect(200);
    await put('customs-office/2022', offices('绍兴二二')).expect(200);
    const nameOn = async (day: string) => {
      const { body } = await office
        .as('brokerA')
        .get(`/v1/code-tables/customs-office?on=${day}&search=2906`)
        .expect(200);
      return (body.items as { name: string; nameEn: string }[]).map(({ name, nameEn }) => `${name} ${nameEn}`);
    };
    expect(await nameOn('2021-12-31')).toEqual(['绍兴海关 Shaoxing Customs']);
    expect(await nameOn('2023-12-31')).toEqual(['绍兴二二 Shaoxing Customs']);
    expect(await nameOn('2024-01-01')).toEqual(['绍兴二四 Shaoxing Customs']);
    const tables = await office.database.transaction(SYSTEM, loadCodeTables);
    // 2921 is not in the edition: it holds until the day before.
    expect([
      tables.has('customs-office', '2921', '2021-12-31'),
      tables.has('customs-office', '2921', '2022-01-01'),
    ]).toEqual([true, false]);
  });

  it.each<[string, object, number, string[]]>([
    ['country/2021', TARIFF, 400, ['enum-invalid /path/table']],
    ['hs-code/21', TARIFF, 400, ['integer-invalid /path/year']],
    ['hs-code/2021', { source: 'x', entries: [] }, 422, ['required-missing /entries']],
    [
      'hs-code/2021',
      { entries: [{ code: '1' }] },
      400,
      ['required-missing /source', 'required-missing /entries/0/name'],
    ],
    [
      'hs-code/2020',
      {
        source: 'x',
        entries: [
          { code: '54', name: 'a', unit1: '999' },
          { code: '54', name: 'a', unit2: '030' },
        ],
      },
      422,
      [
        'hs-code-invalid /entries/0/code',
        'unit-unknown /entries/0/unit1',
        'entry-duplicate /entries/1/code',
        'hs-code-invalid /entries/1/code',
        'required-missing /entries/1/unit1',
      ],
    ],
    [
      'port/2021',
      { source: 'x', entries: [{ code: 'A', name: 'a', unit1: '030' }] },
      422,
      ['field-unknown /entries/0/unit1'],
    ],
  ])('%s refuses what is wrong with it: %j', async (edition, body, status, violations) => {
    const { body: problem } = await put(edition, body).expect(status);
    const found = problem.violations.map((each: { code: string; pointer: string }) => `${each.code} ${each.pointer}`);
    expect(found).toEqual(violations);
  });

  it('may be as long as the tariff, and no other list of the API as long', async () => {
    const [head = '', ...rows] = readFileSync('assets/code-tables/hs-code-2026.tsv', 'utf8').trimEnd().split('\n');
    const names = head.split('\t');
    const entryOf = (row: string) => row.split('\t').flatMap((cell, at) => (cell ? [[names[at], cell]] : []));
    const entries = rows.map((row): unknown => Object.fromEntries(entryOf(row)));
    expect((await put('hs-code/2026', { source: '2026 税则', entries }).expect(200)).body.codes).toBe(12_030);
    const goods = Array.from({ length: 2_001 }, (_, index) => ({ line: index + 1 }));
    const body = { reference: 'LONG', market: 'KQ-CTC', goods };
    await office.as('brokerA').post('/v1/declarations').send(body).expect(400);
  });

  it('is one, whoever of two administrators puts it at once', async () => {
    const edition = (name: string) => ({ source: name, entries: [{ code: 'NGA036', name: '拉各斯' }] });
    const answers = await Promise.all([put('port/2020', edition('A')), put('port/2020', edition('B'))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 428]);
  });
});

describe('a declaration', () => {
  it('is compared with the tables of its day, and warned', async () => {
    await put('domestic-port/2020', { source: '测试', entries: [{ code: '380101', name: '北仑' }] }).expect(200);
    const goods = [
      exampleLine(1, { hsCode: '5407520000' }),
      exampleLine(2, { hsCode: '5407520090', unit: '011' }),
      exampleLine(3, { hsCode: '6303920000', unit: '011', legalQuantity1: '500' }),
    ];
    const wrong = { goods, portOfDestination: 'NGA999', exitPort: '999998', customsOffice: '2921', packages: 30 };
    const sums = { grossWeightKg: '1560', netWeightKg: '1500' };
    expect(await findingsOf({ ...wrong, ...sums })).toEqual([
      'warning hs-code-unknown /goods/1/hsCode',
      'warning legal-unit-wrong /goods/2/unit',
      'warning port-unknown /portOfDestination',
      'warning port-unknown /exitPort',
      'warning office-not-of-market /customsOffice',
    ]);
    const before = { ...wrong, ...sums, declaredOn: '2019-12-31' };
    // No tariff and no ports of that year are there.
    expect((await findingsOf(before)).filter((text) => text.startsWith('warning'))).toEqual([
      'warning office-not-of-market /customsOffice',
    ]);
  });

  it('has one finding only of a code that is none', async () => {
    const goods = [exampleLine(1, { hsCode: '5407' }), exampleLine(2, { hsCode: '5407520000', unit: '999' })];
    expect(await findingsOf({ goods, customsOffice: '9999' })).toEqual([
      'error office-unknown /customsOffice',
      'error unit-unknown /goods/1/unit',
      'error hs-code-invalid /goods/0/hsCode',
    ]);
  });

  it('may name the offices that an administrator has added to the market', async () => {
    const { body } = await office.as('admin').get('/v1/markets/KQ-CTC').expect(200);
    const settings = { customsOffices: ['2921'], exitOffices: ['3104'] };
    const change = (given: object) =>
      office.as('admin').put('/v1/markets/KQ-CTC').set('If-Match', `"r${body.revision}"`).send({ settings: given });
    const refused = await change({ exitOffices: ['31'] }).expect(400);
    expect(refused.body.violations).toMatchObject([{ code: 'office-unknown', pointer: '/settings/exitOffices' }]);
    await change(settings).expect(200);
    const line = exampleLine(1, { hsCode: '5407520000' });
    const there = { goods: [line, { ...line, line: 2 }], customsOffice: '2921', exitOffice: '2248' };
    expect(await findingsOf(there)).toEqual(['warning office-not-of-market /exitOffice']);
  });

  it('is submitted all the same, until an administrator dates the rule to refuse', async () => {
    const rule = { code: 'hs-code-unknown', validFrom: '2021-12-28', refusesFrom: '2021-12-28', source: '通知' };
    const draft = await drafted(office, { containers: [] });
    await submit(office, draft).expect(200);
    await office.as('admin').post('/v1/trade-rules').send(rule).expect(201);
    const second = declaration({ containers: [] });
    const { body } = await office.as('brokerA').post('/v1/declarations').send(second).expect(201);
    expect(codesOf((await submit(office, body).expect(422)).body.violations)).toEqual([
      'error hs-code-unknown /goods/0/hsCode',
      'error hs-code-unknown /goods/1/hsCode',
    ]);
  });
});
