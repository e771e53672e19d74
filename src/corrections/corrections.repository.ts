import type { Tx } from '../platform/database/tx.js';
import type { Instant } from '../vocabulary/period.js';
import type { CorrectionEntity } from './correction.entity.js';
import type { CorrectionMessageEntity } from './correction-message.entity.js';
import { OPEN_STATES, sideOf } from './domain/states.js';

/** A request to correct fields of a declaration, as it is kept. */
export type Correction = Omit<CorrectionEntity, 'customsOffice' | 'inspectionId' | 'laneCheck'>;

/** One entry of the thread: a fact. */
export type Message = Pick<
  CorrectionMessageEntity,
  'kind' | 'side' | 'at' | 'comment' | 'fields' | 'dueOn' | 'amendmentNumber'
> & { readonly by: string };

export type NewMessage = Pick<Message, 'kind' | 'at'> & Partial<Omit<Message, 'side' | 'by'>>;

/** The declaration a request is about, held by the transaction. */
export interface RequestedDeclaration {
  readonly id: string;
  readonly brokerId: string;
  readonly market: string;
  readonly customsOffice: string | null;
}

export const CORRECTION_COLUMNS = `
  c.declaration_id AS "declarationId", c.number, c.broker_id AS "brokerId", c.market, c.state, c.state_since AS "stateSince",
  c.sent_at AS "sentAt", c.fields, c.comment, c.due_on AS "dueOn", c.created_at AS "createdAt", c.created_by AS "createdBy",
  c.revision`;

type Content = Pick<Correction, 'fields' | 'comment' | 'dueOn'>;

/** Adds a draft under the next number. The caller holds the declaration and has seen that none is open. */
export function insertCorrection(
  tx: Tx,
  asked: RequestedDeclaration,
  content: Content,
  made: { readonly at: Instant; readonly inspectionId?: string; readonly laneCheck?: string },
): Promise<Correction> {
  return written(
    tx,
    `INSERT INTO correction AS c (declaration_id, number, broker_id, market, customs_office, state, state_since, fields, comment,
       due_on, created_at, created_by, inspection_id, lane_check)
     VALUES ($1, (SELECT coalesce(max(number), 0) + 1 FROM correction WHERE declaration_id = $1), $2, $3, $4, 'not-sent', $5,
       $6::jsonb, $7, $8, $5, $9, $10, $11) RETURNING ${CORRECTION_COLUMNS}`,
    [
      ...[asked.id, asked.brokerId, asked.market, asked.customsOffice, made.at],
      ...[
        JSON.stringify(content.fields),
        content.comment,
        content.dueOn,
        tx.actor.name,
        made.inspectionId ?? null,
        made.laneCheck ?? null,
      ],
    ],
  );
}

/** Replaces what a draft says. */
export function editCorrection(tx: Tx, { declarationId, number }: Correction, content: Content): Promise<Correction> {
  return written(
    tx,
    `UPDATE correction c SET fields = $3::jsonb, comment = $4, due_on = $5, revision = revision + 1
     WHERE declaration_id = $1 AND number = $2 AND state = 'not-sent' RETURNING ${CORRECTION_COLUMNS}`,
    [declarationId, number, JSON.stringify(content.fields), content.comment, content.dueOn],
  );
}

/** What is asked for anew, with the instant of its sending. */
export interface Sending extends Content {
  readonly sentAt: Instant;
}

/** Moves a request from the state it was read in; with `sending` the broker is asked. */
export async function moveCorrection(
  tx: Tx,
  correction: Correction,
  to: Pick<Correction, 'state' | 'stateSince'> & { readonly customsOffice: string | null },
  sending: Sending | null,
): Promise<Correction> {
  const { declarationId, number, state } = correction;
  const key = [declarationId, number, state, to.state, to.stateSince, to.customsOffice];
  const move = 'state = $4, state_since = $5, customs_office = $6, revision = revision + 1';
  const where = `WHERE declaration_id = $1 AND number = $2 AND state = $3 RETURNING ${CORRECTION_COLUMNS}`;
  if (!sending) return written(tx, `UPDATE correction c SET ${move} ${where}`, key);
  return written(
    tx,
    `UPDATE correction c SET ${move}, sent_at = coalesce(sent_at, $7), fields = $8::jsonb, comment = $9, due_on = $10 ${where}`,
    [...key, sending.sentAt, JSON.stringify(sending.fields), sending.comment, sending.dueOn],
  );
}

async function written(tx: Tx, sql: string, params: unknown[]): Promise<Correction> {
  const row = await tx.one<Correction>(sql, params);
  if (!row) throw new Error('A correction request moved while its declaration was held.');
  return row;
}

/** Appends to the thread. */
export function appendMessage(
  tx: Tx,
  { declarationId, number, brokerId }: Correction,
  message: NewMessage,
): Promise<number> {
  return tx.run(
    `INSERT INTO correction_message (declaration_id, number, position, broker_id, kind, side, at, actor_name, comment, fields,
       due_on, amendment_number)
     VALUES ($1, $2, (SELECT count(*) + 1 FROM correction_message WHERE declaration_id = $1 AND number = $2), $3, $4, $5, $6,
       $7, $8, $9::jsonb, $10, $11)`,
    [
      ...[
        declarationId,
        number,
        brokerId,
        message.kind,
        sideOf(message.kind),
        message.at,
        tx.actor.name,
        message.comment ?? null,
      ],
      ...[JSON.stringify(message.fields ?? []), message.dueOn ?? null, message.amendmentNumber ?? null],
    ],
  );
}

export function correctionOf(tx: Tx, declarationId: string, number: number): Promise<Correction | null> {
  return tx.one<Correction>(
    `SELECT ${CORRECTION_COLUMNS} FROM correction c WHERE declaration_id = $1 AND number = $2`,
    [declarationId, number],
  );
}

/** The number of the request that is open. Only officers ask: a broker does not see a draft. */
export async function openNumber(tx: Tx, declarationId: string): Promise<number | null> {
  const row = await tx.one<{ number: number }>(
    'SELECT number FROM correction WHERE declaration_id = $1 AND state = ANY ($2)',
    [declarationId, OPEN_STATES],
  );
  return row?.number ?? null;
}

/** The requests of a declaration in order, after a number. */
export function correctionsOf(tx: Tx, declarationId: string, after: number, limit: number): Promise<Correction[]> {
  return tx.rows<Correction>(
    `SELECT ${CORRECTION_COLUMNS} FROM correction c WHERE declaration_id = $1 AND number > $2 ORDER BY number LIMIT $3`,
    [declarationId, after, limit],
  );
}

/** The threads of requests of one declaration, by number, each in order. */
export async function threadsOf(
  tx: Tx,
  declarationId: string,
  numbers: readonly number[],
): Promise<Map<number, Message[]>> {
  const rows = await tx.rows<Message & { number: number }>(
    `SELECT number, kind, side, at, actor_name AS "by", comment, fields, due_on AS "dueOn",
       amendment_number AS "amendmentNumber"
     FROM correction_message WHERE declaration_id = $1 AND number = ANY ($2::integer[]) ORDER BY number, position`,
    [declarationId, numbers],
  );
  const threads = new Map<number, Message[]>(numbers.map((number) => [number, []]));
  for (const { number, ...message } of rows) threads.get(number)?.push(message);
  return threads;
}
