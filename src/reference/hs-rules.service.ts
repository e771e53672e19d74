import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { recordAudit } from '../audit/audit.js';
import type { Tx } from '../platform/database/tx.js';
import { cursorOf, limitOf, type Page, pageOf } from '../platform/http/page.js';
import { Clock } from '../vocabulary/clock.js';
import { isId, newId } from '../vocabulary/id.js';
import { refuse } from '../messages/refusals/refusal.js';
import { violation } from '../messages/refusals/violation.js';
import { changedPointers } from '../messages/refusals/changed-pointers.js';
import { assertRevision } from '../audit/assert-revision.js';
import type { ExpectedRevisions } from '../messages/refusals/revision.js';
import type { HsRule } from './domain/code-tables.js';
import { reversedDays } from './domain/trade-rules.js';
import { HsRuleEntity } from './hs-rule.entity.js';
import type { AddHsRule, EndHsRule, HsRuleQuery } from './hs-rules.dto.js';

const COLUMNS = `id, prefix, flag, valid_from AS "validFrom", valid_to AS "validTo", refuses_from AS "refusesFrom",
  source, revision`;

/** Flags on commodity codes, by prefix and day: not eligible for this trade, export duty, inspection. */
@Injectable()
export class HsRules {
  constructor(private readonly clock: Clock) {}

  /** Adds a rule; refuses one that ends before it begins (rule-broken) and one that is there already (conflict). */
  async add(tx: Tx, wanted: AddHsRule): Promise<HsRuleEntity> {
    const { prefix, flag, validFrom, validTo = null, refusesFrom = null, source } = wanted;
    assertDays({ flag, validFrom, validTo, refusesFrom });
    const added = await tx.one<HsRuleEntity>(
      `INSERT INTO hs_rule (id, prefix, flag, valid_from, valid_to, refuses_from, source) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (prefix, flag, valid_from) DO NOTHING RETURNING ${COLUMNS}`,
      [newId(), prefix, flag, validFrom, validTo, refusesFrom, source],
    );
    if (!added) throw refuse('conflict', 'database-constraint', { value: `${prefix} ${validFrom}` });
    await this.record(tx, 'hs-rule.added', added.id, { ...wanted });
    return added;
  }

  /** Sets the last day of a rule, the day it refuses from, and its source. What was submitted while it held is not looked at again. */
  async end(tx: Tx, id: string, wanted: EndHsRule, revision: ExpectedRevisions): Promise<HsRuleEntity> {
    const held = isId(id)
      ? await tx.manager.findOne(HsRuleEntity, { where: { id }, lock: { mode: 'pessimistic_write' } })
      : null;
    if (!held) throw refuse('not-found', 'not-found', { what: 'hs-rule', value: id });
    await assertRevision(tx, revision, { subjectId: id, resource: 'hs-rule', revision: held.revision });
    const { validTo = null, refusesFrom = held.refusesFrom, source = held.source } = wanted;
    const next = { ...held, validTo, refusesFrom, source };
    if (isDeepStrictEqual(next, { ...held })) return held;
    assertDays(next);
    const changed = { validTo, refusesFrom, source, revision: held.revision + 1 };
    await tx.manager.update(HsRuleEntity, { id }, changed);
    await this.record(tx, 'hs-rule.replaced', id, {
      ...{ before: held, validTo, refusesFrom, source },
      change: {
        ...{ resource: 'hs-rule', from: held.revision, to: changed.revision },
        changed: changedPointers(held, next),
      },
    });
    return { ...held, ...changed };
  }

  /** Rules by prefix, flag and first day. */
  async page(tx: Tx, query: HsRuleQuery): Promise<Page<HsRuleEntity>> {
    const limit = limitOf(query);
    const [after = null] = cursorOf(query, 1) ?? [];
    const rows = await tx.rows<HsRuleEntity & { place: string }>(LIST, [
      query.code ?? null,
      query.flag ?? null,
      query.on ?? null,
      after,
      limit + 1,
    ]);
    const { items, nextCursor } = pageOf(rows, limit, ({ place }) => [place]);
    return { items: items.map(({ place: _, ...rule }) => rule), nextCursor };
  }

  private record(tx: Tx, action: string, id: string, detail: Record<string, unknown>): Promise<void> {
    return recordAudit(tx, this.clock, { action, subjectType: 'hs-rule', subjectId: id, detail });
  }
}

/** Refuses days that contradict each other (rule-broken): only what is ineligible can be refused, and only while the rule holds. */
function assertDays({ flag, ...days }: Pick<HsRule, 'flag' | 'validFrom' | 'validTo' | 'refusesFrom'>): void {
  const wrong = [
    ...reversedDays(days),
    ...(days.refusesFrom !== null && flag !== 'ineligible'
      ? [violation('enum-invalid', '/flag', { value: flag, allowed: 'ineligible' })]
      : []),
  ];
  if (wrong[0]) throw refuse('rule-broken', wrong[0].code, wrong[0].params, wrong);
}

const LIST = `
  SELECT * FROM (
    SELECT ${COLUMNS}, (prefix || ' ' || flag || ' ' || valid_from) COLLATE "C" AS place FROM hs_rule
    WHERE ($1::text IS NULL OR starts_with($1, prefix) OR starts_with(prefix, $1)) AND ($2::text IS NULL OR flag = $2)
      AND ($3::date IS NULL OR (valid_from <= $3 AND (valid_to IS NULL OR valid_to >= $3)))) AS rule
  WHERE $4::text IS NULL OR place > $4 ORDER BY place LIMIT $5`;
