import { connect, createServer, type NetConnectOpts, type Server, type Socket } from 'node:net';
import { parse } from 'pg-connection-string';

/** Where a database listens: libpq URLs may name a socket. */
export function addressOf(databaseUrl: string): NetConnectOpts {
  const { host, port } = parse(databaseUrl);
  const number = Number(port ?? 5432);
  return host?.startsWith('/') ? { path: `${host}/.s.PGSQL.${number}` } : { host: host ?? 'localhost', port: number };
}

/** The URL of the same database by way of the proxy. */
export function byProxy(databaseUrl: string, { port }: Proxy): string {
  const { user = '', password = '', database } = parse(databaseUrl);
  return `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** A way to a server on which connections may be lost as networks lose them: without a word, and never closed. */
export class Proxy {
  port = 0;
  private server: Server | null = null;
  private readonly sockets = new Set<Socket>();
  private readonly lost = new Set<Socket>();
  private swallows: RegExp | null = null;
  private cut: RegExp | null = null;
  private readonly unanswered = new Set<Socket>();
  private isDown = false;
  private isFrozen = false;

  async open(target: NetConnectOpts): Promise<void> {
    this.swallows = null;
    this.server = createServer({ allowHalfOpen: true }, (near) => this.join(near, connect(target)));
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
    this.port = (this.server.address() as { port: number }).port;
  }

  /** From now on a connection that says such a thing is lost at that moment, also one that is opened anew. */
  loseThoseThatSay(words: RegExp): void {
    this.swallows = words;
  }

  /** The next connection that says such a thing is closed in place of the answer: it was heard, and nobody knows. */
  cutAnswerTo(words: RegExp): void {
    this.cut = words;
  }

  /** Every connection there is now is lost; new ones are well. */
  loseAll(): void {
    for (const socket of this.sockets) this.lost.add(socket);
  }

  /** The server is killed: every connection breaks, and no new one is taken until it comes back. */
  kill(): void {
    this.isDown = true;
    for (const socket of this.sockets) socket.destroy();
  }

  comeBack(): void {
    this.isDown = false;
  }

  /** The server is stopped (SIGSTOP): connections stay and new ones are taken, and nothing is answered until it goes on. */
  freeze(): void {
    this.isFrozen = true;
    for (const socket of this.sockets) socket.pause();
  }

  goOn(): void {
    this.isFrozen = false;
    for (const socket of this.sockets) socket.resume();
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server?.close();
  }

  private isCut(said: Buffer): boolean {
    if (!this.cut?.test(said.toString('latin1'))) return false;
    this.cut = null;
    return true;
  }

  private join(near: Socket, far: Socket): void {
    if (this.isDown) for (const socket of [near, far]) socket.on('error', () => undefined).destroy();
    for (const socket of [near, far]) {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => this.sockets.delete(socket) && this.unanswered.delete(socket));
    }
    near.on('data', (said: Buffer) => {
      if (this.swallows?.test(said.toString('latin1'))) this.lost.add(near);
      if (this.isCut(said)) this.unanswered.add(near);
      if (!this.lost.has(near)) far.write(said);
    });
    far.on('data', (said: Buffer) => {
      if (this.unanswered.has(near)) near.destroy();
      else if (!this.lost.has(near) && !near.destroyed) near.write(said);
    });
    if (this.isFrozen) for (const socket of [near, far]) socket.pause();
    near.on('end', () => !this.lost.has(near) && far.end());
    far.on('end', () => !this.lost.has(near) && near.end());
    // A side that was cut off closes without an end. The other must not stay, or the server runs out of connections.
    near.on('close', () => !this.lost.has(near) && far.destroy());
    far.on('close', () => !this.lost.has(near) && near.destroy());
  }
}
