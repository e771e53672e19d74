import { languageOf } from './language.js';

describe('language', () => {
  test.each([
    [undefined, 'zh'],
    ['', 'zh'],
    ['zh-CN', 'zh'],
    ['en', 'en'],
    ['en-US,en;q=0.9,zh;q=0.8', 'en'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['en;q=0.5, zh;q=0.7', 'zh'],
    ['fr, en;q=0.4', 'en'],
    ['fr', 'zh'],
    ['*', 'zh'],
    ['EN-gb', 'en'],
    ['zh;q=0, en;q=0.1', 'en'],
    ['en;q=0', 'zh'],
    ['en;q=oops, zh;q=0.1', 'zh'],
    [';;;,,,q=1', 'zh'],
    ['x'.repeat(100_000), 'zh'],
  ])('of %.40j is %s', (header, expected) => expect(languageOf(header)).toBe(expected));
});
