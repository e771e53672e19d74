import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { PeriodKey } from '../../src/platform/periodic/period-ledger.js';
import type { Office } from './office.js';

export const CUT_POINTS = ['period-claimed', 'period-worked', 'period-finished'] as const;
export type CutPoint = (typeof CUT_POINTS)[number];

export interface End {
  readonly code: number | null;
  readonly signal: string | null;
  readonly told: string;
}

/** Runs a period in another process on the office's database; with a cut point the process kills itself there. */
export function runElsewhere(office: Office, { kind, market, period }: PeriodKey, crashAt?: CutPoint): Promise<End> {
  const script = join(process.cwd(), 'test/support/one-period.cjs');
  const args = [script, office.databaseUrl, office.clock.now().toISOString(), kind, market, period];
  const env = { ...process.env, CRASH_AT: crashAt ?? '' };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let told = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (told += text.toString()));
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, told })));
}
