import { seesLanes } from '../../lanes/lane.query.js';
import type { Tx } from '../../platform/database/tx.js';
import { endOfDay, startOfDay } from '../../vocabulary/period.js';
import type { ReleaseTimeKey, ReleaseTimesQuery } from './release-times.dto.js';

/** How long a step took, in whole minutes; null where no declaration has made it. */
export interface StepTime {
  readonly declarations: number;
  readonly medianMinutes: number | null;
  readonly p90Minutes: number | null;
}

/** The steps of declarations that agree in what they are told apart by. */
export type ReleaseTimes = Readonly<Partial<Record<ReleaseTimeKey, string | null>>> & {
  readonly brokerName?: string | null;
  readonly declarations: number;
  readonly accepted: StepTime;
  readonly inspected: StepTime;
  readonly released: StepTime;
  readonly closed: StepTime;
  /** For those alone who may know lanes. */
  readonly looked?: StepTime;
};

/** From which stamp to which; a stamp that is reported as earlier than the one before it measures nothing. */
const STEPS = {
  accepted: ['d.filed_at', 'd.accepted_at'],
  inspected: ['d.inspecting_at', 'd.released_at'],
  released: ['d.accepted_at', 'd.released_at'],
  closed: ['d.released_at', 'd.closed_at'],
} as const;

/** A look because of the lane is no status and has no order: it is counted from the filing on. */
const LOOKED = ['d.filed_at', 'look.at'] as const;
const LOOKS = `LEFT JOIN LATERAL (SELECT min(k.checked_at) AS at FROM lane_check k
  WHERE k.declaration_id = d.id AND k.checked_at >= d.filed_at) look ON true`;

const KEYS: Readonly<Record<ReleaseTimeKey, string>> = {
  lane: 'l.colour',
  customsOffice: 'd.customs_office',
  broker: 'd.broker_id',
  week: `to_char(d.filed_at AT TIME ZONE 'Asia/Shanghai', 'IYYY"-W"IW')`,
};

const minutes = ([from, to]: readonly [string, string]): string =>
  `CASE WHEN ${to} >= ${from} THEN floor(extract(epoch FROM ${to} - ${from}) / 60) END`;

const stepSql = (
  step: readonly [string, string],
): string => `jsonb_build_object('declarations', count(${minutes(step)}),
  'medianMinutes', percentile_disc(0.5) WITHIN GROUP (ORDER BY ${minutes(step)}),
  'p90Minutes', percentile_disc(0.9) WITHIN GROUP (ORDER BY ${minutes(step)}))`;

/** Measured from the stamps of the last filing: what came between an earlier filing and its return is not in it. */
export function releaseTimes(tx: Tx, query: ReleaseTimesQuery): Promise<ReleaseTimes[]> {
  const by = query.by ?? [];
  const keys = by.map((key) => `${KEYS[key]} AS "${key}"`);
  const names = by.includes('broker') ? [`min(o.name) AS "brokerName"`] : [];
  const isLookShown = seesLanes(tx.actor);
  const steps = Object.entries({ ...STEPS, ...(isLookShown ? { looked: LOOKED } : {}) }).map(
    ([name, step]) => `${stepSql(step)} AS ${name}`,
  );
  // Brokers have no right to name the tables of lanes.
  const lanes = by.includes('lane') ? 'LEFT JOIN lane l ON l.declaration_id = d.id' : '';
  const firms = by.includes('broker') ? 'LEFT JOIN organisation o ON o.id = d.broker_id' : '';
  const grouped =
    by.length === 0
      ? ''
      : `GROUP BY ${by.map((_, index) => index + 1).join(', ')} ORDER BY declarations DESC, ${by.map((_, index) => index + 1).join(', ')}`;
  return tx.rows<ReleaseTimes>(
    `SELECT ${[...keys, ...names, 'count(*)::int AS declarations', ...steps].join(', ')}
     FROM declaration d ${lanes} ${isLookShown ? LOOKS : ''} ${firms}
     WHERE d.filed_at >= $1::timestamptz AND d.filed_at < $2::timestamptz AND ($3::text IS NULL OR d.market = $3) AND d.status <> 'draft'
     ${grouped}`,
    [startOfDay(query.from), endOfDay(query.to), query.market ?? null],
  );
}
