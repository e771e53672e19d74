import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { PeriodKey } from '../../../src/periods/ledger/period-ledger.js';
import type { Office } from '../office.js';

export interface End {
  readonly code: number | null;
  readonly signal: string | null;
  readonly output: string;
}

/** Runs a period in another process on the office's database; with a fault point the process kills itself there. */
export const runElsewhere = (office: Office, key: PeriodKey, killAt?: string): Promise<End> =>
  startElsewhere(office, key, { KILL_AT: killAt ?? '' }).ended;

/** The same without waiting for its end: with FREEZE_AT the process stops itself there, until it gets SIGCONT. */
export function startElsewhere(
  office: Office,
  { kind, market, period }: PeriodKey,
  environment: Record<string, string>,
): { process: ChildProcess; ended: Promise<End> } {
  return start(['one-period', office.databaseUrl, office.clock.now().toISOString(), kind, market, period], environment);
}

/** Takes a file in another process on the office's database, which kills itself at the fault point. */
export const importElsewhere = (office: Office, importId: string, killAt: string): Promise<End> =>
  start(['one-import', office.databaseUrl, office.clock.now().toISOString(), importId], { KILL_AT: killAt }).ended;

/** Looks at the calendar once in a process whose host has this time zone; the periods it entered, one a line. */
export const reconcileElsewhere = (office: Office, zone: string): Promise<End> =>
  start(['one-look', office.databaseUrl, office.clock.now().toISOString()], { TZ: zone }).ended;

/** Runs a script of this folder as a process of its own. */
export function start(args: readonly string[], environment: Record<string, string>) {
  const script = join(process.cwd(), 'test/support/processes/elsewhere.cjs');
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, [script, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()));
  const ended = new Promise<End>((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal, output: output })),
  );
  return { process: child, ended, output: () => output };
}
