import { followUpSettings } from '../markets/domain/follow-up-settings.js';
import type { FollowedMarket } from '../open-items/domain/item-rule.js';
import type { ReminderItemKind } from '../messages/email-templates.js';
import { KINDS, type Level, OPEN_ITEM_KINDS } from '../vocabulary/open-item-kinds.js';
import { openItemTables, type Subject } from '../open-items/open-items.query.js';
import type { Tx } from '../platform/database/tx.js';
import { utcText } from '../platform/database/utc-text.js';
import { addDays, type Day, daysOfMonth, type Instant, lastInstantOf, type Month } from '../vocabulary/period.js';

/** One thing a firm is reminded of. Of a key: when it was made, and when it expires. */
export interface ReminderItem {
  readonly kind: ReminderItemKind;
  readonly subject: Subject | { readonly type: 'key'; readonly id: string; readonly reference: string };
  readonly openedAt: Instant;
  readonly dueAt: Instant;
  readonly overdue: boolean;
  readonly level: Level;
  readonly ageDays: number;
  /** Of an exemption to be filed: the day of the month after the closing by which it is. */
  readonly filingDay?: Day;
}

/** The list of one firm; firms with nothing on it do not appear. */
export interface FirmItems {
  readonly broker: string;
  readonly items: readonly ReminderItem[];
}

/** Whose items are asked for; null for every firm's. One statement in either case. */
export type OfFirms = readonly string[] | null;

/** From asking for an amendment to the day somebody should ask customs about it; ours, unverified. */
const AMENDMENT_DUE_DAYS = 7;

const SUBJECT = `jsonb_build_object('type', subject_type, 'id', subject_id,
  CASE subject_type WHEN 'shipment' THEN 'number' ELSE 'reference' END, subject)`;
const OF_FIRMS = (column: string) => `($5::uuid[] IS NULL OR ${column} = ANY ($5))`;
const SHANGHAI_DAY = (instant: string) => `(${instant} AT TIME ZONE 'Asia/Shanghai')::date`;

/** `due` as the list of each firm, the earliest due first. */
const BY_FIRM = `
  SELECT broker_id AS broker, jsonb_agg(jsonb_build_object('kind', kind, 'subject', subject, 'openedAt', ${utcText('opened_at')},
      'dueAt', ${utcText('due_at')}, 'overdue', due_at <= $3::timestamptz, 'level', level, 'ageDays', age_days)
    || CASE kind WHEN 'exemption-filing-due' THEN jsonb_build_object('filingDay', ${SHANGHAI_DAY('due_at')}) ELSE '{}' END
    ORDER BY due_at, kind COLLATE "C", subject_id) AS items
  FROM due GROUP BY broker_id ORDER BY broker_id`;

const REMINDED_IMMEDIATELY = OPEN_ITEM_KINDS.filter((kind) => KINDS[kind].remindedImmediately)
  .map((kind) => `'${kind}'`)
  .join(', ');

/**
 * What a firm owed at the end of the month: everything of its own that is a month old or due monthly (not closed, exemption not
 * filed, payment missing), whatever was returned and not filed again, requests for corrections it has not answered, its amendments that are undecided, and keys about to
 * expire. What customs owes stands in the statement and the days of the market. Of the firms that have something open in or a declaration at this market. An item its firm acknowledged is left out until its level
 * or its being overdue has changed; opened anew it is another item. $5 are the firms, $6 the market, $7 until when keys are looked
 * at, $8 and $9 the ages that lift an amendment, $10 the cut-off.
 */
const ITEMS = `
  candidate AS (
    SELECT broker_id, kind, ${SUBJECT} AS subject, subject_id, opened_at, due_at, level, age_days FROM item
    WHERE broker_id IS NOT NULL AND owner = 'broker' AND (level = 'month' OR kind IN (${REMINDED_IMMEDIATELY}))
    UNION ALL
    SELECT a.broker_id, 'amendment-pending', jsonb_build_object('type', 'declaration', 'id', d.id, 'reference', d.reference), d.id,
      a.asked_at, (t.asked_on + ${AMENDMENT_DUE_DAYS} + $10::time) AT TIME ZONE 'Asia/Shanghai',
      CASE WHEN t.age_days >= $9 THEN 'month' WHEN t.age_days >= $8 THEN 'week' ELSE 'day' END, t.age_days
    FROM amendment a JOIN declaration d ON d.id = a.declaration_id AND d.market = $6
    CROSS JOIN LATERAL (SELECT ${SHANGHAI_DAY('a.asked_at')} AS asked_on,
      ${SHANGHAI_DAY('$3::timestamptz')} - ${SHANGHAI_DAY('a.asked_at')} AS age_days) t
    WHERE a.asked_at <= $3::timestamptz AND (a.decided_at IS NULL OR a.decided_at > $3::timestamptz)
      AND ${OF_FIRMS('a.broker_id')}
    UNION ALL
    SELECT k.organisation_id, 'key-expiring', jsonb_build_object('type', 'key', 'id', k.id, 'reference', k.name), k.id,
      k.created_at, k.expires_at, 'month', ${SHANGHAI_DAY('$3::timestamptz')} - ${SHANGHAI_DAY('k.created_at')}
    FROM api_key k
    WHERE k.role = 'broker' AND k.created_at <= $3::timestamptz AND k.expires_at > $3::timestamptz AND k.expires_at <= $7::timestamptz
      AND (k.revoked_at IS NULL OR k.revoked_at > $3::timestamptz) AND ${OF_FIRMS('k.organisation_id')}
      AND EXISTS (SELECT 1 FROM declaration d WHERE d.broker_id = k.organisation_id AND d.market = $6
        AND d.created_at <= $3::timestamptz)),
  due AS (
    SELECT * FROM candidate c WHERE NOT EXISTS (SELECT 1 FROM reminder_acknowledgement a
      WHERE a.broker_id = c.broker_id AND a.kind = c.kind AND a.subject_id = c.subject_id
        AND a.acknowledged_at <= $3::timestamptz AND a.opened_at = date_trunc('milliseconds', c.opened_at) AND a.level = c.level
        AND a.overdue = (c.due_at <= $3::timestamptz)))`;

/** The list of every firm that has something to be reminded of. */
export function reminderItems(tx: Tx, market: FollowedMarket, month: Month, firms: OfFirms): Promise<FirmItems[]> {
  const last = daysOfMonth(month)[1];
  const { sql, params } = openItemTables({ markets: [market], until: lastInstantOf(last), firms });
  const { keyExpiryDays, weekAfterDays, monthAfterDays } = followUpSettings(market.settings);
  const keysUntil = lastInstantOf(addDays(last, keyExpiryDays));
  const own = [firms, market.code, keysUntil, weekAfterDays, monthAfterDays, market.cutOff];
  return tx.rows(`${sql}, ${ITEMS} ${BY_FIRM}`, [...params, ...own]);
}

const SLIPPING = `due AS (
  SELECT broker_id, kind, ${SUBJECT} AS subject, subject_id, opened_at, due_at, level, age_days FROM item
  WHERE broker_id IS NOT NULL)`;

/**
 * What each firm has released and not closed at an instant: unless it closes before the month does, it counts in the next month's
 * statistics. Always the whole list, acknowledged or not: every month it slips once more.
 */
export function slippingItems(tx: Tx, market: FollowedMarket, until: Instant, firms: OfFirms): Promise<FirmItems[]> {
  const { sql, params } = openItemTables({ markets: [market], kinds: ['released-not-closed'], until, firms });
  return tx.rows(`${sql}, ${SLIPPING} ${BY_FIRM}`, params);
}
