import { readCell } from './cell.js';
import type { CellKind } from './column.js';

const value = (cell: string, kind: CellKind, delimiter: ',' | ';' = ',') => readCell(cell, kind, delimiter).value;

describe('a cell is read as people write', () => {
  test.each<[CellKind, string, unknown]>([
    ['day', '2021-12-28', '2021-12-28'],
    ['day', '2021/12/8', '2021-12-08'],
    ['day', '2021.12.28', '2021-12-28'],
    ['day', '2021年12月8日', '2021-12-08'],
    ['day', '２０２１/１２/２８', '2021-12-28'],
    ['day', '2021/12/28 0:00', '2021-12-28'],
    ['decimal', '1,234,567.50', '1234567.50'],
    ['decimal', '１２００．５', '1200.5'],
    ['integer', '1.0', 1],
    ['integer', '1,200', 1200],
    ['integer', '１２', 12],
    ['hs-code', '901210000', '0901210000'],
    ['unit', '30', '030'],
    ['unit', '1', '001'],
    ['unit', '千克', '035'],
    ['unit', 'KGS', '035'],
    ['unit', '米', '030'],
    ['unit', 'Metre', '030'],
    ['office', '106', '0106'],
    ['country', '尼日利亚', 'NGA'],
    ['country', 'Nigeria', 'NGA'],
    ['country', 'ng', 'NGA'],
    ['currency', '美元', 'USD'],
    ['currency', 'rmb', 'CNY'],
    ['transport-mode', '海运', '2'],
    ['transport-mode', 'By Sea', '2'],
    ['transport-mode', '航空运输', '5'],
    ['trade-terms', 'C&F', 'CFR'],
    ['trade-terms', 'ｃｉｆ', 'CIF'],
    ['trade-terms', '离岸价', 'FOB'],
    ['charge-mark', '总价', 'total'],
    ['yes-no', '是', true],
    ['yes-no', 'N', false],
  ])('%s %j is %j', (kind, cell, read) => expect(value(cell, kind)).toEqual(read));
});

describe('what may mean two things stays as it is, for the checks to name', () => {
  test.each<[CellKind, string]>([
    ['day', '03/04/2021'],
    ['day', '12/28/2021'],
    ['day', '2021/12-28'],
    ['day', '44558'],
    ['decimal', '1,2'],
    ['decimal', '1.234,56'],
    ['decimal', '1.2E+3'],
    ['hs-code', '59032000'],
    ['hs-code', '5.9032E+09'],
    ['unit', 'pcs'],
    ['country', '502'],
    ['country', 'Congo'],
    ['integer', '1.5'],
    ['yes-no', 'perhaps'],
  ])('%s %j', (kind, cell) => expect(value(cell, kind)).toBe(cell));

  it('where semicolons part the cells, a comma may be the decimal sign', () =>
    expect(value('1,234', 'decimal', ';')).toBe('1,234'));
});

it('reports a number that a spreadsheet has cut, and keeps one that only looks a little like it', () => {
  expect(readCell('9.13306E+17', 'identifier', ',').fault?.code).toBe('scientific-notation');
  expect(readCell('1E10', 'identifier', ',').fault).toBeUndefined();
});

it('reports codes whose zeros it put back, and days in another writing', () => {
  expect(readCell('30', 'unit', ',').readAs).toEqual({
    code: 'leading-zeros-lost',
    params: { value: '30', as: '030' },
  });
  expect(readCell('2021/12/28', 'day', ',').readAs?.code).toBe('cell-read-as');
  expect(readCell('2021-12-28', 'day', ',').readAs).toBeUndefined();
});
