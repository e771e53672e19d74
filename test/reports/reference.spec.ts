import { SYSTEM } from '../../src/platform/database/actor.js';
import { Markets } from '../../src/markets/markets.service.js';
import { recordParties } from '../../src/parties/parties.js';
import { loadCodeTables } from '../../src/reference/code-tables.js';
import { ratesOf } from '../../src/reference/rates.js';
import { newId } from '../../src/vocabulary/id.js';
import { useOffice } from '../support/office.js';

const office = useOffice();
const DAY = '2021-12-28';

describe('a fresh database', () => {
  it('knows the 39 pilot markets, of which Keqiao and Yiwu have a customs office', async () => {
    const markets = await office.database.transaction(SYSTEM, (tx) => office.get(Markets).all(tx));
    expect(markets).toHaveLength(39);
    expect(markets.filter((m) => m.customsOffice).map((m) => [m.code, m.customsOffice])).toEqual([
      ['KQ-CTC', '2906'],
      ['YW-ICC', '2921'],
    ]);
    expect(markets.every((m) => !m.codeVerified && m.cutOff === '20:00' && m.followUpSince === null)).toBe(true);
  });

  it.each([
    ['customs-office', '3104', '北仑海关'],
    ['customs-office', '2906', '绍兴海关'],
    ['unit', '030', '米'],
    ['trade-terms', 'C&I', '成本加保险费'],
    ['transport-mode', '2', '水路运输'],
    ['package-type', '06', '包/袋'],
    ['currency', 'USD', '美元'],
    ['country', 'NGA', '尼日利亚'],
    ['hs-chapter', '54', '化学纤维长丝'],
    ['hs-heading', '5407', '合成纤维长丝机织物'],
  ] as const)('knows %s %s as %s', async (table, code, name) => {
    const tables = await office.database.transaction(SYSTEM, loadCodeTables);
    expect(tables.has(table, code, DAY)).toBe(true);
    expect(tables.name(table, code, 'zh')).toBe(name);
    expect(tables.has(table, 'nowhere', DAY)).toBe(false);
  });
});

describe('the memory of the code tables', () => {
  it('ends with the transaction that changes them, and a rolled-back change is never cached', async () => {
    const before = await office.database.transaction(SYSTEM, loadCodeTables);
    const rule = [newId(), '5407', 'inspection', '2021-01-01', null, 'test'];
    const add = 'INSERT INTO hs_rule (id, prefix, flag, valid_from, valid_to, source) VALUES ($1, $2, $3, $4, $5, $6)';
    const undone = office.database.transaction(SYSTEM, async (tx) => {
      await tx.run(add, rule);
      expect((await loadCodeTables(tx)).hsFlags('5407520090', DAY).inspection).toBe(true);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await office.database.transaction(SYSTEM, loadCodeTables)).toBe(before);
    await office.database.transaction(SYSTEM, (tx) => tx.run(add, rule));
    const after = await office.database.transaction(SYSTEM, loadCodeTables);
    expect(after.hsFlags('5407520090', DAY)).toMatchObject({ ineligible: false, exportDuty: false, inspection: true });
  });
});

it('has no rates of a month until somebody puts them', async () => {
  expect(await office.database.transaction(SYSTEM, (tx) => ratesOf(tx, ['2021-12']))).toEqual(new Map());
});

it('records a party once, under the name of its latest day', async () => {
  const see = (name: string, day: string) =>
    office.database.transaction(office.actor('brokerA'), (tx) =>
      recordParties(tx, [
        {
          ...{ role: 'consignor', idType: 'USCC', idNumber: '91330621MA00000066' },
          ...{ name, customsOffice: '2906', day },
        },
      ]),
    );
  await see('新名', '2021-12-28');
  await see('旧名', '2021-10-19');
  expect(await office.rows('SELECT name, first_seen_on, last_seen_on FROM party')).toEqual([
    { name: '新名', first_seen_on: '2021-10-19', last_seen_on: '2021-12-28' },
  ]);
});
