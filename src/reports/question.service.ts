import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx.js';
import { loadCodeTables } from '../reference/code-tables.js';
import { Clock } from '../vocabulary/clock.js';
import { pointer, violation, type Violation } from '../messages/violation.js';
import { type Question, readQuestion, type WrittenQuestion } from './domain/question.js';
import { refuseFor } from '../messages/refusal.js';

/** Turns a written question into one that may be answered to whoever asks. */
@Injectable()
export class QuestionService {
  constructor(private readonly clock: Clock) {}

  /**
   * Checks everything and narrows a broker's question to its own firm. Refuses (malformed) with every breach: unknown
   * dimension, country, market, chapter or broker, reversed or too long range. Another firm's id is, to a broker, an
   * unknown one: row-level security hides the firm, so the answer does not reveal whether it exists.
   */
  async resolve(tx: Tx, written: WrittenQuestion): Promise<Question> {
    const read = readQuestion(written, this.clock.now().toISOString());
    const violations = Array.isArray(read) ? read : [];
    violations.push(...(await unknownNames(tx, written)), ...(await unknownCodes(tx, written)));
    if (Array.isArray(read) || violations.length > 0) throw refuseFor('malformed', violations);
    const { role, organisationId } = tx.actor;
    if (role !== 'broker') return read;
    return { ...read, filters: { ...read.filters, broker: organisationId ?? '' } };
  }

  /** What an answer without `asOf` is dated. */
  knownAt(question: Question): string {
    return question.asOf ?? this.clock.now().toISOString();
  }
}

/** Codes that no table has ever had: the same tables that declarations are checked against. */
async function unknownCodes(tx: Tx, { chapter, transportMode }: WrittenQuestion): Promise<Violation[]> {
  if (chapter === undefined && transportMode === undefined) return [];
  const tables = await loadCodeTables(tx);
  const violations: Violation[] = [];
  if (chapter !== undefined && !tables.knows('hs-chapter', chapter))
    violations.push(violation('query-unknown', pointer('query', 'chapter'), { field: 'chapter', value: chapter }));
  if (transportMode !== undefined && !tables.knows('transport-mode', transportMode))
    violations.push(violation('transport-mode-unknown', pointer('query', 'transportMode'), { value: transportMode }));
  return violations;
}

async function unknownNames(tx: Tx, { market, broker }: WrittenQuestion): Promise<Violation[]> {
  if (market === undefined && broker === undefined) return [];
  const known = await tx.one<{ market: boolean; broker: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM market WHERE code = $1) AS market,
       EXISTS (SELECT 1 FROM organisation WHERE id = $2 AND kind = 'broker' AND own_organisation(id, kind)) AS broker`,
    [market ?? null, broker ?? null],
  );
  const violations: Violation[] = [];
  if (market !== undefined && !known?.market)
    violations.push(violation('market-unknown', pointer('query', 'market'), { value: market }));
  if (broker !== undefined && !known?.broker)
    violations.push(violation('query-unknown', pointer('query', 'broker'), { field: 'broker', value: broker }));
  return violations;
}
