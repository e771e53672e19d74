import { connect } from 'node:net';
import { useOffice } from '../support/office.js';

const office = useOffice();
const MEGABYTE = 1024 * 1024;
let port = 0;

beforeAll(async () => {
  await office.app.listen(0, '127.0.0.1');
  port = (office.app.getHttpServer().address() as { port: number }).port;
});

/** What a client reads that writes everything first, as Python does: it never sees an answer if the connection is reset. */
function afterWriting(head: readonly string[], bodyBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const answer: Buffer[] = [];
    socket.on('error', reject);
    socket.pause();
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    const chunk = Buffer.alloc(MEGABYTE, ' ');
    const write = (left: number): void => {
      if (left > 0) return void socket.write(chunk.subarray(0, Math.min(left, MEGABYTE)), () => write(left - MEGABYTE));
      socket.on('data', (data) => answer.push(data));
      socket.resume();
      socket.on('end', () => {
        resolve(Buffer.concat(answer).toString());
        socket.destroy();
      });
    };
    write(bodyBytes);
  });
}

const posted = (path: string, bytes: number, ...headers: string[]) => [
  `POST ${path} HTTP/1.1`,
  'Host: loomgate',
  'Content-Type: application/json',
  `Content-Length: ${bytes}`,
  'Connection: close',
  ...headers,
];

describe('a body that is not taken', () => {
  it.each([
    ['without a key', '/v1/declarations', 401, []],
    ['by a role that may not', '/v1/declarations', 403, ['analyst']],
    ['too large', '/v1/declarations', 413, ['brokerA']],
    ['to no route', '/v1/nothing', 404, ['brokerA']],
  ] as const)('is refused, and its sender comes to read why: %s', async (_, path, status, who) => {
    const bytes = 30 * MEGABYTE;
    const keys = who.map((one) => `Authorization: Bearer ${office.people.keys[one]}`);
    const answer = await afterWriting(posted(path, bytes, ...keys), bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ status, requestId: expect.any(String) });
  });

  it('is refused before any of it arrives', async () => {
    const answer = new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1', () =>
        socket.write(`${posted('/v1/declarations', 30 * MEGABYTE).join('\r\n')}\r\n\r\n`),
      );
      socket.on('data', (data) => {
        resolve(data.toString());
        socket.destroy();
      });
    });
    expect(await answer).toMatch(/^HTTP\/1.1 401 [^]*key-missing/);
  });
});

describe('what is no request', () => {
  it.each([
    ['no HTTP', 'GARBAGE\r\n\r\n', 400, 'request-broken'],
    ['a method nobody knows', 'FOO / HTTP/1.1\r\nHost: x\r\n\r\n', 400, 'request-broken'],
    ['a tunnel', 'CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n', 400, 'request-broken'],
    ['no host', 'GET /v1/me HTTP/1.1\r\nConnection: close\r\n\r\n', 400, 'request-broken'],
    ['headers without end', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, 431, 'headers-too-large'],
  ])('is answered by a problem with a request id: %s', async (_, text, status, code) => {
    const answer = await afterWriting([text], 0);
    expect(answer).toMatch(
      new RegExp(`^HTTP/1.1 ${status} [^]*X-Request-Id: [0-9a-f-]{36}\r\n[^]*"code":"${code}"`, 'i'),
    );
  });

  it('is not the call of a client that expects something which nobody knows', async () => {
    const call = 'GET /health/live HTTP/1.1\r\nHost: x\r\nExpect: 200-maybe\r\nConnection: close\r\n\r\n';
    expect(await afterWriting([call], 0)).toMatch(/^HTTP\/1.1 200 /);
  });

  it.each([
    ['/v1/calendar/%ED%A0%80', 'path-broken'],
    [`/v1/declarations/${'a'.repeat(300)}`, 'path-parameter-too-long'],
    ['/v1/declarations/a%00b', 'text-forbidden-character'],
  ])('is answered by a problem with a request id: %s', async (path, code) => {
    const answer = await office.as('brokerA').get(path).expect(400);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.body).toMatchObject({ code, requestId: answer.headers['x-request-id'] });
  });
});

