import { isLoopback, isPublic, targetOf } from './targets.js';

const at =
  (...addresses: string[]) =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
const codeOf = async (url: string, policy: Parameters<typeof targetOf>[1]) =>
  targetOf(url, policy).then(
    ({ address }) => address,
    ({ code }: { code: string }) => code,
  );

describe('an address', () => {
  it.each([
    ...['10.1.2.3', '127.0.0.1', '127.9.9.9', '169.254.169.254', '172.31.0.1', '192.168.1.1', '100.64.0.1', '0.0.0.0'],
    ...['224.0.0.1', '255.255.255.255', '198.18.0.1', '::', '::1', 'fe80::1', 'fe80::1%eth0', 'fd00::1', 'ff02::1'],
    ...['::ffff:127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::a00:1', '2002:7f00:1::', '2001:db8::1', '::7f00:1'],
  ])('%s is not of the public internet', (address) => expect(isPublic(address)).toBe(false));

  it.each(['1.1.1.1', '172.32.0.1', '192.167.255.255', '100.128.0.1', '223.5.5.5', '2400:3200::1', '2606:4700::1111'])(
    '%s is',
    (address) => expect(isPublic(address)).toBe(true),
  );

  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('%s is the machine itself', (address) =>
    expect(isLoopback(address)).toBe(true),
  );
});

describe('where a webhook goes', () => {
  const production = { production: true, resolve: at('223.5.5.5') };

  it('is the address its name resolves to', async () => {
    expect(await targetOf('https://broker.example/hook?x=1', production)).toMatchObject({
      address: '223.5.5.5',
      family: 4,
    });
    const six = { production: true, resolve: at('2400:3200::1') };
    expect(await targetOf('https://broker.example', six)).toMatchObject({ address: '2400:3200::1', family: 6 });
  });

  it.each([
    ['http://broker.example/', 'webhook-url-invalid'],
    ['ftp://broker.example/', 'webhook-url-invalid'],
    ['https://user:word@broker.example/', 'webhook-url-invalid'],
    ['https://broker.example/#part', 'webhook-url-invalid'],
    ['broker.example', 'webhook-url-invalid'],
    ['https://127.0.0.1/', 'webhook-address-refused'],
    ['https://2130706433/', 'webhook-address-refused'],
    ['https://0x7f.1/', 'webhook-address-refused'],
    ['https://[::1]/', 'webhook-address-refused'],
    ['https://[::ffff:10.0.0.1]/', 'webhook-address-refused'],
    ['http://127.0.0.1/', 'webhook-address-refused'],
  ])('%s is refused in production: %s', async (url, code) => expect(await codeOf(url, production)).toBe(code));

  it('is refused when any address of its name is inside', async () => {
    const two = { production: true, resolve: at('223.5.5.5', '10.0.0.7') };
    expect(await codeOf('https://broker.example', two)).toBe('webhook-address-refused');
    expect(await codeOf('https://localhost/', { production: true })).toBe('webhook-address-refused');
  });

  it('may be the own machine in a trial, and nothing else inside', async () => {
    expect(await codeOf('http://127.0.0.1:8080/', { production: false })).toBe('127.0.0.1');
    expect(await codeOf('http://10.0.0.7/', { production: false })).toBe('webhook-address-refused');
    expect(await codeOf('https://mixed.example/', { production: false, resolve: at('127.0.0.1', '10.0.0.7') })).toBe(
      'webhook-address-refused',
    );
    expect(await codeOf('http://broker.example/', { production: false, resolve: at('223.5.5.5') })).toBe(
      'webhook-url-invalid',
    );
  });

  it('is refused when the name is not known', async () => {
    const nobody = async () => Promise.reject(new Error('ENOTFOUND'));
    expect(await codeOf('https://nobody.example/', { production: true, resolve: nobody })).toBe('webhook-host-unknown');
    expect(await codeOf('https://nobody.example/', { production: true, resolve: at() })).toBe('webhook-host-unknown');
  });
});
