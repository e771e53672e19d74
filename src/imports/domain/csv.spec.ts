import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { CsvReader, type CsvRow, type Delimiter, delimiterOf, namedDelimiter } from './csv.js';

/** The rows of a text that comes in pieces of `size` characters. */
function rowsOf(text: string, delimiter: Delimiter = ',', size = text.length || 1): CsvRow[] {
  const reader = new CsvReader(delimiter);
  const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
  return [...pieces.flatMap((piece) => [...reader.push(piece, false)]), ...reader.push('', true)];
}
const cellsOf = (text: string) => rowsOf(text).map(({ cells }) => cells);
const faultsOf = (text: string) =>
  rowsOf(text).flatMap(({ rowNumber, quoteFault }) => (quoteFault ? [[rowNumber, quoteFault.cellIndex]] : []));

describe('rows of CSV', () => {
  test.each([
    [
      'CRLF, LF and CR in one file',
      'a,b\r\n1,2\n3,4\r5,6',
      [
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
        ['5', '6'],
      ],
    ],
    [
      'a line break inside quotes',
      '"a\r\nb",c\r\n1,2',
      [
        ['a\r\nb', 'c'],
        ['1', '2'],
      ],
    ],
    ['doubled quotes', '"say ""x""",2', [['say "x"', '2']]],
    ['quotes inside a cell that does not begin with one', '6" pipe,2', [['6" pipe', '2']]],
    [
      'an empty last cell',
      'a,\n,b',
      [
        ['a', ''],
        ['', 'b'],
      ],
    ],
    [
      'a quoted header cell that ends with a line break',
      'a,"stall\n"\r\n1,2',
      [
        ['a', 'stall\n'],
        ['1', '2'],
      ],
    ],
  ])('are read with %s', (_, text, rows) => expect(cellsOf(text)).toEqual(rows));

  it('are numbered as a spreadsheet does: a blank line counts, a line break inside a cell does not', () => {
    const numbered = rowsOf('a,b\r\n\r\n\n"x\ny",1\n2,3').map(({ rowNumber, cells }) => [rowNumber, cells.join('|')]);
    expect(numbered).toEqual([
      [1, 'a|b'],
      [2, ''],
      [3, ''],
      [4, 'x\ny|1'],
      [5, '2|3'],
    ]);
  });

  it('come back from what a CSV writer makes of them, whatever is in the cells and wherever the text is cut', () => {
    const cell = fc.oneof(fc.string({ unit: 'binary', maxLength: 6 }), fc.stringMatching(/^[",;\t\r\n a]{0,5}$/));
    const sheet = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(sheet, fc.constantFrom<Delimiter>(',', ';', '\t'), fc.nat({ max: 6 }), (rows, delimiter, cut) => {
        const text = stringify(rows, { delimiter, quoted: true, record_delimiter: '\r\n' });
        expect(rowsOf(text, delimiter, cut + 1).map(({ cells }) => cells)).toEqual(rows);
      }),
    );
  });

  it('are the same wherever a text is cut, also one that no writer made', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[",\r\nab]{0,30}$/), fc.integer({ min: 1, max: 7 }), (text, size) =>
        expect(rowsOf(text, ',', size)).toEqual(rowsOf(text)),
      ),
    );
  });
});

describe('a broken quote', () => {
  test.each([
    ['never closed', 'a,b\n1,"open\n3,4\n5,6', [[2, 1]]],
    ['closed by the next one further down', 'a,b\n"open,2\n"x",4', [[2, 0]]],
    ['followed by something', 'a,b\n"x"y,2\n3,4', [[2, 0]]],
    ['not closed within what a cell can hold', `a,b\n"${'x\n'.repeat(20_000)}`, [[2, 0]]],
  ])('%s is a fault of its own row', (_, text, faults) => expect(faultsOf(text)).toEqual(faults));

  it('swallows nothing: the rows below are read, and its own line is kept as it stands', () => {
    expect(cellsOf('a,b\n1,"open,x\n3,4')).toEqual([
      ['a', 'b'],
      ['1', '"open', 'x'],
      ['3', '4'],
    ]);
  });
});

test.each([
  ['a,b;c,d', ','],
  ['a;b;"c,d,e,f"', ';'],
  ['a\tb\tc,d', '\t'],
  ['a;b\n1,2,3,4,5', ';'],
])('the delimiter of %j is %j', (header, delimiter) => expect(delimiterOf(header)).toBe(delimiter));

test.each([
  ['sep=;', ';'],
  ['SEP=\t', '\t'],
  ['"sep=,"', ','],
  ['sep', null],
  ['sep=x', null],
])('a first line %j names %j', (line, delimiter) => expect(namedDelimiter(line)).toBe(delimiter));
