import { changedPointers } from './changed-pointers.js';

describe('changed pointers', () => {
  it.each<[string, unknown, unknown, string[]]>([
    ['nothing', { a: 1, b: { c: [1] } }, { b: { c: [1] }, a: 1 }, []],
    ['what is missing and what is null', { a: null }, { b: undefined }, []],
    ['a value', { a: 1 }, { a: 2 }, ['/a']],
    ['a value inside', { a: { b: '1' } }, { a: { b: '2', c: 3 } }, ['/a/b', '/a/c']],
    ['an element, and one more', { a: [{ b: 1 }] }, { a: [{ b: 2 }, { b: 3 }] }, ['/a/0/b', '/a/1']],
    ['an element less', { a: [1, 2] }, { a: [1] }, ['/a/1']],
    ['another kind of value', { a: [] }, { a: {} }, ['/a']],
    ['a name that needs escaping', { 'a/b': 1 }, {}, ['/a~1b']],
    ['everything', null, { a: 1 }, ['']],
  ])('name %s', (_, before, after, expected) => {
    expect(changedPointers(before, after)).toEqual(expected);
  });

  it('name the fields of the document alone where there are too many', () => {
    const lines = (value: number) => ({ goods: Array.from({ length: 101 }, () => ({ value })), other: value });
    expect(changedPointers(lines(1), lines(2))).toEqual(['/goods', '/other']);
  });
});
