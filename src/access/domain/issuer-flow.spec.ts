import { flowCookie, flowFrom, pathOrRoot } from './issuer-flow.js';

const FLOW = { state: 's', nonce: 'n', codeVerifier: 'v', returnTo: '/board?market=KQ-CTC' };

describe('what a browser holds while it is at the issuer', () => {
  it('is read as it was written, and from no other text', () => {
    const cookie = flowCookie(FLOW).split(';')[0] ?? '';
    expect(flowFrom(`a=b; ${cookie}; c=d`)).toEqual(FLOW);
    for (const header of [
      undefined,
      '',
      'a=b',
      `x${cookie}`,
      '__Host-loomgate-issuer=AAAA',
      '__Host-loomgate-issuer=bnVsbA',
    ]) {
      expect(flowFrom(header)).toBeNull();
    }
  });

  it.each([
    ['/todo', '/todo'],
    ['//elsewhere.example', '/'],
    ['/\\elsewhere.example', '/'],
    ['https://elsewhere.example', '/'],
    ['', '/'],
    [undefined, '/'],
    ['/a\r\nSet-Cookie: x', '/'],
  ])('%j leads to %j', (path, expected) => expect(pathOrRoot(path)).toBe(expected));
});
