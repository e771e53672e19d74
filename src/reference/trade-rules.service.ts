import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { recordAudit } from '../audit/audit.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../vocabulary/clock.js';
import { refuse, refuseAt } from '../messages/refusals/refusal.js';
import { violation, type Violation } from '../messages/refusals/violation.js';
import { DATED_RULES, isDatedRule, reversedDays, type RuleDays, sinceOf } from './domain/trade-rules.js';
import { TradeRuleEntity } from './trade-rule.entity.js';
import type { AddTradeRule } from './trade-rules.dto.js';

/** The days of trade rules, by version. A version is appended and never changed: what held on a day can be read for ever. */
@Injectable()
export class TradeRules {
  constructor(private readonly clock: Clock) {}

  /**
   * Appends a version; the same days and source as the last one's are that one. Refuses (422) a rule that cannot be dated and
   * days that contradict each other, and (409) a version that is not the next one: somebody else was first.
   */
  async append(tx: Tx, wanted: AddTradeRule): Promise<TradeRuleEntity> {
    const { code, source } = wanted;
    const { validFrom = null, validTo = null, refusesFrom = null } = wanted;
    const days: RuleDays = { validFrom, validTo, refusesFrom };
    refuseAny('malformed', misshapen(wanted, days));
    refuseAny('rule-broken', against(code, days));
    // A rule without a version has no row to lock: of two administrators one must wait for the other's first.
    await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`trade_rule ${code}`]);
    const last = await this.last(tx, code);
    if (last && isDeepStrictEqual(contentOf(last), { ...days, source })) return last;
    const version = (last?.version ?? 0) + 1;
    if (wanted.version !== undefined && wanted.version !== version) {
      const params = { current: String(version - 1), given: String(wanted.version) };
      throw refuseAt('/version', 'conflict', 'rule-version-taken', params);
    }
    const now = this.clock.now().toISOString();
    const since = sinceOf(validFrom, this.clock.today());
    const stored = { code, version, since, ...days, source, createdAt: now, createdBy: tx.actor.name };
    await tx.manager.insert(TradeRuleEntity, stored);
    await recordAudit(tx, this.clock, {
      action: 'trade-rule.appended',
      subjectType: 'trade-rule',
      subjectId: code,
      detail: { version, since, ...days, source },
    });
    return stored;
  }

  /** The last version of a rule, the one to ask about today and every later day; null when nobody has dated it. */
  last(tx: Tx, code: string): Promise<TradeRuleEntity | null> {
    return tx.manager.findOne(TradeRuleEntity, { where: { code }, order: { version: 'DESC' } });
  }
}

const contentOf = ({ validFrom, validTo, refusesFrom, source }: TradeRuleEntity) => ({
  ...{ validFrom, validTo, refusesFrom, source },
});

/** A version gives its first day, or says that the rule is withdrawn and gives none. */
function misshapen({ withdrawn = false }: AddTradeRule, days: RuleDays): Violation[] {
  if (!withdrawn) {
    return days.validFrom === null ? [violation('required-missing', '/validFrom', { field: 'validFrom' })] : [];
  }
  const given = Object.entries(days).filter(([, day]) => day !== null);
  return given.map(([field]) => violation('field-unknown', `/${field}`, { field }));
}

const against = (code: string, days: RuleDays): Violation[] => [
  ...(isDatedRule(code)
    ? []
    : [violation('rule-not-dated', '/code', { value: code, allowed: DATED_RULES.join(', ') })]),
  ...reversedDays(days),
];

function refuseAny(kind: 'malformed' | 'rule-broken', wrong: readonly Violation[]): void {
  if (wrong[0]) throw refuse(kind, wrong[0].code, wrong[0].params, wrong);
}
