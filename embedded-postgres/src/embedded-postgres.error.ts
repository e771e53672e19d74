/** The embedded database cannot run, for a reason somebody outside can mend. The message is one line, made to be printed as it is. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}
