import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { cursorOf, limitOf, type Page, pageOf } from '../platform/http/page.js';
import { render, sourceOf } from '../messages/index.js';
import { Clock } from '../vocabulary/clock.js';
import type { Language } from '../vocabulary/language.js';
import type { Day } from '../vocabulary/period.js';
import type { Severity, ViolationCode } from '../messages/refusals/violation.js';
import { loadCodeTables } from './code-tables.js';
import {
  type DatedRule,
  DATED_RULES,
  FIXED_RULES,
  forceOf,
  forceOn,
  governing,
  type RuleVersion,
} from './domain/trade-rules.js';
import type { TradeRulesQuery } from './trade-rules.dto.js';

/** A trade rule on a day, in the reader's language. */
export interface TradeRuleResponse {
  readonly code: ViolationCode;
  /** What a breach is on that day; of a rule that is only announced, on its first day. */
  readonly severity: Severity;
  readonly inForce: boolean;
  readonly message: string;
  readonly remedy: string;
  /** The announcement or article the rule comes from. */
  readonly source: string | null;
  /** Its days, where data gives them; null: it always holds. */
  readonly dates: Pick<RuleVersion, 'version' | 'validFrom' | 'validTo' | 'refusesFrom' | 'source'> | null;
}

type RuleOnDay = Pick<TradeRuleResponse, 'code' | 'severity' | 'inForce' | 'dates'>;

/** Which trade rules hold on a day. */
@Injectable()
export class TradeRulesOnDayService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async page(actor: Actor, query: TradeRulesQuery, language: Language): Promise<Page<TradeRuleResponse>> {
    const day = query.on ?? this.clock.today();
    const limit = limitOf(query);
    const [after = ''] = cursorOf(query, 1) ?? [];
    const { tradeRules } = await this.database.transaction(actor, loadCodeTables);
    const rules = [...fixed(), ...DATED_RULES.flatMap((code) => datedOn(code, tradeRules, day))]
      .filter(({ code, inForce }) => code > after && (inForce || query.announced === 'true'))
      .sort((a, b) => (a.code < b.code ? -1 : 1))
      .slice(0, limit + 1);
    return pageOf(
      rules.map((rule) => toResponse(rule, language)),
      limit,
      ({ code }) => [code],
    );
  }
}

const fixed = (): RuleOnDay[] =>
  Object.entries(FIXED_RULES).map(([code, severity]) => ({
    ...{ code: code as ViolationCode, severity, inForce: true, dates: null },
  }));

function datedOn(code: DatedRule, all: readonly RuleVersion[], day: Day): RuleOnDay[] {
  const versions = all.filter((each) => each.code === code);
  const version = governing(versions, day);
  const force = forceOn(code, versions, day);
  if (version === null) return force ? [{ code, severity: force.severity, inForce: true, dates: null }] : [];
  if (version.validFrom === null) return [];
  const { version: number, validFrom, validTo, refusesFrom, source } = version;
  const shown = force ?? (validFrom > day ? forceOf(version, validFrom) : null);
  if (shown === null) return [];
  const dates = { version: number, validFrom, validTo, refusesFrom, source };
  return [{ code, severity: shown.severity, inForce: force !== null, dates }];
}

const toResponse = ({ code, severity, inForce, dates }: RuleOnDay, language: Language): TradeRuleResponse => ({
  ...{ code, severity, inForce },
  ...render(code, undefined, language),
  source: sourceOf(code, language),
  dates,
});
