import { Injectable } from '@nestjs/common';
import type { Assessment, DeclarationInput } from '../declarations/domain/declaration.js';
import { ReceiptWriter } from '../declarations/receipts/receipt-writer.js';
import { type HeldDeclaration, VersionWriter } from '../declarations/recording/version-writer.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../vocabulary/clock.js';
import { refuse } from '../messages/refusals/refusal.js';
import { type Violation, violation } from '../messages/refusals/violation.js';
import { contentDifference, type FieldChange } from './domain/difference.js';
import { type Changes, merged } from './domain/merge.js';
import { againstAmending, againstCancelling, type Asked, stateForbids } from './domain/verdict.js';

export interface Request extends Asked {
  readonly changes: Changes | null;
}

/** What a request would do to a held declaration, and what stands against it. */
export interface Plan {
  readonly request: Request;
  readonly findings: readonly Violation[];
  /** Null for a cancellation. */
  readonly next: { readonly input: DeclarationInput; readonly assessment: Assessment } | null;
  readonly changes: readonly FieldChange[];
}

/** Works out what a request means for a declaration, and does it. */
@Injectable()
export class AmendmentPlans {
  constructor(
    private readonly clock: Clock,
    private readonly versionWriter: VersionWriter,
    private readonly receiptWriter: ReceiptWriter,
  ) {}

  /** Refuses (409) a state without amendments; everything else that stands against the request is in the findings. */
  async plan(tx: Tx, held: HeldDeclaration, request: Request): Promise<Plan> {
    const forbidden = stateForbids(held.status, request.kind);
    if (forbidden) throw refuse('conflict', forbidden.code, forbidden.params);
    if (request.changes === null) {
      return { request, findings: againstCancelling(request, held.status), next: null, changes: [] };
    }
    const input = merged(held.input, request.changes);
    const assessment = await this.versionWriter.assess(tx, held, input);
    const changes = contentDifference(held.input, input);
    const after = { input, items: assessment.items, changes, assessment };
    const findings = againstAmending(request, held.status, held, after);
    return { request, findings, next: { input, assessment }, changes };
  }

  /**
   * Does what was planned, for a plan without errors: a new version, or a receipt that cancels. Returns the version that
   * stands afterwards.
   */
  async carryOut(tx: Tx, held: HeldDeclaration, { request, next }: Plan): Promise<number> {
    if (next) return this.versionWriter.rewrite(tx, held, next.input, next.assessment);
    // A fact like any other: status and statistics follow from it, and a rebuild finds it again.
    const eventTime = this.clock.now().toISOString();
    const text = request.reasonCode;
    const [result] = await this.receiptWriter.append(tx, [
      { channel: 'officer', code: 'cancel', declarationId: held.id, eventTime, text, byAmendment: true },
    ]);
    if (result?.result !== 'applied') throw new Error(`The cancellation of ${held.id} was ${result?.result}.`);
    return held.version;
  }
}

/** What is asked, with the shape checked that depends on its kind. */
export function requestOf(body: Asked & { readonly changes?: Changes | undefined }): Request {
  const { kind, origin, reasonCode, changes } = body;
  if (kind === 'amend' && !changes) throw malformed('required-missing');
  if (kind === 'cancel' && changes) throw malformed('field-unknown');
  const plain = changes ? (JSON.parse(JSON.stringify(changes)) as Changes) : null;
  return { kind, origin, reasonCode, changes: plain };
}

const malformed = (code: 'required-missing' | 'field-unknown') =>
  refuse('malformed', code, { field: 'changes' }, [violation(code, '/changes', { field: 'changes' })]);
