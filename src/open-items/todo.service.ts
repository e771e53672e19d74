import { Injectable } from '@nestjs/common';
import { Markets } from '../markets/markets.service.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { cursorOf, limitOf, type Page, pageOf } from '../platform/http/page.js';
import { Clock } from '../vocabulary/clock.js';
import { isId } from '../vocabulary/id.js';
import type { Language } from '../vocabulary/language.js';
import { isOpenItemKind, type Level, type Owner } from '../vocabulary/open-item-kinds.js';
import { type Instant, isInstant } from '../vocabulary/period.js';
import { NO_MARKET } from './domain/item-rule.js';
import type { NextActor } from '../declarations/domain/status/next-step.js';
import { actorOfTodo, textOfTodo, TODO_KINDS, type TodoKind } from './domain/todo.js';
import type { TodoQuery } from './open-items.dto.js';
import { NO_DUE_TIME, type Subject, subjectOf } from './open-items.query.js';
import { listTodo, type TodoRow } from './todo.query.js';
import { answerWithoutFailing, type ExcludedFirm } from './without-failing.query.js';

/** Something the caller's side has to do. */
export interface TodoEntry {
  readonly kind: TodoKind;
  readonly subject: Subject;
  readonly text: string;
  readonly market: string | null;
  readonly broker: string | null;
  readonly brokerName: string | null;
  readonly openedAt: Instant;
  /** Null where no clock runs: customs waits for an answer, or a second officer is asked for. */
  readonly dueAt: Instant | null;
  readonly overdue: boolean;
  readonly level: Level;
  /** FOB in USD of the declaration; null where it is not known, and for containers and receipts. */
  readonly amountUsd: string | null;
  /** Who acts: as `next` of the declaration says. */
  readonly actor: NextActor;
}

const isTodoKind = (text: string): boolean => TODO_KINDS.some((kind) => kind === text);

/** One list of what somebody has to do. */
@Injectable()
export class TodoService {
  constructor(
    private readonly database: Database,
    private readonly markets: Markets,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, query: TodoQuery, language: Language): Promise<Page<TodoEntry> & { excluded: ExcludedFirm[] }> {
    const limit = limitOf(query);
    const after = cursorOf(query, [(key) => key === NO_DUE_TIME || isInstant(key), isTodoKind, isId]);
    const side: Owner = actor.role === 'broker' ? 'broker' : 'officer';
    return this.database.transaction(actor, async (tx) => {
      const asked = await this.markets.ofQuery(tx, query.market);
      const markets = asked ? [asked] : [...(await this.markets.all(tx)), NO_MARKET];
      const { answer, excluded } = await answerWithoutFailing(
        tx,
        {
          markets,
          until: this.clock.now().toISOString(),
          ...(query.kind ? { kinds: query.kind.filter(isOpenItemKind) } : {}),
        },
        (question) =>
          listTodo(tx, question, {
            ...{ side, all: query.all === 'true', kinds: query.kind ?? TODO_KINDS, after, limit: limit + 1 },
          }),
      );
      const page = pageOf(answer, limit, ({ dueAt, kind, subjectId }) => [dueAt ?? NO_DUE_TIME, kind, subjectId]);
      return { ...page, items: page.items.map((row) => entryOf(row, language)), excluded };
    });
  }
}

function entryOf(row: TodoRow, language: Language): TodoEntry {
  const { subjectType, subjectId, called, step: _, status: __, params: ___, reason: ____, actor, ...rest } = row;
  return {
    ...rest,
    subject: subjectOf(subjectType, subjectId, called),
    text: textOfTodo(row, language),
    actor: actor ?? actorOfTodo(row.kind),
  };
}
