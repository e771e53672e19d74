import type { Tx } from '../platform/database/tx.js';
import { visitOf } from '../shipments/containers/declarations-in-containers.query.js';
import type { Day, Instant, Month } from '../vocabulary/period.js';
import type { Slip } from './domain/month-close.js';

/** A container of a declaration with its visit, as far as the actor may see that; null where it may not. */
export interface ContainerOnTheWay {
  readonly number: string;
  readonly shipmentId: string | null;
  readonly status: string | null;
  readonly vessel: string | null;
  readonly voyage: string | null;
}

interface Row {
  readonly id: string;
  readonly reference: string;
  readonly entryId: string | null;
  readonly market: string;
  readonly broker: string;
  readonly brokerName: string | null;
  readonly releasedAt: Instant;
  readonly ageDays: number;
  readonly fobCny: string | null;
  readonly fobUsd: string | null;
  readonly containers: readonly ContainerOnTheWay[];
}

/** A declaration that is released and not closed: it counts in no month yet. */
export interface ReleasedNotClosed extends Row {
  /** The month of the release. */
  readonly month: Month;
  readonly slips: Slip;
}

/** Which releases are asked for. */
export interface ReleasesAsked {
  readonly market: string | null;
  readonly broker: string | null;
  readonly today: Day;
  /** A release may be recorded a few minutes ahead; until then it is none. */
  readonly now: Instant;
  /** Only what was released before this instant. */
  readonly before: Instant | null;
}

export interface ReleasedQuestion extends ReleasesAsked {
  /** releasedAt and id of the last one of the page before. */
  readonly after: readonly string[] | null;
  readonly limit: number;
}

/**
 * What is released and not closed, the oldest release first. A container's visit is the first one that had not ended when
 * the declaration was made, as on the page of the container.
 */
export function releasedNotClosed(tx: Tx, question: ReleasedQuestion): Promise<Row[]> {
  const { market, broker, today, now, before, after, limit } = question;
  const [releasedAt = null, id = null] = after ?? [];
  return tx.rows<Row>(
    `WITH page AS MATERIALIZED (
       SELECT id, reference, entry_id, market, broker_id, released_at, closed_at, cancelled_at, created_at, fob_cny, fob_usd FROM declaration
       WHERE status = 'released' AND own_row(broker_id, customs_office) AND ($1::text IS NULL OR market = $1) AND ($2::uuid IS NULL OR broker_id = $2)
         AND ($3::timestamptz IS NULL OR released_at < $3) AND released_at <= $8::timestamptz
         AND ($4::timestamptz IS NULL OR (released_at, id) > ($4, $5::uuid))
       ORDER BY released_at, id LIMIT $6)
     SELECT d.id, d.reference, d.entry_id AS "entryId", d.market, d.broker_id AS broker, o.name AS "brokerName",
       d.released_at AS "releasedAt", $7::date - (d.released_at AT TIME ZONE 'Asia/Shanghai')::date AS "ageDays",
       d.fob_cny AS "fobCny", d.fob_usd AS "fobUsd", held.containers
     FROM page d LEFT JOIN organisation o ON o.id = d.broker_id
     CROSS JOIN LATERAL (
       SELECT coalesce(jsonb_agg(jsonb_build_object('number', c.number, 'shipmentId', s.id, 'status', s.status,
           'vessel', s.vessel, 'voyage', s.voyage) ORDER BY c.position), '[]') AS containers
       FROM declaration_container c LEFT JOIN LATERAL (${visitOf('d', 'c.number')}) s ON true
       WHERE c.declaration_id = d.id) held
     ORDER BY d.released_at, d.id`,
    [market, broker, before, releasedAt, id, limit, today, now],
  );
}

/** Ages in days since the release, to the last one of a band; the last band has no end. */
const AGE_BANDS: readonly (readonly [name: string, to: number | null])[] = [
  ['0-3', 3],
  ['4-7', 7],
  ['8-14', 14],
  ['15-30', 30],
  ['over-30', null],
];
export const AGE_BAND_NAMES = AGE_BANDS.map(([name]) => name);

export const RELEASED_DIMENSIONS = ['age', 'broker'] as const;
export type ReleasedDimension = (typeof RELEASED_DIMENSIONS)[number];

/** How many are released and not closed in one group; a row has what was counted by. */
export interface ReleasedCount {
  /** A band of days since the release. */
  readonly age?: string;
  readonly broker?: string;
  readonly brokerName?: string | null;
  readonly declarations: number;
  readonly fobCny: string;
  readonly fobUsd: string;
}

const BAND = `CASE ${AGE_BANDS.map(([, to], place) => (to === null ? `ELSE ${place}` : `WHEN age <= ${to} THEN ${place}`)).join(' ')} END`;

/** Counts what the list has, by band of age, the youngest first, and by firm. Every group has at least one. */
export async function countReleasedNotClosed(
  tx: Tx,
  by: readonly ReleasedDimension[],
  { market, broker, today, now, before }: ReleasesAsked,
): Promise<ReleasedCount[]> {
  const rows = await tx.rows<{
    band: number | null;
    broker: string | null;
    brokerName: string | null;
    declarations: number;
    fobCny: string;
    fobUsd: string;
  }>(
    `SELECT CASE WHEN $6::boolean THEN ${BAND} END AS band, CASE WHEN $7::boolean THEN r.broker_id END AS broker,
       CASE WHEN $7 THEN o.name END AS "brokerName", count(*)::int AS declarations,
       coalesce(sum(fob_cny), 0)::numeric(24, 2) AS "fobCny", coalesce(sum(fob_usd), 0)::numeric(24, 2) AS "fobUsd"
     FROM (SELECT broker_id, fob_cny, fob_usd, $4::date - (released_at AT TIME ZONE 'Asia/Shanghai')::date AS age FROM declaration
       WHERE status = 'released' AND ($1::text IS NULL OR market = $1) AND ($2::uuid IS NULL OR broker_id = $2)
         AND ($3::timestamptz IS NULL OR released_at < $3) AND released_at <= $5::timestamptz) r
     LEFT JOIN organisation o ON o.id = r.broker_id
     GROUP BY 1, 2, 3 ORDER BY 1, 4 DESC, 3, 2`,
    [market, broker, before, today, now, by.includes('age'), by.includes('broker')],
  );
  return rows.map(({ band, broker: firm, brokerName, ...sums }) => ({
    ...(band === null ? {} : { age: AGE_BAND_NAMES[band] ?? '' }),
    ...(firm === null ? {} : { broker: firm, brokerName }),
    ...sums,
  }));
}
