import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import type { Tx } from '../../platform/database/tx.js';
import { cursorAfter, cursorOf, limitOf, type Page, type PageQuery } from '../../platform/http/page.js';
import { isDatedRule } from '../../reference/domain/trade-rules.js';
import { TradeRules } from '../../reference/trade-rules.service.js';
import { Clock } from '../../vocabulary/clock.js';
import { isId } from '../../vocabulary/id.js';
import type { Language } from '../../vocabulary/language.js';
import type { Day } from '../../vocabulary/period.js';
import { refuse } from '../../messages/refusals/refusal.js';
import { renderViolation, type RenderedViolation } from '../../messages/refusals/violation.js';
import { checkDeclaration } from '../domain/assess.js';
import { sight } from '../reading/filters.js';
import { RuleBooks } from './rule-books.js';
import { storedInputs } from '../store/stored-inputs.js';

interface UnfinishedDraft {
  readonly id: string;
  readonly reference: string;
  readonly brokerId: string;
  readonly market: string;
  readonly status: string;
}

/** An unfinished draft with the findings for which the rule will refuse it. */
export interface AffectedDraft extends UnfinishedDraft {
  readonly declaredOn: Day | null;
  readonly findings: readonly RenderedViolation[];
}

export interface AffectedDraftsPage extends Page<AffectedDraft> {
  readonly code: string;
  /** The day from which the rule refuses; null while no such day is announced: then no draft is affected. */
  readonly refusesFrom: Day | null;
}

/** How many drafts are read and assessed at once, with their lines, and at most for one answer. */
const CHUNK = 100;
const EXAMINED_MAX = 1_000;

const LAST_PREFIX = `
  SELECT max(refuses_from) AS day FROM hs_rule WHERE flag = 'ineligible' AND refuses_from >= $1`;

/** Finds the unfinished drafts that an announced rule will refuse. */
@Injectable()
export class AffectedDraftsService {
  constructor(
    private readonly database: Database,
    private readonly ruleBooks: RuleBooks,
    private readonly rules: TradeRules,
    private readonly clock: Clock,
  ) {}

  /**
   * The drafts and returned declarations the reader may see, newest first, that the rule would refuse on the day from which it
   * refuses (today, if that has come). A draft that names its day is assessed as of that day, as its submission will be. A
   * page may have fewer rows than its limit and still a next one: at most a thousand drafts are assessed for one answer.
   */
  page(actor: Actor, code: string, query: PageQuery, language: Language): Promise<AffectedDraftsPage> {
    return this.database.transaction(actor, (tx) => this.read(tx, code, query, language), { snapshot: true });
  }

  private async read(tx: Tx, code: string, query: PageQuery, language: Language): Promise<AffectedDraftsPage> {
    const refusesFrom = await this.refusalDayOf(tx, code);
    if (refusesFrom === null) return { code, refusesFrom, items: [], nextCursor: null };
    const today = this.clock.today();
    const day = refusesFrom < today ? today : refusesFrom;
    const limit = limitOf(query);
    const items: AffectedDraft[] = [];
    let before = cursorOf(query, [isId])?.[0] ?? null;
    for (let examined = 0; examined < EXAMINED_MAX; examined += CHUNK) {
      const drafts = await unfinished(tx, before);
      const affected = await this.affectedAmong(tx, drafts, { code, day, language });
      for (const draft of affected) {
        items.push(draft);
        if (items.length === limit) return { code, refusesFrom, items, nextCursor: cursorAfter([draft.id]) };
      }
      before = drafts.at(-1)?.id ?? null;
      if (drafts.length < CHUNK || before === null) return { code, refusesFrom, items, nextCursor: null };
    }
    return { code, refusesFrom, items, nextCursor: before === null ? null : cursorAfter([before]) };
  }

  private async affectedAmong(
    tx: Tx,
    drafts: readonly UnfinishedDraft[],
    { code, day, language }: { code: string; day: Day; language: Language },
  ): Promise<AffectedDraft[]> {
    const inputs = await storedInputs(
      tx,
      drafts.map(({ id }) => id),
    );
    const occasionOf = ({ id, market }: UnfinishedDraft) => ({ market, declaredOn: inputs.get(id)?.declaredOn ?? day });
    const ruleBookOf = await this.ruleBooks.load(tx, drafts.map(occasionOf));
    return drafts.flatMap((draft) => {
      const input = inputs.get(draft.id);
      if (!input) return [];
      const findings = checkDeclaration(input, ruleBookOf(occasionOf(draft)))
        .filter((found) => found.code === code && found.severity === 'error')
        .map((found) => renderViolation(found, language));
      return findings.length > 0 ? [{ ...draft, declaredOn: input.declaredOn ?? null, findings }] : [];
    });
  }

  /** The day from which a rule refuses, or null; refuses (404) a rule that is not dated. */
  private async refusalDayOf(tx: Tx, code: string): Promise<Day | null> {
    if (isDatedRule(code)) return (await this.rules.last(tx, code))?.refusesFrom ?? null;
    // Ineligible goods are announced prefix by prefix; from the last announced day on the rule refuses all of them.
    if (code !== 'hs-code-ineligible') throw refuse('not-found', 'not-found', { what: 'trade-rule', value: code });
    return (await tx.one<{ day: Day | null }>(LAST_PREFIX, [this.clock.today()]))?.day ?? null;
  }
}

function unfinished(tx: Tx, before: string | null): Promise<UnfinishedDraft[]> {
  const { sql, params } = unfinishedStatement(tx.actor);
  return tx.rows<UnfinishedDraft>(sql, [...params, before]);
}

/** The last value is the id before which they come, or null. */
function unfinishedStatement(actor: Actor): { sql: string; params: unknown[] } {
  const { text, params } = sight(actor);
  const before = `$${params.length + 1}`;
  const sql = `SELECT d.id, d.reference, d.broker_id AS "brokerId", d.market, d.status FROM declaration d
     WHERE ${text} AND d.status IN ('draft', 'returned') AND (${before}::uuid IS NULL OR d.id < ${before})
     ORDER BY d.id DESC LIMIT ${CHUNK}`;
  return { sql, params };
}
