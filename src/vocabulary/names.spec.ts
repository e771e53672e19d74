import { countryCodes, countryName, isCountry, toAlpha3 } from './country.js';
import { currencyCodes, currencyName, isCurrency } from './currency.js';
import { KILOGRAM, UNITS } from './unit.js';

describe('country', () => {
  test.each([
    ['NGA', '尼日利亚', 'Nigeria'],
    ['HKG', '中国香港', 'Hong Kong, China'],
    ['MAC', '中国澳门', 'Macao, China'],
    ['TWN', '中国台湾', 'Taiwan, China'],
    ['ARE', '阿联酋', 'United Arab Emirates'],
    ['COD', '刚果(金)', 'Democratic Republic of the Congo'],
    ['KOR', '韩国', 'Republic of Korea'],
    ['ESH', '西撒哈拉', 'Western Sahara'],
    ['IDN', '印度尼西亚', 'Indonesia'],
    ['ZZZ', '国(地)别不详', 'Unknown country'],
    ['QQQ', 'QQQ', 'QQQ'],
    ['constructor', 'constructor', 'constructor'],
  ])('%s is called %s and %s', (code, zh, en) => {
    expect([countryName(code, 'zh'), countryName(code, 'en')]).toEqual([zh, en]);
  });

  test.each([
    ['NG', 'NGA'],
    ['nga', 'NGA'],
    ['566', 'NGA'],
    ['尼日利亚', 'NGA'],
    ['Nigeria', 'NGA'],
    [' NIGERIA ', 'NGA'],
    ['004', 'AFG'],
    ['香港', 'HKG'],
    ['中国台湾省', 'TWN'],
    ['刚果（金）', 'COD'],
    ['刚果(布)', 'COG'],
    ['孟加拉', 'BGD'],
    ['印尼', 'IDN'],
    ['阿拉伯联合酋长国', 'ARE'],
    ['UAE', 'ARE'],
    ['Cote d’Ivoire', 'CIV'],
    ["CÔTE D'IVOIRE", 'CIV'],
    ['The Netherlands', 'NLD'],
    ['Viet Nam', 'VNM'],
    ['Turkiye', 'TUR'],
    ['Korea, Republic of', 'KOR'],
  ])('reads %s as %s', (text, code) => expect(toAlpha3(text)).toBe(code));

  test.each([
    '',
    ' ',
    'Atlantis',
    '亚特兰蒂斯',
    'Congo',
    '刚果',
    'XKK',
    'XKX',
    'ZZZ',
    '4',
    '502',
    '---',
    'x'.repeat(10_000),
  ])('does not guess what %.20j is', (text) => expect(toAlpha3(text)).toBeNull());

  it('finds every country by each of its codes and names, in both languages', () => {
    expect(countryCodes()).toHaveLength(249);
    for (const code of countryCodes()) {
      const names = [code, code.toLowerCase(), countryName(code, 'zh'), countryName(code, 'en')];
      expect(names.map(toAlpha3)).toEqual(names.map(() => code));
      expect(countryName(code, 'zh')).toMatch(/\p{Script=Han}/u);
    }
  });

  it('takes alpha-3 only where a declaration names a country', () => {
    expect([isCountry('NGA'), isCountry('HKG'), isCountry('TWN')]).toEqual([true, true, true]);
    for (const code of ['NG', 'nga', '566', 'XXX', 'ZZZ', 'XKK', '', 'toString']) expect(isCountry(code)).toBe(false);
  });
});

describe('currency', () => {
  test.each([
    ['USD', '美元', 'US Dollar'],
    ['CNY', '人民币', 'Yuan Renminbi'],
    ['EUR', '欧元', 'Euro'],
    ['HKD', '港币', 'Hong Kong Dollar'],
    ['XXX', 'XXX', 'XXX'],
  ])('%s is called %s and %s', (code, zh, en) => {
    expect([currencyName(code, 'zh'), currencyName(code, 'en')]).toEqual([zh, en]);
  });

  it('knows the currencies of ISO 4217 and nothing else', () => {
    for (const code of ['usd', 'US', '502', '142', 'XAU', 'XXX', 'XTS', '', 'RMB'])
      expect(isCurrency(code)).toBe(false);
    for (const code of currencyCodes()) {
      expect(code).toMatch(/^[A-Z]{3}$/);
      expect(currencyName(code, 'zh')).toMatch(/^\p{Script=Han}+$/u);
      expect(currencyName(code, 'en')).toMatch(/^[\p{Script=Latin} ’()]+$/u);
    }
    expect(new Set(currencyCodes()).size).toBeGreaterThanOrEqual(155);
  });
});

describe('unit', () => {
  it('has one name in each language for each three-digit code', () => {
    expect(new Set(UNITS.map(({ code }) => code)).size).toBe(UNITS.length);
    for (const { code, zh, en } of UNITS) {
      expect(code).toMatch(/^\d{3}$/);
      expect(zh).toMatch(/^\p{Script=Han}+$/u);
      expect(en).toMatch(/^[A-Za-z (),-]+$/);
    }
  });

  it.each([
    [KILOGRAM, '千克', 'kilogram'],
    ['030', '米', 'metre'],
    ['011', '件', 'piece'],
    ['007', '个', 'each'],
    ['025', '双', 'pair'],
    ['070', '吨', 'tonne'],
  ])('%s is %s', (code, zh, en) => expect(UNITS).toContainEqual({ code, zh, en }));
});
