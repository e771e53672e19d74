import { Injectable } from '@nestjs/common';
import { recordAudit } from '../audit/audit.js';
import { Markets } from '../markets/markets.service.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../vocabulary/clock.js';
import { dec, plain } from '../vocabulary/decimal.js';
import { nextDay } from '../vocabulary/period.js';
import { assertNoErrors, refuseAt } from '../messages/refusals/refusal.js';
import { violation } from '../messages/refusals/violation.js';
import { ruleFaults } from './domain/rule-shape.js';
import { LanePolicyEntity } from './lane-policy.entity.js';
import { LaneRuleEntity } from './lane-rule.entity.js';
import { laneRule, type LaneRuleVersion } from './lane-rules.query.js';
import type { AddLanePolicy, AddLaneRule } from './lanes.dto.js';

/** Versions of lane rules and of the random rate. Appended, never changed: what a lane was drawn by can be read for ever. */
@Injectable()
export class LaneVersions {
  constructor(
    private readonly clock: Clock,
    private readonly markets: Markets,
  ) {}

  /** Appends a version of a rule. Refuses (422) what the closed set of conditions has no place for, and (409) a version that is taken. */
  async addRule(tx: Tx, wanted: AddLaneRule): Promise<LaneRuleVersion> {
    const { rule, version, validFrom, validTo = null, colour, priority, text, source } = wanted;
    const conditions = given(wanted.conditions);
    const markets = new Set((await this.markets.all(tx)).map(({ code }) => code));
    assertNoErrors(ruleFaults({ validFrom, validTo, conditions }, this.clock.today(), (code) => markets.has(code)));
    await next(tx, `lane_rule ${rule}`, version, () =>
      tx.one('SELECT max(version) AS last FROM lane_rule WHERE rule = $1', [rule]),
    );
    const made = { createdAt: this.clock.now().toISOString(), createdBy: tx.actor.name };
    const content = { validFrom, validTo, colour, priority, conditions, textZh: text.zh, textEn: text.en, source };
    await tx.manager.insert(LaneRuleEntity, { rule, version, ...content, ...made });
    await this.recordAudit(tx, 'lane-rule.appended', `${rule} ${version}`, {
      validFrom,
      validTo,
      colour,
      priority,
      conditions,
    });
    return laneRule(tx, rule, version);
  }

  /**
   * Publishes a rate. Not for today: the draws of a day are made, and can be recomputed, by the rate that was published before
   * it began.
   */
  async addPolicy(tx: Tx, { version, validFrom, rate, colour, source }: AddLanePolicy): Promise<LanePolicyEntity> {
    const tomorrow = nextDay(this.clock.today());
    assertNoErrors([
      ...(validFrom < tomorrow
        ? [violation('takes-effect-too-early', '/validFrom', { value: validFrom, earliest: tomorrow })]
        : []),
      ...(dec(rate).greaterThan(1) ? [violation('rate-above-one', '/rate', { value: rate })] : []),
    ]);
    await next(tx, 'lane_policy', version, () => tx.one('SELECT max(version) AS last FROM lane_policy'));
    const createdAt = this.clock.now().toISOString();
    const own = {
      version,
      validFrom,
      rate: plain(dec(rate)),
      colour,
      source,
      sourceEn: null,
      doubt: null,
      doubtEn: null,
    };
    const stored = { ...own, createdAt, createdBy: tx.actor.name };
    await tx.manager.insert(LanePolicyEntity, stored);
    await this.recordAudit(tx, 'lane-policy.published', String(version), {
      validFrom,
      rate: stored.rate,
      colour,
      source,
    });
    return stored;
  }

  private recordAudit(tx: Tx, action: string, subjectId: string, detail: Record<string, unknown>): Promise<void> {
    return recordAudit(tx, this.clock, { action, subjectType: action.split('.')[0] ?? '', subjectId, detail });
  }
}

/** A first version has no row to lock: of two administrators the second waits for the first, and then sees that it is late. */
async function next(
  tx: Tx,
  name: string,
  version: number,
  read: () => Promise<{ last: number | null } | null>,
): Promise<void> {
  await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
  const last = (await read())?.last ?? 0;
  if (version === last + 1) return;
  const params = { current: String(last), given: String(version) };
  throw refuseAt('/version', 'conflict', 'rule-version-taken', params);
}

/** Without fields that were not given. */
const given = <T extends object>(conditions: T): T =>
  Object.fromEntries(Object.entries(conditions).filter(([, value]) => value !== undefined)) as T;
