import { createServer } from 'node:net';
import { ConfigurationError } from '../config/config.js';

/** Refuses an address that cannot be listened on before anything is started that would have to be stopped again. */
export async function checkPort(port: number, host: string): Promise<void> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, host }, resolve);
    });
  } catch (error) {
    throw cannotListen(error, port, host);
  } finally {
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}

/** What an operator needs to know of an address that cannot be listened on. */
export function cannotListen(error: unknown, port: number, host: string): Error {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const reason: Record<string, string> = {
    EADDRINUSE: `PORT=${port} on ${host} is taken by another program: end it, or set another PORT.`,
    EACCES: `PORT=${port} may not be used by this user: set a PORT above 1023.`,
    EADDRNOTAVAIL: `HOST=${host} is no address of this machine.`,
    ENOTFOUND: `HOST=${host} is no address of this machine.`,
  };
  return code in reason ? new ConfigurationError(reason[code]) : (error as Error);
}
