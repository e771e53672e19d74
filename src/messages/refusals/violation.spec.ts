import { refuse, Refusal, REFUSAL_STATUS, type RefusalKind } from './refusal.js';
import {
  foldConsequential,
  hasErrors,
  pointer,
  renderViolation,
  violation,
  type Violation,
  type ViolationCode,
} from './violation.js';

const at = (place: string, code: ViolationCode, params?: Record<string, string>): Violation =>
  violation(code, place, params);
const foldedOf = (list: Violation[]): string[] =>
  foldConsequential(list).map(({ code, pointer: place }) => `${place} ${code}`);

describe('pointer', () => {
  test.each([
    [[], ''],
    [['goods', 0, 'hsCode'], '/goods/0/hsCode'],
    [['a/b', 'c~d', '~1', ''], '/a~1b/c~0d/~01/'],
  ])('of %j is %s', (segments, expected) => expect(pointer(...segments)).toBe(expected));
});

describe('violation', () => {
  it('blocks unless it is a warning, and carries params only when there are some', () => {
    expect(violation('uscc-invalid', '/consignor/uscc')).toEqual({
      code: 'uscc-invalid',
      severity: 'error',
      pointer: '/consignor/uscc',
    });
    expect(violation('near-ceiling', '', { usd: '140000.00' }, 'warning')).toEqual({
      code: 'near-ceiling',
      severity: 'warning',
      pointer: '',
      params: { usd: '140000.00' },
    });
  });

  it('blocks a list as soon as one error is in it', () => {
    expect(hasErrors([])).toBe(false);
    expect(hasErrors([violation('near-ceiling', '', {}, 'warning')])).toBe(false);
    expect(hasErrors([violation('near-ceiling', '', {}, 'warning'), at('', 'ceiling-exceeded')])).toBe(true);
  });

  it('is rendered in either language, naming the field its pointer names', () => {
    const missing = at('/goods/3/unit', 'required-missing');
    expect(renderViolation(missing, 'zh').message).toBe('缺少必填项：计量单位。');
    expect(renderViolation(missing, 'en').message).toBe('A required field is missing: unit.');
    expect(Object.keys(renderViolation(missing, 'en'))).toEqual([
      'code',
      'severity',
      'pointer',
      'message',
      'remedy',
      'source',
    ]);
  });
});

describe('the source of a violation', () => {
  it('is rendered in the language of the reader', () => {
    const found = at('/goods', 'ceiling-exceeded');
    expect(renderViolation(found, 'zh').source).toContain('海关总署公告 2019 年第 221 号');
    expect(renderViolation(found, 'en').source).toContain('GACC Announcement 2019 No. 221');
  });

  it('is left out where the message names none', () => {
    expect(renderViolation(at('/name', 'text-too-long'), 'en')).not.toHaveProperty('source');
  });
});

describe('field of a violation', () => {
  test.each([
    ['/customsOffice', 'customsOffice', '申报地海关'],
    ['/consignor/name', 'name', '境内发货人'],
    ['/goods/0/name', 'name', '品名'],
    ['/freight/value', undefined, '运费'],
    ['/goods/0/packages', 'packages', '件数'],
    ['/query/from', undefined, '起始日期（from）'],
    ['', 'grossWeightKg', '毛重（千克）'],
    ['/fields/0/text', 'text', '答复内容'],
    ['/receipts/0/text', 'text', '回执内容'],
    ['/a~1b', undefined, 'a/b'],
  ])('at %s, given as %s, reads %s', (place, field, expected) => {
    const rendered = renderViolation(at(place, 'required-missing', field === undefined ? undefined : { field }), 'zh');
    expect(rendered.message).toBe(`缺少必填项：${expected}。`);
  });

  it('is left out where nothing names it', () => {
    expect(renderViolation(at('', 'required-missing'), 'zh').message).toBe('缺少必填项。');
  });
});

