import { MESSAGES, isMessageCode, render, type MessageCode } from './index.js';
import { CODES } from './codes.js';
import { DECLARATIONS } from './declaration.js';
import { IDENTIFIERS } from './identifiers.js';
import { STATES } from './states.js';

const CONTRACT = `ceiling-exceeded near-ceiling hs-code-invalid hs-code-ineligible uscc-invalid container-number-invalid
  too-many-items goods-line-duplicate goods-line-unknown net-above-gross totals-do-not-tie country-unknown currency-unknown
  unit-unknown office-unknown terms-unknown charges-exceed-total rate-missing simplified-not-allowed required-missing
  reference-taken`.split(/\s+/);

const entries = Object.entries(MESSAGES) as [MessageCode, (typeof MESSAGES)[MessageCode]][];
const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
const everyParam = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, `<${name}>`]));

describe('messages', () => {
  it('has every code of the contract', () => {
    expect(CONTRACT.filter((code) => !isMessageCode(code))).toEqual([]);
    expect(isMessageCode('constructor')).toBe(false);
  });

  it('names the source of every trade rule', () => {
    const rules = { ...DECLARATIONS, ...IDENTIFIERS, ...CODES };
    expect(CONTRACT.filter((code) => !(code in rules))).toEqual([]);
    for (const { source } of Object.values(rules)) {
      expect(source.zh).toMatch(/^[^\s].*\p{Script=Han}.*。$/u);
      expect(source.en).toMatch(/^[A-Z].{5,}\.$/);
    }
  });

  it('has each code in one file only', () => {
    const parts = [DECLARATIONS, IDENTIFIERS, CODES, STATES].flatMap((part) => Object.keys(part));
    expect(new Set(parts).size).toBe(parts.length);
  });

  describe.each(entries)('%s', (code, { params, zh, en }) => {
    it('uses the params it declares, the same in both languages, and no other', () => {
      for (const { message, remedy } of [zh, en]) {
        for (const name of placeholders(message + remedy)) expect(params).toContain(name);
      }
      expect(new Set(placeholders(zh.message + zh.remedy))).toEqual(new Set(placeholders(en.message + en.remedy)));
      expect([...new Set(placeholders(en.message + en.remedy))].sort()).toEqual([...params].sort());
    });

    it.each(['zh', 'en'] as const)('reads as a sentence in %s, with and without its params', (language) => {
      for (const given of [{}, everyParam(params)]) {
        const { message, remedy } = render(code, given, language);
        for (const text of [message, remedy]) {
          expect(text).toMatch(language === 'zh' ? /^[^\s，。].*[。？]$/u : /^["A-Z].*[.?]$/);
          expect(text).not.toMatch(/[{}[\]—]|undefined| {2}| [.,;:]|[，：；]{2}|[，：；]。/);
        }
        expect(/\p{Script=Han}/u.test(message)).toBe(language === 'zh');
      }
    });

    it('punctuates Chinese as Chinese', () => {
      expect(zh.message + zh.remedy).not.toMatch(/\p{Script=Han}[,;:?!()]|[,;:?!()]\p{Script=Han}/u);
    });
  });
});

describe('rendering', () => {
  it('fills in what is known and leaves out the part that is not', () => {
    expect(render('rate-missing', { currency: 'EUR', month: '2021-12' }, 'en').message).toBe(
      'There is no customs rate for EUR in 2021-12.',
    );
    expect(render('rate-missing', { month: '2021-12' }, 'en').message).toBe('There is no customs rate in 2021-12.');
    expect(render('version-stale', { current: '' }, 'en').message).toBe('Somebody else has changed it.');
    expect(render('rate-missing', undefined, 'zh').message).toBe('没有适用的海关汇率。');
  });

  it('says the words of the contract in Chinese to Chinese readers', () => {
    expect(render('state-forbids', { status: 'released', action: 'replace' }, 'zh').message).toBe(
      '当前状态“已放行”不允许此操作：修改。',
    );
    expect(render('fact-parked', { reason: 'entry-id-taken' }, 'zh').message).toBe(
      '回执已保存但暂未入账（海关编号已属于另一票）。',
    );
    expect(render('inspection-step-known', { step: 'result', at: 'T', by: '关员' }, 'zh').message).toBe(
      '该查验的此步骤“查验结果”已有记录（T，关员）。',
    );
    expect(
      render('office-not-of-market', { value: '2901', market: 'KQ-CTC', offices: '2906, 3104' }, 'zh').message,
    ).toBe('市场 KQ-CTC 不使用该关区“杭州海关（2901）”，使用的是：绍兴海关（2906）、北仑海关（3104）。');
    expect(render('legal-unit-wrong', { value: '011', units: '030, 035', hsCode: '5407520000' }, 'en').message).toBe(
      'The unit piece (011) is no legal unit of the HS code 5407520000, which has metre (030), kilogram (035).',
    );
    expect(render('webhook-failing', { count: '2', reason: 'ECONNREFUSED' }, 'zh').message).toBe(
      '推送失败（已连续 2 次）：连接被拒绝（ECONNREFUSED）。',
    );
    expect(render('event-not-yours', { value: 'CUSR' }, 'zh').message).toContain('“海关放行（CUSR）”');
    expect(render('correction-unanswered', { value: '/goods/1/netWeightKg' }, 'zh').message).toBe(
      '字段“第 2 行的净重（千克）”尚未答复。',
    );
    expect(render('state-forbids', { status: 'brand-new' }, 'zh').message).toContain('brand-new');
    expect(render('amount-not-positive', { field: '/goods/0/quantity' }, 'zh').message).toBe('数值必须大于零：数量。');
    expect(render('amount-not-positive', { field: '/goods/0/quantity' }, 'en').message).toContain(': quantity');
    expect(render('required-missing', { field: 'consignor.uscc' }, 'zh').message).toContain('发货人信用代码');
  });

  it('list all the choices there are', () => {
    const choices = Array.from({ length: 40 }, (_, index) => `choice-${index}`);
    for (const language of ['zh', 'en'] as const) {
      const { remedy } = render('enum-invalid', { value: 'x', allowed: choices.join(', ') }, language);
      expect(choices.filter((choice) => !remedy.includes(choice))).toEqual([]);
    }
  });

  it('does not interpret, overflow or break on what somebody typed', () => {
    const typed = `{month} [x] $& $1 ${'长'.repeat(500)}`;
    const { message } = render('uscc-invalid', { value: typed }, 'en');
    expect(message).toContain('{month} [x] $& $1 长');
    expect([...message].length).toBeLessThan(250);
    const broken = render('uscc-invalid', { value: 'a\u0000b\nc\ud800d' }, 'zh').message;
    expect(broken).toContain('a b c d');
    expect(render('uscc-invalid', { constructor: 'x' }, 'en').message).not.toContain('x"');
  });
});