describe('a form', () => {
  const form = (type: string, body: string) =>
    office.as('brokerA').post('/v1/imports?kind=declarations').set('Content-Type', type).send(body);
  const part = (name: string) => `--b\r\nContent-Disposition: form-data; name="${name}"; filename="x.csv"\r\n\r\nx\r\n`;

  it.each([
    ['without a boundary', 'multipart/form-data', part('file'), 'form-broken'],
    ['cut off', 'multipart/form-data; boundary=b', part('file'), 'form-broken'],
    [
      'with the file in another field',
      'multipart/form-data; boundary=b',
      `${part('upload')}--b--\r\n`,
      'field-unknown',
    ],
    ['with two files', 'multipart/form-data; boundary=b', `${part('file')}${part('file')}--b--\r\n`, 'field-repeated'],
    ['without a file', 'multipart/form-data; boundary=b', '--b--\r\n', 'required-missing'],
  ])('%s is refused', async (_, type, body, code) => {
    expect((await form(type, body)).body).toMatchObject({ status: 400, code });
  });

  it('is the same request under one Idempotency-Key only with the same file in it', async () => {
    const send = (file: string) =>
      office
        .as('brokerA')
        .post('/v1/imports?kind=declarations')
        .set('Idempotency-Key', 'form-1')
        .attach('file', Buffer.from(file), { filename: 'x.csv', contentType: 'text/csv' });
    const first = await send('reference,market,line\nF-1,KQ-CTC,1\n').expect(202);
    expect((await send('reference,market,line\nF-1,KQ-CTC,1\n').expect(202)).body.id).toBe(first.body.id);
    await send('reference,market,line\nF-2,KQ-CTC,1\n').expect(422);
  });
});

describe('a method', () => {
  it('that a path does not have is answered with those it has', async () => {
    const { headers, body } = await office.anonymous.delete('/v1/declarations').expect(405);
    expect(headers['allow']).toBe('GET, HEAD, POST, OPTIONS');
    expect(body.code).toBe('method-not-allowed');
    // A word is no id: it has the methods of its own routes, and no others.
    for (const [method, path] of [
      ['get', '/v1/declarations/preview'],
      ['put', '/v1/declarations/preview'],
      ['patch', '/v1/declarations/split-proposal'],
      ['get', '/v1/shipments/events'],
    ] as const) {
      const { body: refused } = await office.as('officer')[method](path).expect(405).expect('Allow', 'POST, OPTIONS');
      expect(refused.code).toBe('method-not-allowed');
    }
    await office.anonymous.delete('/v1/declarations/counts').expect(405).expect('Allow', 'GET, HEAD, OPTIONS');
    await office.anonymous.patch('/v1/declarations/x/submit').expect(405).expect('Allow', 'POST, OPTIONS');
    await office.anonymous.get('/v1/nothing').expect(404);
  });

  it('OPTIONS lists them, HEAD answers as GET without the body', async () => {
    await office.anonymous.options('/v1/declarations').expect(204).expect('Allow', 'GET, HEAD, POST, OPTIONS');
    const get = await office.as('brokerA').get('/v1/markets').expect(200);
    const head = await office.as('brokerA').head('/v1/markets').expect(200);
    expect(head.headers['content-length']).toBe(get.headers['content-length'] ?? String(Buffer.byteLength(get.text)));
  });
});

