import fc from 'fast-check';
import { breachesOfLimits, JSON_LIMITS } from './json-limits.js';

const found = (text: string) => breachesOfLimits(text).map(({ code, pointer }) => `${pointer} ${code}`);
const list = (length: number, element = '0') => `[${Array<string>(length).fill(element).join(',')}]`;
const wide = (names: number) => `{${Array.from({ length: names }, (_, index) => `"n${index}":1`).join(',')}}`;

describe('the limits of a JSON body', () => {
  it.each<[string, string, string[]]>([
    ['a name given twice', '{"a":{"b":1,"c":[{"b":1}],"b":2}}', ['/a/b field-repeated']],
    ['a name given twice, once with an escape', '{"b":1,"\\u0062":2}', ['/b field-repeated']],
    ['a name that needs escaping in a pointer', '{"a/b~":1,"a/b~":2}', ['/a~1b~0 field-repeated']],
    ['__proto__', '{"reference":"P-1","__proto__":{"a":1}}', ['/__proto__ field-unknown']],
    ['constructor, inside', '{"goods":[{},{"constructor":{"a":1}}]}', ['/goods/1/constructor field-unknown']],
    ['prototype, in disguise', '{"\\u0070rototype":1}', ['/prototype field-unknown']],
    [
      'both, and more',
      '{"constructor":1,"constructor":2}',
      ['/constructor field-unknown', '/constructor field-unknown', '/constructor field-repeated'],
    ],
    ['201 names in an object', `{"a":[${wide(201)}]}`, ['/a/0 object-too-wide']],
    ['60,000 names', wide(60_000), [' object-too-wide']],
    ['2,001 elements', `{"goods":${list(2_001)}}`, ['/goods array-too-long']],
    ['17 levels', '['.repeat(17) + ']'.repeat(17), ['/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0 nesting-too-deep']],
    ['more values than any body needs', list(200, list(2_000)), [' body-too-many-values']],
  ])('are broken by %s', (_, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each<[string, string]>([
    ['200 names in each object', list(100, wide(200))],
    ['2,000 elements', list(2_000)],
    ['16 levels', '['.repeat(16) + ']'.repeat(16)],
    ['the same name in objects beside and inside each other', '{"a":{"a":1},"b":[{"a":1},{"a":2}]}'],
    ['names as values, quotes and braces in texts', '{"a":"constructor","b":["a","a","\\\\","\\"{,:\\"","}"]}'],
  ])('allow %s', (_, text) => {
    expect(found(text)).toEqual([]);
    expect(() => JSON.parse(text) as unknown).not.toThrow();
  });

  it('are kept by whatever JSON has no name twice, and nothing but a repetition is added by repeating', () => {
    const value = fc.dictionary(
      fc.string().filter((name) => !['__proto__', 'constructor', 'prototype'].includes(name)),
      fc.jsonValue({ maxDepth: 5 }).filter((json) => !/"(__proto__|constructor|prototype)"/.test(JSON.stringify(json))),
      { minKeys: 1 },
    );
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 1, '\t'), (json, indent) => {
        const text = JSON.stringify(json, null, indent);
        expect(found(text)).toEqual([]);
        const [name = ''] = Object.keys(JSON.parse(text) as object);
        const repeated = `${text.trimEnd().slice(0, -1)},${JSON.stringify(name)}:null}`;
        expect(breachesOfLimits(repeated).map(({ code }) => code)).toEqual(['field-repeated']);
      }),
    );
  });

  it('make no text, however broken, a fault of ours', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '\\', 'a', ' '), { maxLength: 60 }),
        (parts) => {
          expect(breachesOfLimits(parts.join('')).length).toBeLessThanOrEqual(parts.length);
        },
      ),
    );
    expect(JSON_LIMITS.keys).toBe(200);
  });
});
