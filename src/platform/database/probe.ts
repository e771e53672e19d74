import { Client, type ClientConfig } from 'pg';

/** The two waits of a look that fails, so that readiness is known within 2 s. */
const KEPT_ANSWERS_MS = 500;
const NEW_ANSWERS_MS = 1_000;

/** What a look at the database found. */
export interface Look {
  readonly isReadOnly: boolean;
  readonly hasSchema: boolean;
  /** The connection that was kept since the last look was dead, though the database answers: others may be, too. */
  readonly wasCut: boolean;
}

/** Larger than what free pages hold, and gone with the transaction. */
const TAKE_ROOM = `BEGIN; CREATE TEMP TABLE loomgate_room ON COMMIT DROP AS
  SELECT n, repeat(md5(n::text), 60) AS filling FROM generate_series(1, 1000) AS n; ROLLBACK`;

const LOOK = `SELECT current_setting('transaction_read_only') = 'on' AS "isReadOnly",
  to_regclass('public.outbox') IS NOT NULL AS "hasSchema"`;

/** Asks the database whether it answers, by a connection of its own, which waits behind no other work. */
export class Probe {
  private client: Client | null = null;
  private looking: Promise<Look> | null = null;

  constructor(private readonly config: ClientConfig) {}

  /** Throws what kept the database from answering in time. Asked by several at once, it looks once. */
  look(): Promise<Look> {
    return (this.looking ??= this.lookNow().finally(() => (this.looking = null)));
  }

  /** Whether there is room on the disk: throws when there is none. */
  async takeRoom(): Promise<void> {
    await this.look();
    const client = this.client;
    if (!client) throw new Error('The connection was lost.');
    await within(NEW_ANSWERS_MS * 4, client.query(TAKE_ROOM)).catch(async (error: unknown) => {
      this.drop(client);
      throw error;
    });
  }

  close(): void {
    if (this.client) this.drop(this.client);
  }

  private async lookNow(): Promise<Look> {
    const kept = this.client;
    if (kept) {
      try {
        return { ...(await within(KEPT_ANSWERS_MS, ask(kept))), wasCut: false };
      } catch {
        this.drop(kept);
      }
    }
    const client = new Client(this.config);
    client.on('error', () => this.drop(client));
    this.client = client;
    try {
      const found = await within(
        NEW_ANSWERS_MS,
        client.connect().then(() => ask(client)),
      );
      return { ...found, wasCut: kept !== null };
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

type Answer = Pick<Look, 'isReadOnly' | 'hasSchema'>;

async function ask(client: Client): Promise<Answer> {
  const { rows } = await client.query<Answer>(LOOK);
  return rows[0] ?? { isReadOnly: false, hasSchema: false };
}

/** An answer that lies in the socket while this process was busy is not late: what has come is read before it is given up. */
function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const late = setTimeout(
      () => setImmediate(() => reject(new Error(`The database did not answer within ${ms} ms.`))),
      ms,
    );
    answer.then(resolve, reject).finally(() => clearTimeout(late));
  });
}
