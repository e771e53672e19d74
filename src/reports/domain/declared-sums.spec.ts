import { breachTexts } from '../../../test/samples/example.js';
import type { Violation } from '../../messages/refusals/violation.js';
import { sumKeysOf } from './declared-sums.js';

const read = (by: string, from = '2021-12-01', to = '2021-12-31') => {
  const keys = sumKeysOf(by, from, to);
  return keys.some((key) => typeof key !== 'string') ? breachTexts(keys as Violation[]) : keys;
};

describe('what declared values are added up by', () => {
  it.each<[string, [string, string?, string?], string[]]>([
    ['one key', ['container'], ['container']],
    ['several, in one order', ['day, container,buyer'], ['container', 'buyer', 'day']],
    ['an unknown key', ['container,stall'], ['dimension-unknown /query/by']],
    ['a key twice', ['day,day'], ['dimension-unknown /query/by']],
    ['nothing', [''], ['dimension-unknown /query/by']],
    ['31 days', ['day', '2021-12-01', '2021-12-31'], ['day']],
    ['32 days', ['day', '2021-12-01', '2022-01-01'], ['range-too-long /query/to']],
    [
      'a reversed range, beside another breach',
      ['x', '2021-12-02', '2021-12-01'],
      ['dimension-unknown /query/by', 'range-reversed /query/from'],
    ],
  ])('%s', (_, question, expected) => {
    expect(read(...question)).toEqual(expected);
  });
});
