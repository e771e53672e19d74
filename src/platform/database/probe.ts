import { Client, type ClientConfig } from 'pg';

/** The two waits of a probe that fails, so that readiness is known within 2 s. */
const OPEN_CONNECTION_TIMEOUT_MS = 500;
const NEW_CONNECTION_TIMEOUT_MS = 1_000;

/** What the probe found. */
export interface ProbeResult {
  readonly isReadOnly: boolean;
  readonly hasSchema: boolean;
  /** The connection left open by the last probe was dead, though the database answers: others may be, too. */
  readonly wasCut: boolean;
}

/** Larger than what free pages hold, and gone with the transaction. */
const WRITE_AND_ROLL_BACK = `BEGIN; CREATE TEMP TABLE loomgate_room ON COMMIT DROP AS
  SELECT n, repeat(md5(n::text), 60) AS filling FROM generate_series(1, 1000) AS n; ROLLBACK`;

/** Asks pg_class, because this connection has the right to nothing, not even to the schema. */
const READ_STATE = `SELECT current_setting('transaction_read_only') = 'on' AS "isReadOnly",
  EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relname = 'outbox') AS "hasSchema"`;

/** Finds out whether the database answers, by a connection of its own, which waits behind no other work. */
export class Probe {
  private client: Client | null = null;
  private running: Promise<ProbeResult> | null = null;

  constructor(private readonly config: ClientConfig) {}

  /** Throws why the database did not answer in time. Calls that come together share one probe. */
  run(): Promise<ProbeResult> {
    return (this.running ??= this.runNow().finally(() => (this.running = null)));
  }

  /** Whether there is room on the disk: throws when there is none. */
  async checkRoom(): Promise<void> {
    await this.run();
    const client = this.client;
    if (!client) throw new Error('The connection was lost.');
    await within(NEW_CONNECTION_TIMEOUT_MS * 4, client.query(WRITE_AND_ROLL_BACK)).catch(async (error: unknown) => {
      this.drop(client);
      throw error;
    });
  }

  close(): void {
    if (this.client) this.drop(this.client);
  }

  private async runNow(): Promise<ProbeResult> {
    const previous = this.client;
    if (previous) {
      try {
        return { ...(await within(OPEN_CONNECTION_TIMEOUT_MS, readState(previous))), wasCut: false };
      } catch {
        this.drop(previous);
      }
    }
    const client = new Client(this.config);
    client.on('error', () => this.drop(client));
    this.client = client;
    try {
      const found = await within(
        NEW_CONNECTION_TIMEOUT_MS,
        client.connect().then(() => readState(client)),
      );
      return { ...found, wasCut: previous !== null };
    } catch (error) {
      this.drop(client);
      throw error;
    }
  }

  private drop(client: Client): void {
    if (this.client === client) this.client = null;
    (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  }
}

type State = Pick<ProbeResult, 'isReadOnly' | 'hasSchema'>;

async function readState(client: Client): Promise<State> {
  const { rows } = await client.query<State>(READ_STATE);
  return rows[0] ?? { isReadOnly: false, hasSchema: false };
}

/** An answer that lies in the socket while this process was busy is not late: the socket is read once more before the timeout counts. */
function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const late = setTimeout(
      () => setImmediate(() => reject(new Error(`The database did not answer within ${ms} ms.`))),
      ms,
    );
    answer.then(resolve, reject).finally(() => clearTimeout(late));
  });
}
