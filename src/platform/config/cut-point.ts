/**
 * Named places where a run may be cut in two. `CRASH_AT=<label>` kills the process there, without any goodbye, and `FREEZE_AT=<label>`
 * stops it until somebody lets it go on, so that a test can show that the half that was done leaves no trace. Costs two
 * comparisons where it stands.
 */
export function cutPoint(label: string): void {
  if (process.env['CRASH_AT'] === label) process.kill(process.pid, 'SIGKILL');
  if (process.env['FREEZE_AT'] === label) process.kill(process.pid, 'SIGSTOP');
}
