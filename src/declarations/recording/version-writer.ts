import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/tx.js';
import { rateHistory } from '../../reference/rates.js';
import { postExports } from '../../statistics/export-ledger.js';
import { Clock } from '../../vocabulary/clock.js';
import { refuse } from '../../messages/refusals/refusal.js';
import { staleRevision } from '../../audit/assert-revision.js';
import { desiredPostingOf } from '../status/desired-postings.js';
import { withOrigins } from '../status/posting-origins.query.js';
import { contentSha256 } from '../store/content.js';
import { asRevised, updateHeads, writeParts } from '../store/declarations.repository.js';
import { DeclarationsReader } from '../reading/declarations.query.js';
import type { Assessment, DeclarationInput, Totals } from '../domain/declaration.js';
import { conflictsWith } from '../domain/conflicts/live-declarations.js';
import { reassess } from '../domain/reassess.js';
import { completeValuation } from '../domain/valuation/valuation.js';
import { noteObligations } from '../status/obligations.repository.js';
import { ConflictLookup } from '../checking/conflict-lookup.query.js';
import { recordOf } from '../store/records.js';
import { RuleBooks } from '../checking/rule-books.js';
import { tradeRecordPartsOf } from '../domain/conflicts/trade-record-reservation.js';
import { reserveTradeRecords } from '../store/reservations.repository.js';
import { STATUS_COLUMNS, type StatusRow } from '../store/status-columns.js';
import { storedInputs, storedItems } from '../store/stored-inputs.js';
import { type DeclarationVersion, keepVersion } from '../store/versions.repository.js';

/** A declaration whose row this transaction holds: its status and its present content. */
export interface HeldDeclaration extends StatusRow, DeclarationVersion {
  readonly revision: number;
  readonly contentSha256: string;
}

type HeadRow = StatusRow &
  Pick<HeldDeclaration, 'revision' | 'contentSha256' | 'valuation'> & {
    readonly declaredOn: string | null;
    readonly totals: { readonly [name in keyof Totals]: string | null };
  };

const HEAD_ROW = `
  id, broker_id AS "brokerId", market, customs_office AS "customsOffice", version, revision, currency, transport_mode AS "transportMode",
  created_at AS "createdAt",
  content_sha256 AS "contentSha256", declared_on AS "declaredOn", valuation,
  jsonb_build_object('declared', total_declared::text, 'usd', total_usd::text, 'cny', total_cny::text,
    'fobUsd', fob_usd::text, 'fobCny', fob_cny::text) AS totals,
  ${STATUS_COLUMNS.map(([column, name]) => `${column} AS "${name}"`).join(', ')}`;

/** New versions of submitted declarations, for whoever has decided that one is due. */
@Injectable()
export class VersionWriter {
  constructor(
    private readonly clock: Clock,
    private readonly ruleBooks: RuleBooks,
    private readonly conflictLookup: ConflictLookup,
    private readonly reader: DeclarationsReader,
  ) {}

  /** Locks a declaration the actor may see and reads it whole; another's is refused like one that is not there. */
  hold(tx: Tx, id: string): Promise<HeldDeclaration> {
    return this.load(tx, id, 'FOR UPDATE');
  }

  /** The same without a lock, for reading. */
  read(tx: Tx, id: string): Promise<HeldDeclaration> {
    return this.load(tx, id, '');
  }

  /** What the rules say of other content for it, at the rates it was valued at. Writes nothing. */
  async assess(tx: Tx, held: HeldDeclaration, input: DeclarationInput): Promise<Assessment> {
    const ruleBookOf = await this.ruleBooks.load(tx, [input]);
    const { valuation } = held;
    // A currency that is new takes the rate that the closing would have taken.
    const month = valuation?.month;
    const table =
      month === undefined || held.closedAt === null ? null : (await rateHistory(tx, [month]))(month, held.closedAt);
    const assessment = reassess(input, ruleBookOf(input), valuation === null ? null : { valuation, table });
    const { id, brokerId } = held;
    const live = await this.conflictLookup.liveDeclarations(tx, [input], { brokerId, live: true });
    return { ...assessment, findings: [...assessment.findings, ...conflictsWith(input, id, live, 'error')] };
  }

  /**
   * Writes the next version of a held declaration: what it said is kept, lines, items and containers become those of
   * `input`, its number and status stay. While it is closed the statistics get what differs, posted now, on its own day.
   * `assessment` is that of {@link assess}, without errors. Returns the new version.
   */
  async rewrite(tx: Tx, held: HeldDeclaration, input: DeclarationInput, assessment: Assessment): Promise<number> {
    const { id, brokerId, version } = held;
    const now = this.clock.now().toISOString();
    await keepVersion(tx, held, now);
    const written = { input, contentSha256: contentSha256(input), assessment, declaredOn: input.declaredOn };
    const record = recordOf(id, 'changed', written);
    await updateHeads(tx, [record], now, brokerId);
    await writeParts(tx, [record], brokerId);
    await reserveTradeRecords(tx, brokerId, [{ declarationId: id, parts: tradeRecordPartsOf(input), wasLive: true }]);
    const next = version + 1;
    const raised = await tx.run('UPDATE declaration SET version = $3 WHERE id = $1 AND version = $2', [
      id,
      version,
      next,
    ]);
    if (raised !== 1) {
      const present = await tx.one<{ revision: number }>('SELECT revision FROM declaration WHERE id = $1', [id]);
      throw await staleRevision(tx, null, asRevised({ id, revision: present?.revision ?? held.revision }));
    }
    await noteObligations(tx, [id]);
    if (held.status === 'closed') {
      const { currency = null, transportMode = null } = input;
      const row = { ...held, version: next, currency, transportMode };
      const posting = {
        ...desiredPostingOf(row, row, assessment.items),
        cause: 'amendment' as const,
        effectiveAt: now,
      };
      await postExports(tx, this.clock, await withOrigins(tx, [posting]));
    }
    return next;
  }

  private async load(tx: Tx, id: string, lock: string): Promise<HeldDeclaration> {
    await this.reader.mustSee(tx, id);
    const row = await tx.one<HeadRow>(`SELECT ${HEAD_ROW} FROM declaration WHERE id = $1 ${lock}`, [id]);
    const input = (await storedInputs(tx, [id])).get(id);
    if (!row || !input) throw refuse('not-found', 'not-found');
    const { declaredOn, totals, valuation, ...head } = row;
    return {
      ...head,
      totals: totals.declared === null ? null : (totals as Totals),
      valuation: valuation && completeValuation(valuation),
      // The day of submission stands in for one that was not given; a later version must not fall on another day.
      input: { ...input, ...(declaredOn === null ? {} : { declaredOn }) },
      items: (await storedItems(tx, [id])).get(id) ?? [],
    };
  }
}
