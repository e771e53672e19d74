import { isExpected } from '../../messages/refusals/revision.js';
import { revisionsOf } from './if-match.js';

describe('If-Match', () => {
  it.each<[string, readonly number[] | null]>([
    ['"r1"', [1]],
    [' "r12" ', [12]],
    ['*', null],
    ['"zzz", "r1"', [1]],
    ['"r1","r2" , "r3"', [1, 2, 3]],
    [', "r1",, "r2",', [1, 2]],
    ['"a,b", "r1"', [1]],
    ['"a, \'r2\'"', []],
    ['W/"r1", "r2"', [2]],
    ['W/"r1"', []],
    ['"r1" "r2"', []],
    ['"zzz", *', []],
    ['r1', []],
    ['"r01x"', []],
    ['"r-1"', []],
    ['', []],
  ])('of %j names %j', (header, revisions) => {
    expect(revisionsOf(header)).toEqual(revisions);
  });

  it('is read in linear time, however long', () => {
    const started = process.cpuUsage();
    expect(revisionsOf(`${'"a" , '.repeat(3_000)}x`)).toEqual([]);
    expect(revisionsOf(`${' '.repeat(16_000)}x`)).toEqual([]);
    expect(process.cpuUsage(started).user).toBeLessThan(2_000_000);
  });

  it.each<[readonly number[] | null, boolean]>([
    [null, true],
    [[3], true],
    [[1, 3], true],
    [[2], false],
    [[], false],
  ])('of revisions %j lets a change of revision 3 pass: %s', (expected, passes) => {
    expect(isExpected(expected, 3)).toBe(passes);
  });
});
