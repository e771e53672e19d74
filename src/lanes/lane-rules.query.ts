import type { Sourced, WithSource } from './sourced.js';
import type { Tx } from '../platform/database/tx.js';
import { type LaneRule, rulesOn } from './domain/draw.js';
import type { RuleHits } from './replays/lane-hits.query.js';

/** A version of a rule with what people need to know of it. */
export interface LaneRuleVersion extends LaneRule, Sourced {
  readonly text: { readonly zh: string; readonly en: string };
  readonly createdAt: string;
  readonly createdBy: string;
}

const SELECT = `
  SELECT rule, version, valid_from AS "validFrom", valid_to AS "validTo", colour, priority, conditions,
    jsonb_build_object('zh', text_zh, 'en', text_en) AS text, source, source_en AS "sourceEn", doubt, doubt_en AS "doubtEn",
    created_at AS "createdAt", created_by AS "createdBy"
  FROM lane_rule`;

/** A version with what came of it. */
export type ListedLaneRule = WithSource<LaneRuleVersion> & { readonly hits: RuleHits };

/** The versions that govern on a day, those that decide first before the others. */
export const laneRulesOn = async (tx: Tx, day: string): Promise<LaneRuleVersion[]> =>
  rulesOn(
    await tx.rows<LaneRuleVersion>(`${SELECT} WHERE valid_from <= $1 ORDER BY priority, rule, version`, [day]),
    day,
  );

/** One version, which is there. */
export async function laneRule(tx: Tx, rule: string, version: number): Promise<LaneRuleVersion> {
  const found = await tx.one<LaneRuleVersion>(`${SELECT} WHERE rule = $1 AND version = $2`, [rule, version]);
  if (!found) throw new Error(`Version ${version} of ${rule} is not there.`);
  return found;
}
