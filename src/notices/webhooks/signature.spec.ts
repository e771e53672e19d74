import { newSecret, signedHeaders } from './signature.js';

describe('a signature', () => {
  it('is the one published as an example of Standard Webhooks', () => {
    const headers = signedHeaders(
      ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      1614265330,
      '{"test": 2432232314}',
    );
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('is given once for each secret that is valid', () => {
    const [one, two] = [newSecret(), newSecret()];
    expect(one).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const both = signedHeaders([one, two], 'id', 1, '{}')['webhook-signature'];
    const alone = [one, two].map((secret) => signedHeaders([secret], 'id', 1, '{}')['webhook-signature']);
    expect(both).toBe(alone.join(' '));
  });
});
