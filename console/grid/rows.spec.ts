import { historyOf, record, redo, replaced, undo } from './undo.js';
import {
  clearRange,
  deleteRows,
  fillDown,
  insertRows,
  MAIN_FIELDS,
  newRow,
  rangeBetween,
  rowAfter,
  withCell,
} from './rows.js';

const rows = [newRow({ hsCode: '1', name: 'a' }), newRow({ hsCode: '2' }), newRow({})];
const cellsOf = (changed: readonly { cells: unknown }[]) => changed.map(({ cells }) => cells);

describe('rows of goods', () => {
  it('stay the same object where nothing changes', () => {
    const [row = newRow()] = rows;
    expect(withCell(row, 'name', 'a')).toBe(row);
    expect(withCell(row, 'name', '').cells).toEqual({ hsCode: '1' });
  });

  it('carry country, unit and stall to the next line', () => {
    expect(rowAfter(newRow({ name: 'a', unit: '030', stall: 'C1', finalDestination: 'NGA' })).cells).toEqual({
      unit: '030',
      stall: 'C1',
      finalDestination: 'NGA',
    });
  });

  it('are filled down from the first of a range, or from the row above', () => {
    const range = rangeBetween({ row: 2, column: 0 }, { row: 0, column: 1 });
    expect(cellsOf(fillDown(rows, range, MAIN_FIELDS))).toEqual(
      Array.from({ length: 3 }, () => ({ hsCode: '1', name: 'a' })),
    );
    const one = rangeBetween({ row: 1, column: 1 }, { row: 1, column: 1 });
    expect(cellsOf(fillDown(rows, one, MAIN_FIELDS))[1]).toEqual({ hsCode: '2', name: 'a' });
  });

  it('are cleared, inserted and deleted', () => {
    expect(cellsOf(clearRange(rows, { top: 0, bottom: 0, left: 0, right: 0 }, MAIN_FIELDS))[0]).toEqual({ name: 'a' });
    expect(insertRows(rows, 1, 2)).toHaveLength(5);
    expect(
      insertRows(
        Array.from({ length: 1999 }, () => newRow()),
        0,
        5,
      ),
    ).toHaveLength(2000);
    expect(deleteRows(rows, 0, 1)).toEqual([rows[2]]);
  });
});

describe('undo', () => {
  it('gives back every state, and forgets the undone when something new is done', () => {
    const two = record(record(historyOf('a'), 'b', 'paste'), 'c', 'clear');
    expect(undo(two)).toMatchObject({ present: 'b', future: [{ label: 'clear' }] });
    expect(redo(undo(two)).present).toBe('c');
    expect(record(undo(two), 'd', 'type')).toMatchObject({ present: 'd', future: [] });
    expect(undo(undo(undo(two))).present).toBe('a');
  });

  it('does not undo what somebody else changed', () => {
    expect(undo(record(replaced(historyOf('a'), 'x'), 'y', 'type')).present).toBe('x');
  });
});
