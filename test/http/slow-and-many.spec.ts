import { connect, type Socket } from 'node:net';
import { Client } from 'pg';
import { declaration, drafted, etag } from '../support/trade/declaring.js';
import { useOffice, type Who } from '../support/office.js';

const CONNECTIONS = 40;
const IN_WORK = 4;

const office = useOffice({
  environment: {
    HEADERS_TIMEOUT_SECONDS: '1',
    REQUEST_TIMEOUT_SECONDS: '2',
    CONNECTIONS_PER_ADDRESS: String(CONNECTIONS),
    REQUESTS_IN_WORK: String(IN_WORK),
  },
});

let port = 0;
beforeAll(async () => {
  await office.app.listen(0, '127.0.0.1');
  port = (office.app.getHttpServer().address() as { port: number }).port;
});

const sockets: Socket[] = [];
afterEach(async () => {
  await Promise.all(
    sockets.splice(0).map(async (socket) => {
      if (socket.closed) return;
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.destroy();
      await closed;
    }),
  );
  // The server notices a moment later, and until then counts them.
  while ((await connections()) > 0) await new Promise((resolve) => setTimeout(resolve, 5));
});

const connections = (): Promise<number> =>
  new Promise((resolve) => office.app.getHttpServer().getConnections((_: unknown, count: number) => resolve(count)));

/** What the server says before it closes the connection. Each of these texts is sent when the one before is half a second old. */
function saidTo(...texts: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    let said = '';
    const timers = texts.map((text, n) => setTimeout(() => socket.writable && socket.write(text), n * 500));
    socket.on('data', (data) => (said += data.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      timers.forEach(clearTimeout);
      resolve(said);
    });
  });
}

const health = async (): Promise<number> =>
  (await fetch(`http://127.0.0.1:${port}/health/live`, { headers: { connection: 'close' } })).status;

describe('a client that is slow', () => {
  it('with its headers, or with its body, is closed with a 408, and others are answered meanwhile', async () => {
    const head = `GET /v1/me HTTP/1.1\r\nHost: x\r\n`;
    const post = [
      'POST /v1/declarations HTTP/1.1',
      'Host: x',
      `Authorization: Bearer ${office.people.keys.brokerA}`,
      'Content-Type: application/json',
      'Content-Length: 1000',
    ].join('\r\n');
    const drip = Array.from({ length: 12 }, (_, n) => `X-${n}: a\r\n`);
    const slow = [
      ...Array.from({ length: CONNECTIONS - 10 }, () => saidTo(head, ...drip)),
      saidTo(`${post}\r\n\r\n{`, ...Array<string>(12).fill(' ')),
    ];
    expect(await health()).toBe(200);
    for (const said of await Promise.all(slow)) {
      expect(said).toMatch(/^HTTP\/1.1 408 [^]*application\/problem\+json[^]*"code":"request-timeout"/);
    }
    expect(await health()).toBe(200);
  });
});

describe('connections of one address', () => {
  it('are as many as the setting says; one more is closed, and there is room again when one ends', async () => {
    const open = (): Promise<Socket | null> =>
      new Promise((resolve) => {
        const socket = connect(port, '127.0.0.1', () => socket.write('GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n'));
        sockets.push(socket);
        socket.once('data', () => resolve(socket));
        socket.once('error', () => undefined);
        socket.once('close', () => resolve(null));
      });
    const opened = await Promise.all(Array.from({ length: CONNECTIONS + 1 }, open));
    const held = opened.filter((socket) => socket !== null);
    expect(held).toHaveLength(CONNECTIONS);
    expect(await open()).toBeNull();
    const ended = held[0] as Socket;
    const closed = new Promise((resolve) => ended.once('close', resolve));
    ended.end();
    await closed;
    expect(await open()).not.toBeNull();
  });
});

