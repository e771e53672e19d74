/**
 * Why the database cannot do its work at the moment.
 * - `away`: unreachable, restarting, or the connection was lost.
 * - `full`: no room on its disk.
 * - `read-only`: a standby, or set to read-only.
 * - `busy`: it answers, but this work met a limit (lock, statement, memory) or lost against other work.
 */
export type Unavailability = 'away' | 'full' | 'read-only' | 'busy';

/** A transaction that ended because of the state of the database, not because of what was asked: 503 to a caller. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';

  constructor(
    readonly kind: Unavailability,
    override readonly cause: unknown,
  ) {
    super(`The database is ${kind}: ${messageOf(cause)}`);
  }
}

/**
 * Whether work failed because of the state of the database. A job that fails by this has not been tried: it costs no attempt.
 * `busy` is excluded: work that meets a limit each time would be repeated for ever.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  return error instanceof DatabaseUnavailable && error.kind !== 'busy';
}

/** The error of a driver as the door to the database throws it: unavailability by its kind, anything else as it is. */
export function unavailableOr(error: unknown): unknown {
  if (error instanceof DatabaseUnavailable) return error;
  const kind = unavailabilityOf(error);
  return kind ? new DatabaseUnavailable(kind, error) : error;
}

/** Classifies an error of the driver of PostgreSQL. Null: a refused statement, a fault of ours, or not from the driver. */
export function unavailabilityOf(error: unknown): Unavailability | null {
  if (error === null || typeof error !== 'object') return null;
  if (error instanceof DatabaseUnavailable) return error.kind;
  const code = 'code' in error ? String(error.code) : '';
  if (isSqlState(code)) return BY_SQLSTATE[code] ?? BY_SQLSTATE_CLASS[code.slice(0, 2)] ?? null;
  if (code === 'ENOENT' || code === 'EACCES') return 'syscall' in error && error.syscall === 'connect' ? 'away' : null;
  if (NETWORK_CODES.has(code)) return 'away';
  return error instanceof Error && LOST_CONNECTION.test(error.message) ? 'away' : null;
}

const BY_SQLSTATE: Readonly<Record<string, Unavailability>> = {
  '25006': 'read-only', // read_only_sql_transaction
  '25P03': 'busy', // idle_in_transaction_session_timeout: this process was held up too long
  '25P04': 'busy', // transaction_timeout
  '3D000': 'away', // invalid_catalog_name: the database is being restored
  '40001': 'busy', // serialization_failure
  '40P01': 'busy', // deadlock_detected
  '53100': 'full', // disk_full
  '53200': 'busy', // out_of_memory
  '53400': 'busy', // configuration_limit_exceeded
  '55P03': 'busy', // lock_not_available
  '57014': 'busy', // query_canceled: statement_timeout
  '58030': 'away', // io_error
};

/** Classes of SQLSTATEs: connection, authorization at connecting, resources, intervention of an operator. */
const BY_SQLSTATE_CLASS: Readonly<Record<string, Unavailability>> = {
  '08': 'away',
  '28': 'away',
  '53': 'away',
  '57': 'away',
};

const NETWORK_CODES = new Set(
  (
    'ECONNREFUSED ECONNRESET ECONNABORTED EPIPE ETIMEDOUT EHOSTUNREACH EHOSTDOWN ENETUNREACH ENETDOWN ENOTCONN ' +
    'EAI_AGAIN ENOTFOUND'
  ).split(' '),
);

/** What pg and its pool throw without a code. */
const LOST_CONNECTION =
  /^Connection terminated|^Client has encountered a connection error|^Client was closed|^timeout exceeded when trying to connect|^timeout expired|^Query read timeout/;

/** Five digits or capital letters, with a digit among the first two: EPIPE is none. */
const isSqlState = (code: string): boolean => /^(?=.?\d)[0-9A-Z]{5}$/.test(code);

/** Node's error of a connection that was tried at several addresses has no message of its own. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
