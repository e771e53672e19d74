import fc from 'fast-check';
import { exampleDeclaration, exampleLine, breachTexts } from '../../../../test/samples/example.js';
import type { DeclarationInput } from '../declaration.js';
import { noLiveDeclarations, conflictsWith, addLive } from './live-declarations.js';
import { comparable, reservedElsewhere, tradeRecordPartsOf } from './trade-record-reservation.js';

const using = (tradeRecord: string | undefined, ...lines: (number | undefined)[]): DeclarationInput =>
  exampleDeclaration({
    tradeRecord,
    goods: lines.map((tradeLine, index) => exampleLine(index + 1, { tradeLine, totalPrice: `${index + 1}.00` })),
    containers: [],
  });
const held = (input: DeclarationInput, id = 'first') =>
  tradeRecordPartsOf(input).map((part) => ({ ...part, declarationId: id, reference: 'S-1' }));
const found = (own: DeclarationInput, other: DeclarationInput) =>
  breachTexts(reservedElsewhere(own, 'own', held(other), 'error'));

describe('what a declaration reserves of its trade record', () => {
  it.each<[string, DeclarationInput, (number | null)[]]>([
    ['nothing without a record', using(undefined, 1, 2), []],
    ['all of it where no line is named', using('T', undefined, undefined), [null]],
    ['all of it where one of the goods names none', using('T', 1, undefined), [null]],
    ['the lines that are named, each once', using('T', 1, 2, 1), [1, 2]],
    ['all of it without goods', using('T'), [null]],
  ])('%s', (_, input, lines) => {
    expect(tradeRecordPartsOf(input).map(({ line }) => line)).toEqual(lines);
  });

  it('is known by its number, however it is written', () => {
    expect(comparable(' sccg：33 18９')).toBe('SCCG:33189');
  });
});

describe('a reservation of the same trade record', () => {
  it.each<[string, DeclarationInput, DeclarationInput, string[]]>([
    ['is none of another record', using('T', 1), using('U', 1), []],
    ['is none of another line', using('T', 1), using('T', 2, 3), []],
    [
      'of the same line is found at each of its goods',
      using('T', 1, 2, 1),
      using('t', 1),
      ['trade-record-used /goods/0/tradeLine', 'trade-record-used /goods/2/tradeLine'],
    ],
    [
      'of a line of a record reserved whole is found at the record',
      using('T', 1),
      using('T', undefined),
      ['trade-record-used /tradeRecord'],
    ],
    [
      'of a whole record of which a line is reserved, too',
      using('T', undefined),
      using('T', 7),
      ['trade-record-used /tradeRecord'],
    ],
  ])('%s', (_, own, other, expected) => {
    expect(found(own, other)).toEqual(expected);
  });

  const lines = fc.array(fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }), { minLength: 1, maxLength: 4 });
  const input = fc.tuple(fc.constantFrom('T', 'U', undefined), lines).map(([record, named]) => using(record, ...named));

  it('is found from either side, and never against itself', () => {
    fc.assert(
      fc.property(input, input, (one, other) => {
        expect(found(one, other).length > 0).toBe(found(other, one).length > 0);
        expect(reservedElsewhere(one, 'first', held(one), 'error')).toEqual([]);
      }),
    );
  });

  it('is found within one call as well: of any batch, what is let in has no reservation in common', () => {
    fc.assert(
      fc.property(fc.array(input, { maxLength: 8 }), (batch) => {
        const live = noLiveDeclarations('2021-12-28');
        const letIn = batch.filter((each, index) => {
          if (conflictsWith(each, String(index), live, 'error').length > 0) return false;
          addLive(live, String(index), each);
          return true;
        });
        for (const [index, one] of letIn.entries()) {
          for (const other of letIn.slice(index + 1)) expect(found(one, other)).toEqual([]);
        }
      }),
    );
  });

  it('names a firm of its own only', () => {
    const foreign = held(using('T', 1)).map((part) => ({ ...part, reference: null }));
    expect(reservedElsewhere(using('T', 1), 'own', foreign, 'error')[0]?.params).toEqual({
      record: 'T',
      line: '1',
      first: 'another firm',
    });
  });
});
