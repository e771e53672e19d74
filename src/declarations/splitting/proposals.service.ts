import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import type { Tx } from '../../platform/database/tx.js';
import { inSlices, inSteps } from '../../platform/in-slices.js';
import type { Language } from '../../vocabulary/language.js';
import { refuse, refuseAt } from '../../messages/refusals/refusal.js';
import { renderViolation, violation } from '../../messages/refusals/violation.js';
import { inputOf } from '../store/content.js';
import { DeclarationsReader } from '../reading/declarations.query.js';
import { assess } from '../domain/assess.js';
import type { DeclarationInput, Item } from '../domain/declaration.js';
import { mergingView } from '../domain/items/merging-view.js';
import type { RuleBook } from '../domain/rule-book.js';
import { groupOf, planSplit, type ProposedPart } from '../domain/split/proposal.js';
import { itemise } from '../domain/items/itemise.js';
import { RuleBooks } from '../checking/rule-books.js';
import { storedInputs, storedItems } from '../store/stored-inputs.js';

/** What can be shown of a declaration's merging and dividing. Nothing here writes. */
@Injectable()
export class ProposalsService {
  constructor(
    private readonly database: Database,
    private readonly ruleBooks: RuleBooks,
    private readonly reader: DeclarationsReader,
  ) {}

  /** How a stored declaration could be divided; another firm's is refused like one that is not there. */
  splitOf(actor: Actor, id: string, language: Language) {
    return this.database.transaction(actor, (tx) => this.proposeStored(tx, id, language), { snapshot: true });
  }

  /** The same by POST, without a snapshot: that is read-only, and a POST may keep its answer under an Idempotency-Key. */
  splitByPost(actor: Actor, id: string, language: Language) {
    return this.database.transaction(actor, (tx) => this.proposeStored(tx, id, language));
  }

  /** The same for a declaration that is not stored. */
  split(actor: Actor, body: DeclarationInput, language: Language) {
    return this.database.transaction(actor, (tx) => this.propose(tx, inputOf(body), language));
  }

  /** Goods lines beside items. Items are those that were declared; of a draft those it would have by the rules of now. */
  mergingOf(actor: Actor, id: string) {
    return this.database.transaction(actor, (tx) => this.compare(tx, id), { snapshot: true });
  }

  private async proposeStored(tx: Tx, id: string, language: Language) {
    return this.propose(tx, await this.inputOf(tx, id), language);
  }

  private async propose(tx: Tx, input: DeclarationInput, language: Language) {
    const ruleBook = (await this.ruleBooks.load(tx, [input]))(input);
    const { notes, parts, ...rest } = (await inSteps(planSplit(input, ruleBook))) ?? unknown(input, ruleBook);
    refuseTooLarge(input, parts.length);
    return {
      ...rest,
      billOfLading: input.billOfLading ?? null,
      caution: renderViolation(violation('split-caution', '', {}, 'warning'), language),
      notes: notes.map((note) => renderViolation(note, language)),
      parts: await inSlices(parts, (make) => {
        const part = make();
        return { ...part, findings: findingsOf(part, ruleBook, language) };
      }),
    };
  }

  private async compare(tx: Tx, id: string) {
    const input = await this.inputOf(tx, id);
    const ruleBook = (await this.ruleBooks.load(tx, [input]))(input);
    const declared = await declaredItems(tx, id);
    const { simplified = false, currency = null } = input;
    const view = mergingView(input, declared ?? itemise(input, ruleBook), ruleBook);
    return { declarationId: id, reference: input.reference, simplified, currency, ...view };
  }

  private async inputOf(tx: Tx, id: string): Promise<DeclarationInput> {
    await this.reader.mustSee(tx, id);
    const input = (await storedInputs(tx, [id])).get(id);
    if (!input) throw refuse('not-found', 'not-found');
    const day = await tx.one<{ declaredOn: string | null }>(
      'SELECT declared_on AS "declaredOn" FROM declaration WHERE id = $1',
      [id],
    );
    // The day of submission stands in for one that was not given: its rates and tables are those that hold.
    return { ...input, ...(day?.declaredOn ? { declaredOn: day.declaredOn } : {}) };
  }
}

/** The items of a declaration that was submitted; null for a draft, whose stored ones are of the day on which it was saved. */
async function declaredItems(tx: Tx, id: string): Promise<readonly Item[] | null> {
  const row = await tx.one<{ status: string }>('SELECT status FROM declaration WHERE id = $1', [id]);
  if (row?.status === 'draft') return null;
  return (await storedItems(tx, [id])).get(id) ?? null;
}

/** Containers without lines that all parts list together; beyond it the answer would be mostly their numbers. */
const OPEN_CONTAINERS_MAX = 20_000;

function refuseTooLarge({ containers = [] }: DeclarationInput, parts: number): void {
  const open = containers.filter(({ goodsLines }) => goodsLines === undefined).length;
  if (open * parts <= OPEN_CONTAINERS_MAX) return;
  const params = { count: `${open}`, parts: `${parts}` };
  throw refuseAt('/containers', 'rule-broken', 'split-containers-open', params);
}

/** The findings of a part as a declaration of its own, by the rules of submission. */
const findingsOf = ({ declaration }: ProposedPart, ruleBook: RuleBook, language: Language) =>
  assess(declaration, ruleBook).findings.map((finding) => renderViolation(finding, language));

/** No proposal while the goods cannot be added up; the notes say why. */
const unknown = (input: DeclarationInput, ruleBook: RuleBook) => ({
  ...{ needed: null, group: groupOf(input), whole: null, containersWhole: null, parts: [] as never[] },
  notes: [
    violation('split-goods-unfinished', '/goods'),
    ...assess(input, ruleBook).findings.filter(
      ({ severity, pointer: place }) => severity === 'error' && /^\/(goods|currency)/.test(place),
    ),
  ],
});
