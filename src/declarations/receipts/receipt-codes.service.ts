import { Injectable } from '@nestjs/common';
import { recordAudit } from '../../audit/audit.js';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import type { Tx } from '../../platform/database/tx.js';
import { cursorOf, limitOf, type Page, pageOf } from '../../platform/http/page.js';
import { publish } from '../../platform/outbox/outbox.js';
import { Clock } from '../../vocabulary/clock.js';
import { newId } from '../../vocabulary/id.js';
import { type Day, previousDay } from '../../vocabulary/period.js';
import { assertNoErrors, refuseAt } from '../../messages/refusals/refusal.js';
import { ReceiptCodeEntity } from './receipt-code.entity.js';
import { readReceipts } from './receipt-codes.jobs.js';
import type { ReceiptCodeBody, ReceiptCodesQuery } from './receipt-codes.dto.js';
import { holdCodes } from '../store/reference-locks.js';
import { reversedRange } from '../../messages/refusals/range.js';

/** A new mapping, and the one it corrected (as that is now); receipts that waited for it are read by a job. */
export interface AddedMapping extends ReceiptCodeEntity {
  readonly corrected: ReceiptCodeEntity | null;
}

const COLUMNS = 'id, channel, code, meaning, name, valid_from AS "validFrom", valid_to AS "validTo"';
/** A mapping that was wrong from its first day ends before it begins. */
const IN_FORCE = '(valid_to IS NULL OR valid_to >= valid_from)';

/** The code tables of the channels: data, with the days on which each mapping holds. */
@Injectable()
export class ReceiptCodesService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds a mapping. Refuses (409) one that overlaps another of the same channel and code, unless it `corrects` it: then the
   * mapping in force on `validFrom` ends the day before and the new one takes over its remaining days. Receipts of those days
   * are read again, and the statuses and statistics they had changed follow. The same correction again changes nothing.
   */
  add(actor: Actor, wanted: ReceiptCodeBody): Promise<AddedMapping> {
    assertNoErrors(reversedRange('/validTo', wanted.validFrom, wanted.validTo));
    return this.database.transaction(actor, (tx) => this.addOrCorrect(tx, wanted));
  }

  /** Mappings by channel, code and day; with `on` those in force on that day, otherwise also what was corrected. */
  page(actor: Actor, query: ReceiptCodesQuery): Promise<Page<ReceiptCodeEntity>> {
    return this.database.transaction(actor, (tx) => this.read(tx, query));
  }

  private async addOrCorrect(tx: Tx, wanted: ReceiptCodeBody): Promise<AddedMapping> {
    const { channel, code, validFrom, validTo = null, corrects = false } = wanted;
    // Before what is there is read: of two who add at once the second must see the first.
    await holdCodes(tx);
    const there = await tx.rows<ReceiptCodeEntity>(
      `SELECT ${COLUMNS} FROM receipt_code WHERE channel = $1 AND code = $2 AND ${IN_FORCE}
         AND valid_from <= coalesce($4::date, 'infinity') AND coalesce(valid_to, 'infinity') >= $3::date
       ORDER BY valid_from`,
      [channel, code, validFrom, validTo],
    );
    return corrects ? this.correct(tx, wanted, there) : this.addNew(tx, wanted, there);
  }

  private async read(tx: Tx, query: ReceiptCodesQuery): Promise<Page<ReceiptCodeEntity>> {
    const limit = limitOf(query);
    const [after = null] = cursorOf(query, 1) ?? [];
    const rows = await tx.rows<ReceiptCodeEntity & { place: string }>(
      `SELECT * FROM (
         SELECT ${COLUMNS}, (channel || ' ' || code || ' ' || valid_from || ' ' || id) COLLATE "C" AS place FROM receipt_code
         WHERE ($1::text IS NULL OR channel = $1)
           AND ($2::date IS NULL OR $2::date BETWEEN valid_from AND coalesce(valid_to, 'infinity'))) AS mapping
       WHERE $3::text IS NULL OR place > $3 ORDER BY place LIMIT $4`,
      [query.channel ?? null, query.on ?? null, after, limit + 1],
    );
    const { items, nextCursor } = pageOf(rows, limit, ({ place }) => [place]);
    return { items: items.map(({ place: _, ...mapping }) => mapping), nextCursor };
  }

  private async addNew(tx: Tx, wanted: ReceiptCodeBody, there: readonly ReceiptCodeEntity[]): Promise<AddedMapping> {
    const [first] = there;
    if (first) {
      const params = { code: first.code, meaning: first.meaning, from: first.validFrom, to: first.validTo ?? '' };
      throw refuseAt('/validFrom', 'conflict', 'receipt-code-overlaps', params);
    }
    const added = await this.insert(tx, wanted, wanted.validTo ?? null);
    await this.announce(tx, 'receipt-code.added', added, null);
    return { ...added, corrected: null };
  }

  private async correct(tx: Tx, wanted: ReceiptCodeBody, there: readonly ReceiptCodeEntity[]): Promise<AddedMapping> {
    const { validFrom, validTo = null, code, meaning, name } = wanted;
    const wrong = there.find((each) => each.validFrom <= validFrom);
    if (!wrong || (validTo !== null && validTo !== wrong.validTo)) {
      const params = { code, from: validFrom, to: wrong?.validTo ?? '' };
      const pointer = wrong ? '/validTo' : '/validFrom';
      throw refuseAt(pointer, 'conflict', 'receipt-code-not-in-force', params);
    }
    if (wrong.validFrom === validFrom && wrong.meaning === meaning && wrong.name === name) {
      return { ...wrong, corrected: null };
    }
    const corrected = { ...wrong, validTo: previousDay(validFrom) };
    await tx.manager.update(ReceiptCodeEntity, { id: wrong.id }, { validTo: corrected.validTo });
    const added = await this.insert(tx, wanted, wrong.validTo);
    await this.announce(tx, 'receipt-code.corrected', added, wrong);
    return { ...added, corrected };
  }

  private async insert(tx: Tx, wanted: ReceiptCodeBody, validTo: Day | null): Promise<ReceiptCodeEntity> {
    const { channel, code, meaning, name, validFrom } = wanted;
    const added = { id: newId(), channel, code, meaning, name, validFrom, validTo };
    await tx.manager.insert(ReceiptCodeEntity, added);
    return added;
  }

  private async announce(tx: Tx, action: string, added: ReceiptCodeEntity, before: ReceiptCodeEntity | null) {
    const { id: subjectId, ...mapping } = added;
    const detail = { ...mapping, ...(before === null ? {} : { before }) };
    await recordAudit(tx, this.clock, { action, subjectType: 'receipt-code', subjectId, detail });
    const { channel, code } = added;
    await publish(tx, readReceipts, { channel, code, corrected: before !== null });
  }
}
