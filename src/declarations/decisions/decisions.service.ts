import { Injectable } from '@nestjs/common';
import { recordAudits } from '../../audit/audit.js';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import type { Tx } from '../../platform/database/tx.js';
import { revisionsOfText } from '../../platform/http/if-match.js';
import { Clock } from '../../vocabulary/clock.js';
import type { Language } from '../../vocabulary/language.js';
import { refuse } from '../../messages/refusals/refusal.js';
import { pointer, violation } from '../../messages/refusals/violation.js';
import {
  againstDecision,
  type DecisionAction,
  type DecisionSituation,
  SKIPPED_BECAUSE,
  type SkippedBecause,
  skippedBecause,
} from '../domain/decisions/precondition.js';
import { meaningOf } from '../domain/receipt-codes.js';
import { type ReceiptResult, ReceiptWriter } from '../receipts/receipt-writer.js';
import type { DecidedBody, DecisionsBody } from './decisions.dto.js';
import { type AboutToDecide, lockForDecision, situationsOf } from './situations.query.js';

/** What became of one decision. */
export interface DecisionResult {
  readonly declarationId: string;
  readonly action: DecisionAction;
  readonly result: 'done' | 'skipped';
  readonly why?: SkippedBecause;
  readonly message?: string;
  /** Where the declaration stands now; null for one that is not there. */
  readonly status: string | null;
  readonly revision: number | null;
  readonly receiptId?: string;
}

/** A decision with its place in the request. */
interface Placed {
  readonly decision: DecidedBody;
  readonly place: number;
}

/** What was found against a decision, and whether that skips it. */
interface Judged extends Placed {
  readonly now: DecisionSituation | null;
  readonly against: readonly SkippedBecause[];
  readonly why: SkippedBecause | null;
}

/** Carries the results of a preview out of its transaction, of which nothing stays. */
class Previewed extends Error {
  constructor(readonly results: readonly DecisionResult[]) {
    super('previewed');
  }
}

/** Decisions of officers: each becomes a receipt of the channel `officer`, if nothing stands against it. */
@Injectable()
export class DecisionsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly receiptWriter: ReceiptWriter,
  ) {}

  /**
   * Takes decisions in one commit, each for itself: what is skipped stops no other. Of two officers who decide the same at once the
   * second one finds what the first has done. Several about one declaration are taken one after the other. A preview does the same work
   * and takes it back.
   */
  async decide(actor: Actor, { preview = false, decisions }: DecisionsBody, language: Language) {
    refuseReasonless(decisions);
    const answered = (results: readonly DecisionResult[]) => {
      const done = results.filter(({ result }) => result === 'done').length;
      const rendered = results.map((result) => renderResult(result, language));
      return { preview, done, skipped: results.length - done, results: rendered };
    };
    try {
      // What the transaction returns is stored for a repetition of the call: the whole answer.
      return await this.database.transaction(actor, async (tx) => {
        const results = await this.all(tx, decisions);
        if (preview) throw new Previewed(results.map(({ receiptId: _, ...result }) => result));
        return answered(results);
      });
    } catch (error) {
      if (error instanceof Previewed) return answered(error.results);
      throw error;
    }
  }

  private async all(tx: Tx, decisions: readonly DecidedBody[]): Promise<DecisionResult[]> {
    const results: DecisionResult[] = [];
    for (const round of roundsOf(decisions)) {
      for (const [place, result] of await this.round(tx, round)) results[place] = result;
    }
    return results;
  }

  /** Takes decisions about different declarations. */
  private async round(tx: Tx, round: readonly Placed[]): Promise<[number, DecisionResult][]> {
    const at = this.clock.now().toISOString();
    const situations = await situationsOf(tx, round.map(aboutToDecide), at);
    const judged = round.map((each): Judged => {
      const { declarationId, action, ifMatch, override = false } = each.decision;
      const now = situations.get(declarationId.toLowerCase()) ?? null;
      const against = againstDecision(action, ifMatch === undefined ? null : revisionsOfText(ifMatch), now);
      return { ...each, now, against, why: skippedBecause(against, override) };
    });
    const taken = judged.filter(({ why }) => why === null);
    const receipts = await this.appendReceipts(tx, taken, at);
    await this.recordOverrides(tx, taken);
    const after = await lockForDecision(
      tx,
      taken.map(({ decision }) => decision.declarationId),
    );
    return judged.map(({ decision, place, now, why }) => {
      const { declarationId, action } = decision;
      const there = why === 'not-found' ? null : (after.get(declarationId.toLowerCase()) ?? now);
      const about = { declarationId, action, status: there?.status ?? null, revision: there?.revision ?? null };
      const receiptId = receipts.get(place)?.receiptId;
      if (why === null && receiptId !== undefined) return [place, { ...about, result: 'done', receiptId }];
      // Without a receipt that moved it the table of codes says of the word something else than the decision.
      return [place, { ...about, result: 'skipped', why: why ?? 'no-effect' }];
    });
  }

  private async appendReceipts(
    tx: Tx,
    taken: readonly Judged[],
    eventTime: string,
  ): Promise<Map<number, ReceiptResult>> {
    if (taken.length === 0) return new Map();
    const results = await this.receiptWriter.append(
      tx,
      taken.map(({ decision: { declarationId, action: code, reason: text } }) => {
        return { channel: 'officer', code, declarationId, eventTime, text };
      }),
    );
    return new Map(
      taken.flatMap(({ place }, index) => {
        const result = results[index];
        return result?.result === 'applied' && result.effect !== null ? [[place, result] as const] : [];
      }),
    );
  }

  /** Also where nothing stood against it: the officer has said that it should not, and why. */
  private recordOverrides(tx: Tx, taken: readonly Judged[]): Promise<void> {
    return recordAudits(
      tx,
      this.clock,
      taken
        .filter(({ against, decision }) => against.length > 0 || decision.override === true)
        .map(({ decision: { declarationId, action, reason }, against }) => ({
          action: 'decision.overridden',
          subjectType: 'declaration',
          subjectId: declarationId.toLowerCase(),
          detail: { action, reason, against },
        })),
    );
  }
}

/** An override that names no reason would leave nothing to look at afterwards. */
function refuseReasonless(decisions: readonly DecidedBody[]): void {
  const missing = decisions.flatMap(({ override = false, reason }, index) =>
    override && reason === undefined
      ? [violation('required-missing', pointer('decisions', index, 'reason'), { field: 'reason' })]
      : [],
  );
  if (missing.length > 0) throw refuse('malformed', 'required-missing', { field: 'reason' }, missing);
}

/** The first decision about each declaration, then the second, and so on. */
function roundsOf(decisions: readonly DecidedBody[]): Placed[][] {
  const rounds: Placed[][] = [];
  const seen = new Map<string, number>();
  for (const [place, decision] of decisions.entries()) {
    const id = decision.declarationId.toLowerCase();
    const round = seen.get(id) ?? 0;
    seen.set(id, round + 1);
    (rounds[round] ??= []).push({ decision, place });
  }
  return rounds;
}

function aboutToDecide({ decision: { declarationId, action } }: Placed): AboutToDecide {
  const meaning = meaningOf('officer', action);
  if (meaning === null) throw new Error(`The channel of officers has no code ${action}.`);
  return { declarationId: declarationId.toLowerCase(), action, meaning };
}

const renderResult = (result: DecisionResult, language: Language): DecisionResult =>
  result.why === undefined ? result : { ...result, message: SKIPPED_BECAUSE[result.why][language] };
