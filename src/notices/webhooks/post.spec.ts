import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { post } from './post.js';

describe('a post', () => {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    response.writeHead(200).end(`ok\u0000${'x'.repeat(5_000)}`);
  });
  let port = 0;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('goes to the address that was checked, under the name of the URL, without asking for the name again', async () => {
    const url = new URL(`http://nobody.invalid:${port}/hook`);
    const result = await post({ url, address: '127.0.0.1', family: 4 }, { 'content-type': 'text/plain' }, '织');
    expect(result).toMatchObject({ status: 200, error: null });
    expect(asked[0]?.headers).toMatchObject({ host: `nobody.invalid:${port}`, 'content-length': '3' });
  });

  it('keeps the first 500 bytes of the answer, without control characters', async () => {
    const url = new URL(`http://127.0.0.1:${port}/`);
    const { answer } = await post({ url, address: '127.0.0.1', family: 4 }, {}, '{}');
    expect(answer).toMatch(/^ok x+$/);
    expect(answer).toHaveLength(500);
  });

  it('says why nobody answers', async () => {
    const url = new URL('https://nobody.invalid:1/');
    expect(await post({ url, address: '127.0.0.1', family: 4 }, {}, '{}')).toMatchObject({
      status: null,
      answer: null,
      error: 'ECONNREFUSED',
    });
  });
});
