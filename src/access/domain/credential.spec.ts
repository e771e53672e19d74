import { credentialText, parseCredential, secretFrom } from './credential.js';

const ID = '0190a0b0-c0d0-7000-8000-000000000001';
const SECRET = 'A'.repeat(43);
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

describe('a key as people hold it', () => {
  it('is read as it was written', () => {
    expect(parseCredential(credentialText(ID, SECRET))).toEqual({ id: ID, secret: SECRET });
  });

  it.each([
    '',
    'lg_',
    'lg_x_y',
    `lg_${ID}_${SECRET}`,
    `${credentialText(ID, SECRET)}x`,
    ` ${credentialText(ID, SECRET)}`,
  ])('is not %j', (text) => expect(parseCredential(text)).toBeNull());
});

describe('an Authorization header', () => {
  it.each([
    ['Bearer abc', 'abc'],
    ['bearer abc', 'abc'],
    [basic('anybody:abc'), 'abc'],
    [basic(':a:b'), 'a:b'],
    [basic('no colon'), null],
    ['Basic', null],
    ['Digest abc', null],
    ['', null],
    [undefined, null],
  ])('%j carries %j', (header, secret) => expect(secretFrom(header)).toBe(secret));
});
