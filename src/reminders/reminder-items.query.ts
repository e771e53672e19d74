import type { FollowedMarket } from '../open-items/domain/item-rule.js';
import { followUpSettings } from '../open-items/domain/follow-up-settings.js';
import type { Level, OpenItemKind } from '../open-items/domain/kinds.js';
import { openItemTables, type Subject } from '../open-items/open-items.query.js';
import type { Tx } from '../platform/database/tx.js';
import { addDays, daysOfMonth, type Instant, lastInstantOf, type Month } from '../vocabulary/period.js';

/** One thing a firm is reminded of. Of a key: when it was made, and when it expires. */
export interface ReminderItem {
  readonly kind: OpenItemKind | 'key-expiring';
  readonly subject: Subject | { readonly type: 'key'; readonly id: string; readonly reference: string };
  readonly openedAt: Instant;
  readonly dueAt: Instant;
  readonly overdue: boolean;
  readonly level: Level;
  readonly ageDays: number;
}

const INSTANT = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const SUBJECT = `jsonb_build_object('type', subject_type, 'id', subject_id,
  CASE subject_type WHEN 'shipment' THEN 'number' ELSE 'reference' END, subject)`;

/**
 * What stood at the end of the month: everything a month old or due monthly (not closed, exemption not filed, payment
 * missing), whatever was returned and not filed again, and keys about to expire, of the firms that have something open in
 * or a declaration at this market. $5 is the market, $6 until when keys are looked at.
 */
const ITEMS = `
  due AS (
    SELECT broker_id, kind, ${SUBJECT} AS subject, subject_id, opened_at, due_at, level, age_days FROM item
    WHERE broker_id IS NOT NULL AND (level = 'month' OR kind = 'returned-not-refiled')
    UNION ALL
    SELECT k.organisation_id, 'key-expiring', jsonb_build_object('type', 'key', 'id', k.id, 'reference', k.name), k.id,
      k.created_at, k.expires_at, 'month',
      ($3::timestamptz AT TIME ZONE 'Asia/Shanghai')::date - (k.created_at AT TIME ZONE 'Asia/Shanghai')::date
    FROM api_key k
    WHERE k.role = 'broker' AND k.created_at <= $3::timestamptz AND k.expires_at > $3::timestamptz AND k.expires_at <= $6::timestamptz
      AND (k.revoked_at IS NULL OR k.revoked_at > $3::timestamptz)
      AND EXISTS (SELECT 1 FROM declaration d WHERE d.broker_id = k.organisation_id AND d.market = $5))
  SELECT broker_id AS broker, jsonb_agg(jsonb_build_object('kind', kind, 'subject', subject, 'openedAt', ${INSTANT('opened_at')},
    'dueAt', ${INSTANT('due_at')}, 'overdue', due_at <= $3::timestamptz, 'level', level, 'ageDays', age_days)
    ORDER BY due_at, kind COLLATE "C", subject_id) AS items
  FROM due GROUP BY broker_id ORDER BY broker_id`;

/** The list of every firm that has something to be reminded of; one statement for all firms. */
export function reminderItems(
  tx: Tx,
  market: FollowedMarket,
  month: Month,
): Promise<{ broker: string; items: ReminderItem[] }[]> {
  const last = daysOfMonth(month)[1];
  const { sql, params } = openItemTables({ markets: [market], until: lastInstantOf(last) });
  const keysUntil = lastInstantOf(addDays(last, followUpSettings(market.settings).keyExpiryDays));
  return tx.rows(`${sql}, ${ITEMS}`, [...params, market.code, keysUntil]);
}
