import { Injectable } from '@nestjs/common';
import { DeclarationsReader } from '../declarations/reading/declarations.query.js';
import { Markets } from '../markets/markets.service.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import { cursorOf, limitOf, type Page, pageOf, type PageQuery } from '../platform/http/page.js';
import { isId } from '../vocabulary/id.js';
import { isInstant } from '../vocabulary/period.js';
import { refuse } from '../messages/refusals/refusal.js';
import type { CorrectionsQuery } from './corrections.dto.js';
import {
  type Correction,
  CORRECTION_COLUMNS,
  correctionOf,
  correctionsOf,
  threadsOf,
} from './corrections.repository.js';
import { type CorrectionAnswer, toCorrectionResponse } from './correction-response.js';

/** A request in a list over declarations: without its thread, with whose it is. */
export interface ListedCorrection extends Omit<Correction, 'fields' | 'brokerId'> {
  readonly reference: string;
  readonly fieldCount: number;
}

/** Without the fields: their number says how much work it is. */
const CORRECTION_LISTED = CORRECTION_COLUMNS.replace('c.fields, ', '').replace('c.broker_id AS "brokerId", ', '');
const isOrdinal = (key: string): boolean => /^\d{1,9}$/.test(key);

/** Reads requests for those they concern. A draft concerns its office alone: row-level security hides it from its broker. */
@Injectable()
export class CorrectionsReaderService {
  constructor(
    private readonly database: Database,
    private readonly reader: DeclarationsReader,
    private readonly markets: Markets,
  ) {}

  one(actor: Actor, id: string, number: number): Promise<CorrectionAnswer> {
    return this.database.transaction(
      actor,
      async (tx) => {
        await this.reader.mustSee(tx, id);
        const correction = await correctionOf(tx, id, number);
        if (!correction) throw refuse('not-found', 'not-found');
        return withThread(tx, correction);
      },
      { snapshot: true },
    );
  }

  /** The requests of a declaration, in the order they were drafted, each with its thread. */
  ofDeclaration(actor: Actor, id: string, query: PageQuery): Promise<Page<CorrectionAnswer>> {
    const [after = '0'] = cursorOf(query, [isOrdinal]) ?? [];
    const limit = limitOf(query);
    return this.database.transaction(
      actor,
      async (tx) => {
        await this.reader.mustSee(tx, id);
        const rows = await correctionsOf(tx, id, Number(after), limit + 1);
        const threads = await threadsOf(
          tx,
          id,
          rows.map(({ number }) => number),
        );
        const answers = rows.map((row) => toCorrectionResponse(row, threads.get(row.number) ?? []));
        return pageOf(answers, limit, ({ number }) => [String(number)]);
      },
      { snapshot: true },
    );
  }

  /** Requests over declarations: an officer's office, a broker's own; what waits longest first. */
  list(actor: Actor, query: CorrectionsQuery): Promise<Page<ListedCorrection>> {
    const limit = limitOf(query);
    return this.database.transaction(actor, async (tx) => {
      await this.markets.ofQuery(tx, query.market);
      const { sql, params } = correctionsStatement(actor, query, limit);
      const rows = await tx.rows<ListedCorrection>(sql, params);
      return pageOf(rows, limit, (row) => [row.stateSince, row.declarationId, String(row.number)]);
    });
  }
}

export async function withThread(tx: Tx, correction: Correction): Promise<CorrectionAnswer> {
  const { declarationId, number } = correction;
  return toCorrectionResponse(correction, (await threadsOf(tx, declarationId, [number])).get(number) ?? []);
}

/** One page: `limit` rows and one more. Each order has an index that begins with what the role may see. */
export function correctionsStatement(
  { role, organisationId, office }: Actor,
  query: CorrectionsQuery,
  limit: number,
): { sql: string; params: unknown[] } {
  const params: unknown[] = [];
  const where: string[] = [];
  const given = (value: unknown): string => `$${params.push(value)}`;
  if (role === 'broker') where.push(`c.broker_id = ${given(organisationId)}`);
  if (role === 'officer') where.push(`c.customs_office = ${given(office)}`);
  if (query.state !== undefined) where.push(`c.state = ${given(query.state)}`);
  if (query.market !== undefined) where.push(`c.market = ${given(query.market)}`);
  const newest = query.sort === 'newest';
  const [since, id, number] = cursorOf(query, [isInstant, isId, isOrdinal]) ?? [];
  if (since !== undefined) {
    const last = `(${given(since)}::timestamptz, ${given(id)}::uuid, ${given(number)}::integer)`;
    where.push(`(c.state_since, c.declaration_id, c.number) ${newest ? '<' : '>'} ${last}`);
  }
  const order = ['c.state_since', 'c.declaration_id', 'c.number']
    .map((key) => `${key}${newest ? ' DESC' : ''}`)
    .join(', ');
  const sql = `SELECT ${CORRECTION_LISTED}, jsonb_array_length(c.fields) AS "fieldCount",
      (SELECT d.reference FROM declaration d WHERE d.id = c.declaration_id) AS reference
    FROM correction c WHERE ${where.length > 0 ? where.join(' AND ') : 'true'} ORDER BY ${order} LIMIT ${limit + 1}`;
  return { sql, params };
}
