/**
 * Named places where a run may be cut in two. `CRASH_AT=<label>` kills the process there, without any goodbye,
 * so that a test can show that the half that was done leaves no trace. Costs one comparison where it stands.
 */
export function cutPoint(label: string): void {
  if (process.env['CRASH_AT'] === label) process.kill(process.pid, 'SIGKILL');
}