describe('a firm that asks for more than its part', () => {
  it('waits for itself: another firm is answered while it does', async () => {
    const draft = await drafted(office);
    const blocker = new Client({ connectionString: office.databaseUrl });
    await blocker.connect();
    try {
      await blocker.query('BEGIN');
      await blocker.query('SET LOCAL ROLE loomgate_system');
      await blocker.query('SELECT 1 FROM declaration WHERE id = $1 FOR UPDATE', [draft.id]);
      const put = () =>
        office
          .as('brokerA')
          .put(`/v1/declarations/${draft.id}`)
          .set('If-Match', etag(draft))
          .send(declaration({ reference: draft.reference }))
          .then(({ status }) => status);
      const writes = Array.from({ length: IN_WORK * 2 }, put);
      await untilWaiting(IN_WORK - 1);
      // All that brokerA may have in work waits for the lock; its next request waits for them, other firms' do not.
      expect((await office.as('brokerB').get('/v1/declarations')).status).toBe(200);
      expect((await office.as('officer').get('/v1/me')).status).toBe(200);
      expect(await waiting()).toBe(IN_WORK - 1);
      await blocker.query('COMMIT');
      // The same content changes nothing, whoever is first.
      expect(await Promise.all(writes)).toEqual(Array(IN_WORK * 2).fill(200));
    } finally {
      await blocker.end();
    }
  });

  it('gets every place back of callers that went away while their work was done', async () => {
    const draft = await drafted(office);
    const blocker = new Client({ connectionString: office.databaseUrl });
    await blocker.connect();
    try {
      await blocker.query('BEGIN');
      await blocker.query('SET LOCAL ROLE loomgate_system');
      await blocker.query('SELECT 1 FROM declaration WHERE id = $1 FOR UPDATE', [draft.id]);
      const body = JSON.stringify(declaration({ reference: draft.reference }));
      const head = [
        `PUT /v1/declarations/${draft.id} HTTP/1.1`,
        'Host: x',
        `Authorization: Bearer ${office.people.keys.brokerA}`,
        'If-Match: *',
        'Content-Type: application/json',
        `Content-Length: ${Buffer.byteLength(body)}`,
      ];
      const callers = Array.from({ length: IN_WORK - 1 }, () => {
        const socket = connect(port, '127.0.0.1', () => socket.write(`${head.join('\r\n')}\r\n\r\n${body}`));
        sockets.push(socket);
        return socket;
      });
      await untilWaiting(IN_WORK - 1);
      for (const socket of callers) socket.destroy();
      await blocker.query('COMMIT');
    } finally {
      await blocker.end();
    }
    const answers = await Promise.all(Array.from({ length: IN_WORK }, () => office.as('brokerA').get('/v1/keys')));
    expect(answers.map(({ status }) => status)).toEqual(Array(IN_WORK).fill(200));
  });

  it('gets every place back of callers that went away', async () => {
    const ask = (who: Who) =>
      new Promise<void>((resolve) => {
        const head = `GET /v1/declarations HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${office.people.keys[who]}\r\n\r\n`;
        const socket = connect(port, '127.0.0.1', () => socket.write(head, () => setImmediate(() => socket.destroy())));
        socket.once('close', () => resolve());
      });
    for (let round = 0; round < 10; round++) await Promise.all(Array.from({ length: 10 }, () => ask('brokerA')));
    const answers = await Promise.all(Array.from({ length: 10 }, () => office.as('brokerA').get('/v1/declarations')));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
  });
});

const WAITING_WITHIN_MS = 20_000;

/** How many sessions of the service wait for a lock. */
async function waiting(): Promise<number> {
  const [found] = await office.rows<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid()`,
  );
  return found?.n ?? 0;
}

async function untilWaiting(count: number): Promise<void> {
  const end = performance.now() + WAITING_WITHIN_MS;
  while ((await waiting()) < count) {
    if (performance.now() > end) throw new Error(`fewer than ${count} sessions wait for the lock`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
