import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly event: { id: string; type: string; subject: string; sequence: string; data: Record<string, unknown> };
}

type Answer = (response: ServerResponse, received: Received) => void;

export const answers = {
  good: ((response) => response.end('ok')) as Answer,
  broken: ((response) => response.writeHead(500).end('out of order\u0000')) as Answer,
  gone: ((response) => response.writeHead(410).end()) as Answer,
  moved: ((response) => response.writeHead(302, { location: '/elsewhere' }).end()) as Answer,
  /** Says nothing until the test lets it. */
  silent: (() => undefined) as Answer,
};

/** Somebody else's server, on the loopback. */
export class Receiver {
  readonly received: Received[] = [];
  /** What was answered with a 2xx. */
  readonly taken: Received[] = [];
  readonly paths: string[] = [];
  answer: Answer = answers.good;
  private readonly waiting: { count: number; go: () => void }[] = [];
  private readonly server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8');
      const received = { headers: request.headers, body, event: JSON.parse(body) as Received['event'] };
      this.paths.push(request.url ?? '');
      this.received.push(received);
      const note = () => void (response.statusCode < 300 && this.taken.push(received));
      this.answer(response, received);
      if (response.writableEnded) note();
      else response.on('finish', note);
      for (const { count, go } of this.waiting) if (this.received.length >= count) go();
    });
  });
  private port = 0;

  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
    return this;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hook`;
  }

  /** What was taken of a subject, in order, without repetitions of the same id. */
  of(subject: string): Received[] {
    const seen = new Set<string>();
    return this.taken.filter(({ event }) => event.subject === subject && !seen.has(event.id) && seen.add(event.id));
  }

  /** Resolves when so many requests have come in all. */
  until(count: number): Promise<void> {
    if (this.received.length >= count) return Promise.resolve();
    return new Promise((go) => this.waiting.push({ count, go }));
  }
}

/** Verifies by Web Crypto what was signed with node:crypto, as a receiver would from the text of Standard Webhooks. */
export async function verifies(secret: string, { headers, body }: Received): Promise<boolean> {
  const bytes = Uint8Array.from(atob(secret.replace('whsec_', '')), (character) => character.charCodeAt(0));
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  const signed = new TextEncoder().encode(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`);
  for (const signature of String(headers['webhook-signature']).split(' ')) {
    const [version, text = ''] = signature.split(',');
    const given = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    if (version === 'v1' && (await crypto.subtle.verify('HMAC', key, given, signed))) return true;
  }
  return false;
}