describe('folding', () => {
  test.each<[string, Violation[], string[]]>([
    ['nothing', [], []],
    ['unrelated errors', [at('/a', 'uscc-invalid'), at('/b', 'uscc-invalid')], ['/a uscc-invalid', '/b uscc-invalid']],
    [
      'a rule about what is missing',
      [at('/currency', 'rate-missing'), at('/currency', 'required-missing')],
      ['/currency required-missing'],
    ],
    [
      'what lies inside something missing',
      [at('/consignor', 'required-missing'), at('/consignor/uscc', 'required-missing')],
      ['/consignor required-missing'],
    ],
    [
      'a neighbour with a longer name',
      [at('/con', 'required-missing'), at('/consignor', 'uscc-invalid')],
      ['/con required-missing', '/consignor uscc-invalid'],
    ],
    [
      'the length of what has the wrong type',
      [at('/name', 'text-too-long'), at('/name', 'type-wrong')],
      ['/name type-wrong'],
    ],
    [
      'two faults of one text',
      [at('/name', 'text-too-long'), at('/name', 'text-forbidden-character')],
      ['/name text-too-long', '/name text-forbidden-character'],
    ],
    [
      'a rate of no currency',
      [at('/currency', 'currency-unknown'), at('/currency', 'rate-missing')],
      ['/currency currency-unknown'],
    ],
    [
      'an ineligible code that is none',
      [at('/goods/0/hsCode', 'hs-code-ineligible'), at('/goods/0/hsCode', 'hs-code-invalid')],
      ['/goods/0/hsCode hs-code-invalid'],
    ],
    [
      'containers without goods',
      [at('/goods', 'required-missing'), at('/containers/0/goodsLines/0', 'goods-line-unknown')],
      ['/goods required-missing'],
    ],
    [
      'containers with goods',
      [at('/goods/0/unit', 'required-missing'), at('/containers/0/goodsLines/0', 'goods-line-unknown')],
      ['/goods/0/unit required-missing', '/containers/0/goodsLines/0 goods-line-unknown'],
    ],
    ['nearness to an exceeded ceiling', [at('', 'near-ceiling'), at('', 'ceiling-exceeded')], [' ceiling-exceeded']],
    ['a body that is no object', [at('/goods', 'required-missing'), at('', 'type-wrong')], [' type-wrong']],
    [
      'an exact repeat',
      [at('/a', 'uscc-invalid', { value: '1' }), at('/a', 'uscc-invalid', { value: '1' })],
      ['/a uscc-invalid'],
    ],
    [
      'the same rule about two values',
      [at('/a', 'goods-line-unknown', { line: '1' }), at('/a', 'goods-line-unknown', { line: '2' })],
      ['/a goods-line-unknown', '/a goods-line-unknown'],
    ],
  ])('of %s', (_, list, expected) => expect(foldedOf(list)).toEqual(expected));

  it('does not let a warning hide an error', () => {
    expect(foldedOf([violation('required-missing', '/a', {}, 'warning'), at('/a', 'uscc-invalid')])).toHaveLength(2);
  });

  it('stays fast for thousands of breaches', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => at(`/goods/${index}/hsCode`, 'hs-code-invalid'));
    const begin = process.hrtime.bigint();
    expect(foldConsequential(many)).toHaveLength(20_000);
    expect(process.hrtime.bigint() - begin).toBeLessThan(2_000_000_000n);
  });
});

describe('refusal', () => {
  test.each(Object.entries(REFUSAL_STATUS))('of the kind %s answers with %i', (kind, status) => {
    expect(refuse(kind as RefusalKind, 'not-found').status).toBe(status);
  });

  it('is an error that names its code and carries what was broken', () => {
    const broken = [at('/a', 'uscc-invalid')];
    const refusal = refuse('rule-broken', 'reference-taken', { reference: 'DC-1', first: 'x' }, broken);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toBeInstanceOf(Error);
    expect(refusal).toMatchObject({
      kind: 'rule-broken',
      code: 'reference-taken',
      params: { reference: 'DC-1', first: 'x' },
    });
    expect(refusal.violations).toEqual(broken);
    expect(refusal.message).toBe(
      'reference-taken: The reference DC-1 already stands for another content (first used by x).',
    );
  });
});
