import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { recordAudit } from '../audit/audit.js';
import type { Tx } from '../platform/database/tx.js';
import { assertNoErrors, refuse } from '../messages/refusals/refusal.js';
import { assertRevision } from '../audit/assert-revision.js';
import type { ExpectedRevisions } from '../messages/refusals/revision.js';
import { Clock } from '../vocabulary/clock.js';
import { CodeEditionEntity } from './code-edition.entity.js';
import { loadCodeTables } from './code-tables.js';
import {
  attributesOf,
  checkEntries,
  daysOfEdition,
  type EditedTable,
  type PutCodeEntry,
} from './domain/code-edition.js';

/** A table and the year of its edition. */
export interface EditionKey {
  readonly table: EditedTable;
  readonly year: number;
}

export interface PutEdition {
  readonly source: string;
  readonly entries: readonly PutCodeEntry[];
  /** False where nobody has compared the entries with a published source; default true: an administrator answers for what is put. */
  readonly verified?: boolean;
}

/** Editions of code tables: an administrator puts a table for a year, and it holds from that year's first day on. */
@Injectable()
export class CodeEditions {
  constructor(private readonly clock: Clock) {}

  /** An edition without its codes; null when nobody has put it. */
  of(tx: Tx, { table, year }: EditionKey): Promise<CodeEditionEntity | null> {
    return tx.manager.findOne(CodeEditionEntity, { where: { codeTable: table, year } });
  }

  /**
   * Replaces the codes of a table and year; the same again changes nothing. Refuses codes that stand twice, fields the table
   * does not have and unknown units (rule-broken), a revision that is not the present one (stale), and another content for an
   * edition that is there without one (precondition-required). What was submitted is not looked at again.
   */
  async put(tx: Tx, key: EditionKey, wanted: PutEdition, revision?: ExpectedRevisions): Promise<CodeEditionEntity> {
    const { table, year } = key;
    // An edition that is not there yet has no row to lock, and each ends the days of the one before it.
    await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`code_edition ${table}`]);
    const held = await this.of(tx, key);
    if (revision !== undefined) await assertRevision(tx, revision, asRevisedEdition(key, held?.revision ?? 0));
    const tables = await loadCodeTables(tx);
    const firstDay = `${year}-01-01`;
    assertNoErrors(checkEntries(table, wanted.entries, (unit) => tables.has('unit', unit, firstDay)));
    const contentSha256 = fingerprint(wanted);
    if (held?.contentSha256 === contentSha256) return held;
    if (held && revision === undefined) throw refuse('precondition-required', 'if-match-missing');
    const next: CodeEditionEntity = {
      ...{ codeTable: table, year, source: wanted.source, codes: wanted.entries.length, contentSha256 },
      ...{ revision: (held?.revision ?? 0) + 1, putAt: this.clock.now().toISOString(), putBy: tx.actor.name },
    };
    if (held) await tx.manager.update(CodeEditionEntity, { codeTable: table, year }, next);
    else await tx.manager.insert(CodeEditionEntity, next);
    await write(tx, key, wanted);
    await recordAudit(tx, this.clock, {
      action: 'code-table.put',
      subjectType: 'code-table',
      subjectId: `${table}/${year}`,
      detail: { before: held && said(held), after: said(next) },
      change: { resource: 'code-table', from: held?.revision ?? 0, to: next.revision, changed: [''] },
    });
    return next;
  }
}

const asRevisedEdition = ({ table, year }: EditionKey, revision: number) => ({
  ...{ subjectId: `${table}/${year}`, resource: 'code-table', revision },
});

const said = ({ source, codes, contentSha256, revision }: CodeEditionEntity) => ({
  ...{ source, codes, contentSha256, revision },
});

const fingerprint = ({ source, entries }: PutEdition): string => {
  const rows = entries.map((entry) => [entry.code, entry.name, entry.nameEn ?? null, attributesOf(entry)]);
  const sorted = rows.sort(([left], [right]) => (String(left) < String(right) ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([source, sorted]))
    .digest('hex');
};

/** Codes that have no English name keep that of the edition before; one that never had any shows its Chinese name. */
async function write(tx: Tx, { table, year }: EditionKey, { entries, verified = true }: PutEdition): Promise<void> {
  const later = await tx.one<{ year: number | null }>(
    'SELECT min(year) AS year FROM code_edition WHERE code_table = $1 AND year > $2',
    [table, year],
  );
  const { from, to } = daysOfEdition(table, year, later?.year ?? null);
  await tx.run('DELETE FROM code_entry WHERE code_table = $1 AND valid_from = $2', [table, from]);
  await tx.run(
    `UPDATE code_entry SET valid_to = $2::date - 1
     WHERE code_table = $1 AND valid_from < $2::date AND coalesce(valid_to, 'infinity') >= $2::date`,
    [table, from],
  );
  const rows = entries.map((entry) => ({
    ...{ code: entry.code, name: entry.name, nameEn: entry.nameEn, attributes: attributesOf(entry) },
  }));
  await tx.run(
    `INSERT INTO code_entry (code_table, code, name, name_en, valid_from, valid_to, verified, attributes)
     SELECT $2, r.code, r.name, coalesce(r."nameEn", before.name_en, r.name), $3, $4, $5, r.attributes
     FROM jsonb_to_recordset($1::jsonb) AS r (code text, name text, "nameEn" text, attributes jsonb)
     LEFT JOIN (SELECT DISTINCT ON (code) code, name_en FROM code_entry
       WHERE code_table = $2 AND valid_from < $3::date ORDER BY code, valid_from DESC) AS before ON before.code = r.code`,
    [JSON.stringify(rows), table, from, to, verified],
  );
}
