import { SEED_ENTRIES } from '../data/index.js';
import { CODE_TABLES, type CodeEntry, codeTables, type HsRule } from './code-tables.js';

const entry = (code: string, validFrom: string, validTo: string | null, name = code): CodeEntry => ({
  table: 'unit',
  code,
  name,
  nameEn: `${name} (en)`,
  validFrom,
  validTo,
});
const rule = (prefix: string, flag: HsRule['flag'], validFrom: string, validTo: string | null = null): HsRule => ({
  prefix,
  flag,
  validFrom,
  validTo,
  refusesFrom: null,
});

describe('a code', () => {
  const tables = codeTables(
    [entry('030', '2018-01-01', null, 'new'), entry('030', '2000-01-01', '2015-12-31', 'old')],
    [],
  );

  it.each([
    ['1999-12-31', false],
    ['2000-01-01', true],
    ['2015-12-31', true],
    ['2016-01-01', false],
    ['2018-01-01', true],
    ['2099-01-01', true],
  ])('on %s is valid: %s', (day, valid) => expect(tables.has('unit', '030', day)).toBe(valid));

  it('has its latest name, and is its own name when it is unknown', () => {
    expect(tables.name('unit', '030', 'zh')).toBe('new');
    expect(tables.name('unit', '030', 'en')).toBe('new (en)');
    expect(tables.name('unit', '999', 'zh')).toBe('999');
    expect(tables.has('country', '030', '2020-01-01')).toBe(false);
  });
});

describe('a commodity code', () => {
  const tables = codeTables(
    [],
    [
      rule('54', 'inspection', '2020-01-01', '2020-12-31'),
      rule('5407520090', 'export-duty', '2021-06-01'),
      rule('540752', 'ineligible', '2021-01-01'),
    ],
  );

  it.each([
    ['5407520090', '2019-12-31', ''],
    ['5407520090', '2020-12-31', 'inspection'],
    ['5407520090', '2021-01-01', 'ineligible'],
    ['5407520090', '2021-06-01', 'ineligible exportDuty'],
    ['5407520010', '2021-06-01', 'ineligible'],
    ['5512190000', '2020-06-01', ''],
    ['', '2020-06-01', ''],
  ])('%s on %s is flagged "%s"', (hsCode, day, flags) => {
    const held = Object.entries(tables.hsFlags(hsCode, day)).filter(([, set]) => set);
    expect(held.map(([name]) => name).join(' ')).toBe(flags);
  });
});

describe('a prefix that is announced to become ineligible', () => {
  const tables = codeTables(
    [],
    [
      { ...rule('54', 'ineligible', '2026-11-01', '2027-12-31'), refusesFrom: '2027-03-01' },
      { ...rule('5407', 'ineligible', '2026-12-01'), refusesFrom: '2027-01-01' },
    ],
  );

  it.each([
    ['5402000000', '2026-10-31', false, null],
    ['5402000000', '2026-11-01', false, '2027-03-01'],
    ['5402000000', '2027-02-28', false, '2027-03-01'],
    ['5402000000', '2027-03-01', true, null],
    ['5402000000', '2028-01-01', false, null],
    ['5407520090', '2026-12-01', false, '2027-01-01'], // the earlier of two announcements counts
    ['5407520090', '2027-01-01', true, null], // what is refused is not announced any more
  ])('%s on %s: ineligible %s, announced for %s', (hsCode, day, ineligible, ineligibleFrom) => {
    expect(tables.hsFlags(hsCode, day)).toMatchObject({ ineligible, ineligibleFrom });
  });
});

describe('the codes of a fresh installation', () => {
  it('are in every table that is not put by an administrator, each once, with a name in both languages', () => {
    const put = ['hs-code', 'port', 'domestic-port', 'domestic-area', 'document', 'levy-nature', 'levy-mode'];
    const seeded = CODE_TABLES.filter((table) => !put.includes(table));
    expect(new Set(SEED_ENTRIES.map(({ table }) => table))).toEqual(new Set(seeded));
    const keys = SEED_ENTRIES.map(({ table, code }) => `${table} ${code}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(SEED_ENTRIES.filter(({ code, name, nameEn }) => !code || !name || !nameEn)).toEqual([]);
    expect(SEED_ENTRIES.filter(({ table }) => table === 'hs-chapter')).toHaveLength(96);
  });
});
