import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../vocabulary/clock.js';
import { type Question, readQuestion, type WrittenQuestion } from './domain/question.js';
import { unknownValues } from './known-values.query.js';
import { refuseFor } from '../messages/refusals/refusal.js';

/** Turns a written question into one that may be answered to whoever asks. */
@Injectable()
export class QuestionService {
  constructor(private readonly clock: Clock) {}

  /**
   * Checks everything and narrows a broker's question to its own firm. Refuses (malformed) with every breach: unknown
   * dimension or value of a filter, reversed or too long range. Another firm's id is, to a broker, an unknown one:
   * row-level security hides the firm, so the answer does not reveal whether it exists.
   */
  async resolve(tx: Tx, written: WrittenQuestion): Promise<Question> {
    const read = readQuestion(written, this.clock.now().toISOString());
    const violations = Array.isArray(read) ? read : [];
    // A value of the wrong form is not looked up as well.
    const isFormed = !violations.some(({ code }) => code === 'id-invalid');
    if (isFormed) violations.push(...(await unknownValues(tx, written)));
    if (Array.isArray(read) || violations.length > 0) throw refuseFor('malformed', violations);
    const { role, organisationId } = tx.actor;
    if (role !== 'broker') return read;
    return { ...read, filters: { ...read.filters, broker: [organisationId ?? ''] } };
  }

  /** What an answer without `asOf` is dated. */
  knownAt(question: Question): string {
    return question.asOf ?? this.clock.now().toISOString();
  }
}
