import { Injectable } from '@nestjs/common';
import type { Role } from '../../platform/database/actor.js';
import type { Tx } from '../../platform/database/tx.js';
import { cursorOf, limitOf, type Page, pageOf, type PageQuery } from '../../platform/http/page.js';
import { isId } from '../../vocabulary/id.js';
import type { Language } from '../../vocabulary/language.js';
import type { Instant } from '../../vocabulary/period.js';
import { refuseAt } from '../../messages/refusals/refusal.js';
import { renderViolation } from '../../messages/refusals/violation.js';
import { findingsOf } from '../domain/status/entry-number.js';
import type { ParkedReason } from '../domain/status/parked-reasons.js';
import type { ParkedReceiptsQuery } from './receipts.dto.js';

interface ReceiptRow {
  readonly id: string;
  readonly channel: string;
  readonly code: string;
  readonly text: string | null;
  readonly eventTime: Instant;
  readonly receivedAt: Instant;
  readonly declarationId: string | null;
  readonly reference: string | null;
  readonly entryId: string | null;
  readonly broker: string | null;
  readonly meaning: string | null;
  readonly parked: ParkedReason | null;
  readonly dismissedAt: Instant | null;
  readonly toldBy: Role | null;
}

const RECEIPT = `
  id, channel, code, text, event_time AS "eventTime", received_at AS "receivedAt",
  coalesce(declaration_id, given_declaration_id) AS "declarationId", given_reference AS reference,
  coalesce(given_entry_id, added_entry_id) AS "entryId",
  given_broker_id AS broker, meaning, parked_reason AS parked, dismissed_at AS "dismissedAt",
  told_by AS "toldBy"`;

/** A receipt as it came, with the meaning of its code and what is odd about it. */
function toResponse(row: ReceiptRow, language: Language) {
  const findings = findingsOf(row.entryId, row.parked).map((finding) => renderViolation(finding, language));
  return { ...row, findings };
}

export type ReceiptResponse = ReturnType<typeof toResponse>;

/** Reads receipts for those who may see them. */
@Injectable()
export class ReceiptsReader {
  /** The receipts of a declaration, in order of arrival. The caller checks that the actor may see the declaration. */
  async ofDeclaration(
    tx: Tx,
    declarationId: string,
    query: PageQuery,
    language: Language,
  ): Promise<Page<ReceiptResponse>> {
    const rows = await tx.rows<ReceiptRow>(
      `SELECT ${RECEIPT} FROM receipt WHERE declaration_id = $1 AND ($2::uuid IS NULL OR id > $2)
       ORDER BY id LIMIT ${limitOf(query) + 1}`,
      [declarationId, afterOf(query)],
    );
    return pageOf(
      rows.map((row) => toResponse(row, language)),
      limitOf(query),
      ({ id }) => [id],
    );
  }

  /** Parked receipts, in order of arrival: an officer sees those of the own office, a firm those about its declarations or that name the firm. */
  async parked(tx: Tx, query: ParkedReceiptsQuery, language: Language): Promise<Page<ReceiptResponse>> {
    const rows = await tx.rows<ReceiptRow>(
      `SELECT ${RECEIPT} FROM receipt
       WHERE parked_reason IS NOT NULL AND ($1::uuid IS NULL OR id > $1) AND ($2::text IS NULL OR parked_reason = $2)
         AND ($3::text IS NULL OR customs_office IS NULL OR customs_office = $3)
         AND ($4::uuid IS NULL OR broker_id = $4 OR declaration_id IS NULL AND given_broker_id = $4)
       ORDER BY id LIMIT ${limitOf(query) + 1}`,
      [
        afterOf(query),
        query.reason ?? null,
        tx.actor.office,
        tx.actor.role === 'broker' ? tx.actor.organisationId : null,
      ],
    );
    return pageOf(
      rows.map((row) => toResponse(row, language)),
      limitOf(query),
      ({ id }) => [id],
    );
  }
}

function afterOf(query: PageQuery): string | null {
  const [after = null] = cursorOf(query, [isId]) ?? [];
  if (after === null || isId(after)) return after;
  throw refuseAt('/query/cursor', 'malformed', 'cursor-invalid');
}
