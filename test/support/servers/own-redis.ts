import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';

/** Whether the queue is on Redis in this round of the tests. */
export const ON_REDIS = Boolean(process.env['REDIS_URL']);

/** Whether there is a Redis to start: a machine without one runs everything on PostgreSQL. */
export const HAS_REDIS = spawnSync('redis-server', ['--version']).status === 0;

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/** A Redis that may go away: the one that all tests share must not. Comes back empty on the same port. */
export class OwnRedis {
  private server: ChildProcess | null = null;
  port = 0;

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Chooses the port, on which nobody listens yet. */
  async reserve(): Promise<void> {
    this.port ||= await freePort();
  }

  async start(): Promise<void> {
    await this.reserve();
    const args = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    const server = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'ignore'] });
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      server.stdout.on('data', (text: Buffer) => text.includes('Ready to accept') && resolve());
      server.once('exit', () => reject(new Error('Redis did not start')));
    });
  }

  async kill(): Promise<void> {
    const server = this.server;
    if (!server) return;
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGKILL');
    await gone;
    this.server = null;
  }
}
