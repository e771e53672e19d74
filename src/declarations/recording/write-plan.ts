import { foldConsequential, hasErrors, violation, type Violation } from '../../messages/refusals/violation.js';
import { contentSha256 } from '../store/content.js';
import type { Held } from '../store/declarations.repository.js';
import { assess } from '../domain/assess.js';
import type { Assessment, DeclarationInput } from '../domain/declaration.js';
import { conflictsWith, type LiveDeclarations } from '../domain/conflicts/live-declarations.js';
import type { RuleBook } from '../domain/rule-book.js';

/** A declaration that is to be written; `id` is the one it gets if it is new. */
export interface DraftToWrite {
  readonly id: string;
  readonly input: DeclarationInput;
  readonly contentSha256: string;
}

export interface WriteOptions {
  /** Submit what breaks no rule, and refuse the rest. Without it everything with a reference and a market is kept as a draft. */
  readonly submit: boolean;
  /** What happens to another content under a reference that is there: replaced where the state allows (default), or refused. */
  readonly existing?: 'replace' | 'refuse';
  /** By reference, the content that a declaration must still have to be replaced: another one is somebody else's change. Without it any may. */
  readonly expected?: ReadonlyMap<string, string>;
}

/** What is going to happen to a draft. */
export type WritePlan =
  | {
      readonly kind: 'write';
      readonly draft: DraftToWrite;
      readonly held: Held | null;
      readonly assessment: Assessment;
    }
  | { readonly kind: 'unchanged'; readonly held: Held }
  | { readonly kind: 'refused'; readonly held: Held | null; readonly findings: readonly Violation[] };

/** Everything the rules read beside the declaration itself: the tables of the day, and what other live declarations have in common with it. */
export interface RuleContext {
  readonly ruleBook: RuleBook;
  readonly liveDeclarations: LiveDeclarations;
}

/** Drafts and what customs sent back: the only ones a broker may change or submit. */
export const isEditable = ({ status }: Held): boolean => status === 'draft' || status === 'returned';

/** Decides by the state of what is held under the reference, before any rule runs; null where the state does not decide. */
function byState(draft: DraftToWrite, held: Held | null, options: WriteOptions): WritePlan | null {
  const { submit, existing = 'replace', expected } = options;
  if (held === null) return null;
  if (held.reference !== draft.input.reference) return byOtherSpelling(draft, held);
  if (held.contentSha256 === draft.contentSha256) {
    // Sending a returned declaration again as it was is not an answer to customs; a draft may have been kept without submitting.
    return submit && held.status === 'draft' ? null : { kind: 'unchanged', held };
  }
  if (existing === 'refuse') {
    const params = { reference: held.reference, first: held.id };
    return { kind: 'refused', held, findings: [violation('reference-taken', '/reference', params)] };
  }
  if (isEditable(held)) {
    const isExpected = !expected || expected.get(held.reference) === held.contentSha256;
    return isExpected ? null : { kind: 'refused', held, findings: [violation('changed-meanwhile', '')] };
  }
  const params = { status: held.status, action: 'replace' };
  return { kind: 'refused', held, findings: [violation('state-forbids', '/reference', params)] };
}

/**
 * The reference is held in another spelling ("A-1" and "A 1"): the same content is the same declaration, anything else may be
 * another one, which must not be replaced by it.
 */
function byOtherSpelling({ input }: DraftToWrite, held: Held): WritePlan {
  const { id: first, reference } = held;
  if (contentSha256({ ...input, reference }) === held.contentSha256) return { kind: 'unchanged', held };
  return { kind: 'refused', held, findings: [violation('reference-taken', '/reference', { reference, first })] };
}

/** Breaches that cannot be stored at all, finished or not: the row needs its market, and what was submitted stays below the ceiling. */
function unstorable(findings: readonly Violation[], held: Held | null): boolean {
  return findings.some(
    ({ code }) =>
      code === 'market-unknown' || (code === 'ceiling-exceeded' && held !== null && held.status !== 'draft'),
  );
}

/** Plans what happens to a draft, given what is held under its reference. Pure: the caller holds all locks and has read all tables. */
export function planFor(
  draft: DraftToWrite,
  held: Held | null,
  context: RuleContext,
  options: WriteOptions,
): WritePlan {
  return byState(draft, held, options) ?? planByRules(draft, held, context, options.submit);
}

/** The same where the state has been checked already. */
export function planByRules(draft: DraftToWrite, held: Held | null, context: RuleContext, submit: boolean): WritePlan {
  const { input, id } = draft;
  const { ruleBook, liveDeclarations } = context;
  const alone = assess(input, ruleBook);
  const conflicts = conflictsWith(input, held?.id ?? id, liveDeclarations, submit ? 'error' : 'warning');
  const assessment =
    conflicts.length === 0 ? alone : { ...alone, findings: foldConsequential([...alone.findings, ...conflicts]) };
  const { findings } = assessment;
  const blocked = submit ? hasErrors(findings) : unstorable(findings, held);
  return blocked ? { kind: 'refused', held, findings } : { kind: 'write', draft, held, assessment };
}
