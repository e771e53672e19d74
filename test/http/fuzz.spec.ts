import fc from 'fast-check';
import { exampleDeclaration } from '../samples/example.js';
import { apiDocument, type Operation, operationsOf } from '../support/http/described.js';
import { fuzzedRequests, type FuzzedRequest } from '../support/http/fuzz.js';
import { useOffice, type Who } from '../support/office.js';

/**
 * `FUZZ=500 npm test -- test/http/fuzz` sends as many to each route that takes a body, and a tenth of them to the others; the same seed sends the same.
 * With `FUZZ_PAUSE_MS=200` it fails when the service did not answer anybody for longer than that: on a machine that does nothing else.
 */
const REQUESTS_A_ROUTE = Number(process.env['FUZZ'] ?? 8);
const WITHOUT_BODY = Math.max(Math.min(REQUESTS_A_ROUTE, 8), Math.round(REQUESTS_A_ROUTE / 10));
const PAUSE_MS_MAX = Number(process.env['FUZZ_PAUSE_MS'] ?? Infinity);
/** What no caller is to read: where the code lies, what it asks of the database, how it failed. */
const INTERNAL =
  /\bat .{1,80}\(.{1,200}:\d+:\d+\)|node_modules|\/(?:src|dist)\/|\.(?:ts|js):\d+|relation "|SQLSTATE|syntax error|(?:SELECT|INSERT INTO|UPDATE) .{1,200}(?:FROM|VALUES|SET) |pg_|loomgate_(?:app|broker|officer|analyst|admin|system)|ECONN|TypeError|undefined is not/;
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_127);
const PEOPLE: readonly [role: string, who: Who][] = [
  ['broker', 'brokerA'],
  ['officer', 'officer'],
  ['analyst', 'analyst'],
  ['admin', 'admin'],
];

const office = useOffice();

/** A stream does not end, and the clock is what all other routes stand on. */
const isLeftOut = (path: string, operation: Operation): boolean =>
  path === '/v1/clock' ||
  Object.values(operation.responses).some((answer) => answer.content?.['text/event-stream'] !== undefined);

async function send(method: string, who: Who, { url, contentType, body, headers }: FuzzedRequest) {
  return office.app
    .getHttpAdapter()
    .getInstance()
    .inject({
      method: method.toUpperCase() as 'GET',
      url,
      headers: {
        authorization: `Bearer ${office.people.keys[who]}`,
        ...headers,
        ...(contentType === null ? {} : { 'content-type': contentType }),
      },
      ...(body === null ? {} : { payload: body }),
    });
}

/** How long nothing else had its turn, at the longest. */
function watchPauses(): { end(): number } {
  let [last, longest, isOver] = [performance.now(), 0, false];
  const look = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (!isOver) setImmediate(look);
  };
  setImmediate(look);
  return {
    end: () => {
      isOver = true;
      return Math.max(longest, performance.now() - last);
    },
  };
}

/** The answer without what the caller has sent: a refusal names it. */
const withoutEcho = (body: string, { url, body: sent }: FuzzedRequest): string => {
  const said = `${sent ?? ''} ${url}`;
  return body.replace(/"(?:[^"\\]|\\.)*"/g, (text) =>
    text.length > 6 && said.includes(text.slice(1, -1)) ? '""' : text,
  );
};

/** What is wrong with an answer, if anything is. */
function faultOf(
  { statusCode, headers, body }: Awaited<ReturnType<typeof send>>,
  request: FuzzedRequest,
): string | null {
  const requestId = headers['x-request-id'];
  if (typeof requestId !== 'string') return 'no X-Request-Id';
  if (statusCode >= 500) return `${statusCode} ${body.slice(0, 200)}`;
  if (statusCode < 400) return null;
  const internal = INTERNAL.exec(withoutEcho(body, request));
  if (internal) return `${statusCode} shows ${internal[0]}`;
  if (headers['content-type'] !== 'application/problem+json; charset=utf-8') return `${statusCode}, and no problem`;
  const problem = JSON.parse(body) as { status: number; requestId: string; violations?: unknown[] };
  if (problem.status !== statusCode || problem.requestId !== requestId) return 'a problem of another answer';
  return (problem.violations?.length ?? 0) > 100 ? 'more than a hundred violations' : null;
}

describe('nearly right requests', () => {
  it('to every route are answered by nothing but results and problems', async () => {
    const document = await apiDocument(office);
    const drafted = await office.as('brokerA').post('/v1/declarations').send(exampleDeclaration()).expect(201);
    const known = [(drafted.body as { id: string }).id, 'KQ-CTC', '2026-11', '2026-11-17', '2026-W46', '1', 'units'];
    const faults: string[] = [];
    let sent = 0;
    let [longest, longestAt] = [0, ''];
    for (const { method, path, operation } of operationsOf(document)) {
      if (isLeftOut(path, operation)) continue;
      const people = PEOPLE.filter(([role]) => operation['x-roles']?.includes(role) ?? true).map(([, who]) => who);
      const requests = fc.sample(fuzzedRequests({ path, operation }, known), {
        seed: SEED,
        numRuns: operation.requestBody ? REQUESTS_A_ROUTE : WITHOUT_BODY,
      });
      for (const [index, request] of requests.entries()) {
        const watch = watchPauses();
        const answer = await send(method, people[index % people.length] ?? 'admin', request);
        const pause = watch.end();
        if (pause > longest) [longest, longestAt] = [pause, `${method} ${path}`];
        const fault = faultOf(answer, request);
        if (fault !== null) faults.push(`${method} ${request.url} ${request.body?.slice(0, 500) ?? ''}: ${fault}`);
        sent++;
      }
    }
    expect(faults).toEqual([]);
    expect(sent).toBeGreaterThan(60 * REQUESTS_A_ROUTE);
    if (process.env['FUZZ'])
      console.log(`${sent} requests, the longest pause ${longest.toFixed(0)} ms at ${longestAt}`);
    expect(longest).toBeLessThan(PAUSE_MS_MAX);
  }, 3_600_000);
});
