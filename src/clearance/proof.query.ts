import { filedAt } from '../declarations/status/facts.query.js';
import type { Tx } from '../platform/database/tx.js';
import { attemptsOf, type PeriodAttempt } from '../periods/ledger/period-attempts.js';
import { findRun, type PeriodKey } from '../periods/ledger/period-ledger.js';
import type { Instant } from '../vocabulary/period.js';
import { type DayCounts, digestOf, ENCODING, type ExcludedFromDay, roomToSort } from './day-counts.query.js';
import { excludedIn, excludedOf } from './excluded-firms.sql.js';
import type { RunInputs } from './run-inputs.query.js';
import { type SignOff, signOffsOf } from './sign-offs.repository.js';

/** Facts of one kind that happened until the cut-off: those the run could know, and those that arrived after it. */
export interface FactCount {
  readonly fact: 'submissions' | 'receipts' | 'shipmentEvents';
  readonly known: number;
  readonly arrivedAfter: number;
}

interface Frozen extends DayCounts {
  readonly id: string;
  readonly cutOffAt: Instant;
  readonly finishedAt: Instant;
  readonly inputs: RunInputs | Record<string, never>;
  readonly excluded: readonly ExcludedFromDay[];
  /** The digest of the frozen rows as they are now. */
  readonly recomputed: string;
}

/** Everything by which a day's clearance can be believed without believing us. */
export interface Proof {
  readonly market: string;
  readonly date: string;
  readonly state: string;
  readonly dueAt: Instant;
  /** By the machine's clock, which differs from the service's in a trial only. */
  readonly enteredAt: Instant | null;
  readonly enqueuedAt: Instant;
  readonly claimedAt: Instant | null;
  readonly finishedAt: Instant | null;
  readonly worker: string | null;
  readonly codeVersion: string | null;
  readonly attempts: readonly PeriodAttempt[];
  /** Null until it is finished, like all that follows. */
  readonly runId: string | null;
  readonly cutOffAt: Instant | null;
  readonly facts: readonly FactCount[] | null;
  /** Settings and calendar as they were used. */
  readonly settings: RunInputs | Record<string, never> | null;
  readonly result: Omit<DayCounts, 'digest'> | null;
  /** Firms that were left out, because their data could not be judged: the result says nothing of them. */
  readonly excluded: readonly ExcludedFromDay[] | null;
  readonly digest: string | null;
  readonly digestEncoding: string;
  readonly verification: { readonly recomputed: string; readonly valid: boolean } | null;
  readonly signOffs: readonly SignOff[];
}

const RECOMPUTED = digestOf(
  ['r.market', 'r.day::text', 'r.cut_off_at', 'r.brought_forward', 'r.opened', 'r.cleared', 'r.carried_over'],
  'clearance_item WHERE run_id = r.id',
  `${excludedOf('r')} x`,
);

const FACTS = `
  SELECT fact, count(*) FILTER (WHERE arrived_at <= $3)::integer AS known, count(*) FILTER (WHERE arrived_at > $3)::integer AS "arrivedAfter"
  FROM (
    SELECT 'submissions' AS fact, ${filedAt('s')} AS at, s.submitted_at AS arrived_at
    FROM submission s JOIN declaration d ON d.id = s.declaration_id AND d.market = $1
    UNION ALL
    SELECT 'receipts', r.event_time, r.received_at FROM receipt r JOIN declaration d ON d.id = r.declaration_id AND d.market = $1
    UNION ALL
    SELECT 'shipmentEvents', e.event_time, e.received_at FROM shipment_event e JOIN shipment s ON s.id = e.shipment_id AND s.market = $1) f
  WHERE at <= $2::timestamptz GROUP BY fact`;
const FACT_KINDS = ['submissions', 'receipts', 'shipmentEvents'] as const;

/**
 * The proof of a day. Facts are never changed and carry when they arrived, so that what the run could know is counted now;
 * settings and calendar do change and were kept. Call it under the service's role: an officer sees the own office's
 * declarations only, the run saw all of the market.
 */
export async function proofOf(tx: Tx, key: PeriodKey): Promise<Proof | null> {
  const run = await findRun(tx, key);
  if (!run) return null;
  await roomToSort(tx);
  const frozen = await tx.one<Frozen>(
    `SELECT id, cut_off_at AS "cutOffAt", finished_at AS "finishedAt", brought_forward AS "broughtForward", opened, cleared,
       carried_over AS "carriedOver", digest, inputs, ${excludedIn('r')} AS excluded, ${RECOMPUTED} AS recomputed
     FROM clearance_run r WHERE market = $1 AND day = $2 AND revision = 1`,
    [key.market, key.period],
  );
  const { market, period: date, state, dueAt, enteredAt, enqueuedAt, startedAt, finishedAt, worker, codeVersion } = run;
  return {
    ...{ market, date, state, dueAt, enteredAt, enqueuedAt, claimedAt: startedAt, finishedAt, worker, codeVersion },
    attempts: await attemptsOf(tx, key),
    ...resultOf(frozen),
    digestEncoding: ENCODING,
    facts: frozen && (await factsOf(tx, key.market, frozen)),
    signOffs: await signOffsOf(tx, frozen?.id ?? null),
  };
}

function resultOf(frozen: Frozen | null) {
  if (!frozen) {
    const none = { runId: null, cutOffAt: null, settings: null, result: null, excluded: null };
    return { ...none, digest: null, verification: null };
  }
  const { id: runId, cutOffAt, inputs: settings, excluded, digest, recomputed } = frozen;
  const { broughtForward, opened, cleared, carriedOver } = frozen;
  const result = { broughtForward, opened, cleared, carriedOver };
  return {
    runId,
    cutOffAt,
    settings,
    result,
    excluded,
    digest,
    verification: { recomputed, valid: recomputed === digest },
  };
}

async function factsOf(tx: Tx, market: string, { cutOffAt, finishedAt }: Frozen): Promise<FactCount[]> {
  const found = await tx.rows<FactCount>(FACTS, [market, cutOffAt, finishedAt]);
  return FACT_KINDS.map((fact) => found.find((count) => count.fact === fact) ?? { fact, known: 0, arrivedAfter: 0 });
}
