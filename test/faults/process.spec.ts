import { spawnSync } from 'node:child_process';
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../support/faults/faults.js';
import { freePort } from '../support/notices/mail-server.js';
import { useOffice } from '../support/office.js';
import { start } from '../support/processes/worker.js';

const office = useOffice();

/** A service process on the office's database; ready when this resolves. */
async function service(environment: Record<string, string> = {}) {
  const port = await freePort();
  const env = {
    DATABASE_URL: office.databaseUrl,
    PORT: String(port),
    PROCESS_ROLE: 'api',
    LOG_FORMAT: 'json',
    ...environment,
  };
  const started = start(['one-service'], env);
  const url = `http://127.0.0.1:${port}`;
  await until(async () => (await fetch(`${url}/health/ready`).catch(() => null))?.ok === true);
  return { ...started, port, url };
}

const linesOf = (output: string) =>
  output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const open = (port: number, text = ''): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.on('error', reject);
    if (text) socket.write(text);
  });

const body = JSON.stringify({ reference: 'UNDER-WAY', market: 'KQ-CTC' });
/** The head of a request whose body is still missing. The service answers "100 Continue" when it has read it. */
const head = () =>
  [
    'POST /v1/declarations HTTP/1.1',
    'Host: x',
    `Authorization: Bearer ${office.people.keys.brokerA}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    'Expect: 100-continue',
    '\r\n',
  ].join('\r\n');

async function openRequest(port: number): Promise<Socket> {
  const socket = await open(port, head());
  await new Promise((resolve) => socket.once('data', resolve));
  return socket;
}

describe('a process that is asked to end', () => {
  it('ends within 10 s whatever clients keep open, and finishes the request under way', async () => {
    const { process: child, ended, port } = await service();
    const idle = await Promise.all([
      open(port),
      open(port, 'GET /v1/markets HTTP/1.1\r\nHost: x\r\n'),
      openRequest(port),
      open(port, 'GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n'),
    ]);
    const underWay = await openRequest(port);
    let answer = '';
    underWay.on('data', (text: Buffer) => (answer += text.toString()));
    const from = Date.now();
    child.kill('SIGTERM');
    await pause(300);
    underWay.write(body);
    const { code } = await ended;
    expect([code, answer.split('\r\n')[0]]).toEqual([0, 'HTTP/1.1 201 Created']);
    expect(Date.now() - from).toBeLessThan(10_000);
    for (const socket of idle) socket.destroy();
  });

  it('ends at once when it is asked again', async () => {
    const { process: child, ended, port } = await service();
    await openRequest(port);
    child.kill('SIGTERM');
    await pause(200);
    const from = Date.now();
    child.kill('SIGTERM');
    expect((await ended).code).toBe(1);
    expect(Date.now() - from).toBeLessThan(1_000);
  });
});

describe('a process whose address is taken', () => {
  it('says so first, in one line, and starts nothing', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const dataDirectory = `/tmp/${office.name}-taken`;
    const { ended } = start(['one-service'], {
      DATABASE_URL: '',
      DATA_DIR: dataDirectory,
      PORT: String(port),
      LOG_FORMAT: 'json',
    });
    const { code, output: output } = await ended;
    server.close();
    expect([code, linesOf(output).map(({ msg }) => msg)]).toEqual([
      1,
      [`PORT=${port} on 127.0.0.1 is taken by another program: end it, or set another PORT.`],
    ]);
    expect(spawnSync('ls', [dataDirectory]).status).not.toBe(0);
  });
});

describe('the log of a process', () => {
  it('is one JSON object a line, with an RFC 3339 instant and without colours, wiring or personal data', async () => {
    const { process: child, ended, url, output } = await service();
    const headers = { Authorization: `Bearer ${office.people.keys.brokerA}` };
    const answer = await fetch(`${url}/v1/declarations?reference=SECRET-NAME`, { headers });
    expect(answer.status).toBe(200);
    await fetch(`${url}/v1/nowhere/SECRET-NAME`, { headers });
    child.kill('SIGTERM');
    await ended;
    const lines = linesOf(output());
    for (const { level, time } of lines) {
      expect(level).toMatch(/^(info|warn|error)$/);
      expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    }
    expect(output()).not.toMatch(/\u001b|SECRET-NAME/);
    expect(lines.length).toBeLessThan(12);
    const requests = lines.filter(({ context }) => context === 'requests');
    expect(requests).toMatchObject([
      { method: 'GET', route: '/v1/declarations', status: 200, requestId: answer.headers.get('x-request-id') },
      { method: 'GET', status: 404 },
    ]);
    expect(requests[0]).toMatchObject({
      key: expect.stringMatching(/^[0-9a-f-]{36}$/),
      durationMs: expect.any(Number),
    });
  });

  it('takes what it may be from LOG_LEVEL', async () => {
    const { process: child, ended, output } = await service({ LOG_LEVEL: 'error' });
    child.kill('SIGTERM');
    await ended;
    expect(output()).toBe('');
  });
});

describe('the metrics', () => {
  it('show requests by route and status, the pool, imports, webhooks, the event loop and the build', async () => {
    await office.as('brokerA').get('/v1/declarations').expect(200);
    const { text } = await office.as('brokerA').get('/metrics').expect(200);
    for (const line of [
      /^loomgate_http_request_duration_seconds_count\{method="GET",route="\/v1\/declarations",status="200"\} [1-9]/m,
      /^loomgate_database_connections\{state="open"\} [1-9]/m,
      /^loomgate_imports_open\{state="running"\} 0/m,
      /^loomgate_webhooks_behind 0/m,
      /^loomgate_webhooks_oldest_waiting_seconds 0/m,
      /^nodejs_eventloop_lag_p99_seconds /m,
      /^loomgate_build_info\{version="[^"]+",role="api"\} 1/m,
      /^loomgate_oldest_waiting_seconds\{of="outbox"\} /m,
      /^loomgate_queue_depth\{state="[a-z]+"\} /m,
    ]) {
      expect(text).toMatch(line);
    }
  });
});
