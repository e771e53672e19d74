import { peerOf } from './address.js';

describe('what counts as one address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:0:1:aaaa:bbbb:cccc:dddd', '2001:db8:0:1::/64'],
    ['2001:0DB8:0000:0001::7', '2001:db8:0:1::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['', ''],
  ])('%j is %j', (address, peer) => {
    expect(peerOf(address)).toBe(peer);
  });

  it('is the same for all addresses of an IPv6 network of 64 bits, and another for its neighbour', () => {
    expect(peerOf('2001:db8:0:1::1')).toBe(peerOf('2001:db8:0:1:ffff::2'));
    expect(peerOf('2001:db8:0:1::1')).not.toBe(peerOf('2001:db8:0:2::1'));
  });
});
