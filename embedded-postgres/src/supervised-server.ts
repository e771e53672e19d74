import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from './connection.js';
import { connectionOf, type Door, openDoor, type Server, type ServerOptions, startServer } from './server.js';

/** How often it is started again within the time in which that is too often: then something is wrong that a start does not mend. */
const STARTS_MAX = 8;
const TOO_OFTEN_MS = 120_000;
/** The processes of a killed server end a moment after it, and until then a new one is refused. */
const FIRST_WAIT_MS = 200;
const WAIT_MS_MAX = 3_200;

export interface SupervisedServer {
  readonly connection: Connection;
  stop(): Promise<void>;
}

export interface SupervisedServerOptions extends ServerOptions {
  /** Called when the server has ended by itself and cannot be started again: the process has no database any more. */
  lost(reason: string): void;
  readonly firstWaitMs?: number;
}

/** Starts the server and keeps it running: one that was killed is started again at the same address. */
export async function superviseServer(options: SupervisedServerOptions): Promise<SupervisedServer> {
  const door = await openDoor(options.place);
  let server = await startServer(options, door).catch((error: unknown) => {
    removeTemporary(door);
    throw error;
  });
  let isStopping = false;
  const starts: number[] = [];
  const supervise = async () => {
    for (;;) {
      await server.ended;
      if (isStopping) return;
      options.say(`The embedded PostgreSQL ended by itself and is started again; its log is ${options.log}.`);
      const again = await startAgain(options, door, { starts, isStopping: () => isStopping });
      if (!again) return;
      server = again;
      options.say('The embedded PostgreSQL runs again.');
    }
  };
  const supervision = supervise();
  return {
    connection: connectionOf(door),
    stop: async () => {
      isStopping = true;
      await server.stop();
      await supervision;
      await server.stop();
      removeTemporary(door);
    },
  };
}

interface Attempts {
  readonly starts: number[];
  isStopping(): boolean;
}

/** Null when it is not wanted any more, or cannot be started; `lost` was called then. */
async function startAgain(options: SupervisedServerOptions, door: Door, attempts: Attempts): Promise<Server | null> {
  let reason = 'it ends again and again';
  for (let waitMs = options.firstWaitMs ?? FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, WAIT_MS_MAX)) {
    await pause(waitMs);
    if (attempts.isStopping()) return null;
    if (attempts.starts.filter((at) => at > performance.now() - TOO_OFTEN_MS).length >= STARTS_MAX) {
      options.lost(`The embedded PostgreSQL ended by itself and cannot be started again: ${reason}`);
      return null;
    }
    attempts.starts.push(performance.now());
    try {
      return await startServer(options, door);
    } catch (error) {
      reason = (error as Error).message;
    }
  }
}

function removeTemporary({ temporary, host }: Door): void {
  if (temporary) rmSync(host, { recursive: true, force: true });
}