describe('the form of an answer', () => {
  it('that cannot be given is 406, on every route; what is asked for by name counts first', async () => {
    await office.as('brokerA').get('/v1/markets').set('Accept', 'image/png').expect(406);
    await office.as('brokerA').get('/v1/imports/template.csv').set('Accept', 'application/json').expect(406);
    await office.as('brokerA').get('/v1/markets').set('Accept', 'text/html, */*;q=0.1').expect(200);
    const report = '/v1/reports/export-value?from=2026-01-01&to=2026-01-31';
    await office.as('analyst').get(report).set('Accept', 'image/png').expect(406);
    await office.as('analyst').get(`${report}&format=csv`).set('Accept', 'image/png').expect(200);
    const csv = await office.as('analyst').get(report).set('Accept', 'application/json;q=0.1, text/csv;q=0.9');
    expect(csv.headers['content-type']).toContain('text/csv');
  });

  it('is compressed when asked for and longer than a kilobyte, with the digest of what it holds', async () => {
    const path = '/v1/reports/export-value?from=2026-01-01&to=2026-12-31&format=csv&groupBy=country,chapter';
    const long = await office.as('brokerA').get('/v1/markets?limit=39').set('Accept-Encoding', 'gzip').expect(200);
    expect([long.headers['content-encoding'], long.body.items.length]).toEqual(['gzip', 39]);
    const plain = await office.as('brokerA').get('/v1/markets?limit=39').set('Accept-Encoding', 'identity').expect(200);
    expect([plain.headers['content-encoding'], plain.body]).toEqual([undefined, long.body]);
    const short = await office.as('brokerA').get('/v1/me').set('Accept-Encoding', 'gzip').expect(200);
    expect(short.headers['content-encoding']).toBeUndefined();
    const [a, b] = await Promise.all(
      ['gzip', 'identity'].map((encoding) => office.as('analyst').get(path).set('Accept-Encoding', encoding)),
    );
    expect(a?.headers['x-content-sha256']).toBe(b?.headers['x-content-sha256']);
  });

  it('of a body that is compressed is refused: its size is known only when it is too late', async () => {
    const request = office.as('brokerA').post('/v1/declarations').set('Content-Encoding', 'gzip');
    await request.send({ reference: 'Z-1' }).expect(415);
  });
});

describe('If-Match', () => {
  it('may name several tags, of which one is that of the resource', async () => {
    const { body } = await office.as('brokerA').post('/v1/declarations').send({ reference: 'M-1', market: 'KQ-CTC' });
    const put = (tags: string, remarks: string) =>
      office
        .as('brokerA')
        .put(`/v1/declarations/${body.id}`)
        .set('If-Match', tags)
        .send({ reference: 'M-1', market: 'KQ-CTC', billOfLading: remarks });
    await put('"zzz", "r7"', 'A').expect(412);
    await put('W/"r1"', 'A').expect(412);
    await put('"zzz", "r1"', 'A').expect(200).expect('ETag', '"r2"');
    await put('"r1", "r2"', 'B').expect(200).expect('ETag', '"r3"');
    await put('*', 'C').expect(200);
  });
});

describe('an Idempotency-Key', () => {
  it.each(['', ' ', 'a'.repeat(201), 'caf\u00e9'])('of another form is refused by its name: %j', async (key) => {
    const request = office.as('brokerA').post('/v1/declarations').set('Idempotency-Key', key);
    const { body } = await request.send({ reference: 'M-2', market: 'KQ-CTC' }).expect(400);
    expect(body.violations).toMatchObject([{ code: 'header-form-wrong', pointer: '/headers/idempotency-key' }]);
  });
});

describe('a query parameter', () => {
  it('that is given twice, or is none, is refused with its name', async () => {
    const { body } = await office.as('brokerA').get('/v1/declarations?limit=1&limit=2&status=draft').expect(400);
    expect(body.violations).toMatchObject([{ code: 'query-repeated', pointer: '/query/limit' }]);
    const unknown = await office.as('brokerA').get('/v1/declarations?__proto__=1&constructor=2').expect(400);
    expect(unknown.body.violations).toMatchObject([
      { code: 'query-unknown', pointer: '/query/__proto__' },
      { code: 'query-unknown', pointer: '/query/constructor' },
    ]);
  });
});
