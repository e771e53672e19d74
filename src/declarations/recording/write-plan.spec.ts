import { exampleRuleBook, exampleDeclaration } from '../../../test/samples/example.js';
import type { Held } from '../store/declarations.repository.js';
import type { DeclarationInput } from '../domain/declaration.js';
import { noLiveDeclarations } from '../domain/conflicts/live-declarations.js';
import { type WriteOptions, planFor } from './write-plan.js';

const good = exampleDeclaration();
const unfinished = exampleDeclaration({ buyer: undefined });
const held = (status: Held['status'], contentSha256 = 'old'): Held => ({
  ...{
    id: 'first',
    reference: good.reference,
    status,
    version: 1,
    revision: 1,
    customsOffice: '2906',
    contentSha256,
    hasErrors: false,
  },
});
const contextOf = (ruleBook = exampleRuleBook()) => ({
  ruleBook,
  liveDeclarations: noLiveDeclarations(ruleBook.today),
});
const plan = (input: DeclarationInput, before: Held | null, options: WriteOptions) => {
  const decided = planFor({ id: 'new', input, contentSha256: 'new' }, before, contextOf(), options);
  return decided.kind === 'refused' ? decided.findings.map(({ code }) => code) : decided.kind;
};
const keep = { submit: false };
const file = { submit: true };
const expecting = (sha256: string) => ({ ...keep, expected: new Map([[good.reference, sha256]]) });

describe('the plan for a declaration that is sent', () => {
  it.each<[string, [DeclarationInput, Held | null, WriteOptions], string | string[]]>([
    ['new and good', [good, null, file], 'write'],
    ['new and unfinished, to be kept', [unfinished, null, keep], 'write'],
    ['new and unfinished, to be submitted', [unfinished, null, file], ['required-missing']],
    ['the same as a draft', [good, held('draft', 'new'), keep], 'unchanged'],
    ['the same as a draft, to be submitted', [good, held('draft', 'new'), file], 'write'],
    ['the same as what was submitted', [good, held('closed', 'new'), file], 'unchanged'],
    ['the same as what customs sent back', [good, held('returned', 'new'), file], 'unchanged'],
    ['other than a draft', [good, held('draft'), keep], 'write'],
    ['other than what customs sent back', [good, held('returned'), file], 'write'],
    ['other than what was submitted', [good, held('submitted'), file], ['state-forbids']],
    ['other than what was closed', [unfinished, held('closed'), file], ['state-forbids']],
    [
      'other than a draft that may not be replaced',
      [good, held('draft'), { ...keep, existing: 'refuse' }],
      ['reference-taken'],
    ],
    ['other than a draft that is as expected', [good, held('draft'), expecting('old')], 'write'],
    ['other than a draft that was changed meanwhile', [good, held('draft'), expecting('older')], ['changed-meanwhile']],
    ['the same as a draft that was changed meanwhile', [good, held('draft', 'new'), expecting('older')], 'unchanged'],
  ])('%s', (_, [input, before, options], expected) => {
    expect(plan(input, before, options)).toEqual(expected);
  });

  it('cannot be kept without its market, and once submitted never above the ceiling', () => {
    const [line, ...rest] = good.goods ?? [];
    const dear = { ...good, goods: [{ ...line, totalPrice: '150000.01' }, ...rest] };
    const nowhere = exampleRuleBook({ market: null });
    const decided = planFor({ id: 'new', input: good, contentSha256: 'new' }, null, contextOf(nowhere), keep);
    expect(decided.kind).toBe('refused');
    expect(plan(dear, held('draft'), keep)).toBe('write');
    expect(plan(dear, held('returned'), keep)).toEqual(['ceiling-exceeded']);
  });
});
