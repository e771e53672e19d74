import { isEntryId, parseEntryId } from './entry-id.js';
import { chapterOf, isHsCode } from './hs-code.js';
import { isId, newId } from '../id.js';

describe('HS code', () => {
  test.each(['5407520090', '0000000000'])('accepts %s', (code) => expect(isHsCode(code)).toBe(true));
  test.each(['540752009', '54075200901', '5407.520090', '5407 52009', '540752009A', '5407520090\n', '５407520090', ''])(
    'refuses %j',
    (code) => expect(isHsCode(code)).toBe(false),
  );
  it('begins with its chapter', () => expect(chapterOf('5407520090')).toBe('54'));
});

describe('customs number', () => {
  it('comes apart into office, year, flag and serial', () => {
    expect(parseEntryId('530120180015613989')).toEqual({
      office: '5301',
      year: '2018',
      flag: '0',
      serial: '015613989',
    });
    expect(parseEntryId('290620210070000001')).toEqual({
      office: '2906',
      year: '2021',
      flag: '0',
      serial: '070000001',
    });
  });

  test.each([
    '29062021007000000',
    '2906202100700000011',
    '290619990070000001',
    '290620212070000001',
    '29062021E070000001',
    ' 290620210070000001',
    '290620210070000001\n',
    '',
  ])('refuses %j', (text) => {
    expect(isEntryId(text)).toBe(false);
    expect(parseEntryId(text)).toBeNull();
  });
});

describe('id', () => {
  const ids = Array.from({ length: 20_000 }, newId);

  it('is a UUID of version 7 and variant 10', () => {
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('rises strictly within a process', () => {
    for (const [index, id] of ids.entries()) expect(id > (ids[index - 1] ?? '')).toBe(true);
  });

  test.each([
    '',
    'x',
    '0190163d-8694-739b-aea5-966c26f8ad9',
    '0190163d-8694-739b-aea5-966c26f8ad911',
    '{0190163d-8694-739b-aea5-966c26f8ad91}',
  ])('is not %j', (text) => expect(isId(text)).toBe(false));
  it('may be any UUID, so that a foreign one is merely not found', () => {
    expect(isId('F47AC10B-58CC-4372-A567-0E02B2C3D479')).toBe(true);
  });
});
