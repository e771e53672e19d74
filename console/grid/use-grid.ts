import { useCallback, useMemo, useState } from 'react';
import type { Translate } from '../texts';
import { readCell, type CodeNames } from './cell';
import type { GridColumn } from './columns';
import { moved, neighbour, type GridAction, type GridSize } from './keys';
import {
  changeRange,
  clearRange,
  deleteRows,
  fillDown,
  insertRows,
  LINES_MAX,
  rangeBetween,
  rowAfter,
  type CellPlace,
  type CellRange,
  type GoodsField,
} from './rows';
import type { GridFinding } from './types';
import type { Goods } from './use-goods';

/** `ready`: the text of the cell is selected and typing replaces it; `editing`: the arrows move within the text. */
export type CellMode = 'ready' | 'typing' | 'editing';

interface GridState {
  readonly cursor: CellPlace;
  readonly anchor: CellPlace;
  readonly mode: CellMode;
  /** What is typed and not committed yet. */
  readonly draft: string | null;
}

export interface GridOptions {
  readonly goods: Goods;
  readonly columns: readonly GridColumn[];
  readonly names: CodeNames | null;
  readonly findings: readonly GridFinding[];
  readonly pageRows: number;
  readonly isReadOnly: boolean;
  readonly t: Translate;
  readonly announce: (text: string) => void;
  readonly onLeave?: (() => void) | undefined;
  readonly onFindingsEnd?: ((step: 1 | -1) => void) | undefined;
}

export interface Grid {
  readonly cursor: CellPlace;
  readonly range: CellRange;
  readonly mode: CellMode;
  readonly draft: string | null;
  readonly fields: readonly GoodsField[];
  readonly size: GridSize;
  goTo(place: CellPlace, options?: { extend?: boolean; mode?: CellMode }): void;
  type(text: string): void;
  commit(text?: string): void;
  act(action: GridAction): void;
  clearSelection(label: string): void;
}

const START: GridState = { cursor: { row: 0, column: 0 }, anchor: { row: 0, column: 0 }, mode: 'ready', draft: null };

const clamp = ({ row, column }: CellPlace, { rows, columns }: GridSize): CellPlace => ({
  row: Math.max(0, Math.min(row, rows - 1)),
  column: Math.max(0, Math.min(column, columns - 1)),
});

/** Where the cursor is, what is being typed, and what each key does. */
export function useGrid(options: GridOptions): Grid {
  const { goods, columns, names, pageRows, isReadOnly, t } = options;
  const [state, setState] = useState(START);
  const fields = useMemo(() => columns.map(({ field }) => field), [columns]);
  const size: GridSize = { rows: goods.rows.length, columns: columns.length, page: pageRows };
  const cursor = clamp(state.cursor, size);
  const range = rangeBetween(clamp(state.anchor, size), cursor);

  const goTo = useCallback<Grid['goTo']>((place, { extend = false, mode = 'ready' } = {}) => {
    setState((old) => ({ cursor: place, anchor: extend ? old.anchor : place, mode, draft: null }));
  }, []);

  const commit = (text: string | undefined = state.draft ?? undefined): void => {
    const field = fields[cursor.column];
    if (text === undefined || field === undefined || isReadOnly) return;
    const value = names === null ? text.trim() : readCell(field, text, names).value;
    const cell = rangeBetween(cursor, cursor);
    if ((goods.rows[cursor.row]?.cells[field] ?? '') !== value) {
      goods.apply((rows) => changeRange(rows, cell, fields, () => value), t('grid.did.type'));
    }
    setState((old) => ({ ...old, mode: 'ready', draft: null }));
  };

  const clearSelection = (label: string): void => {
    if (isReadOnly) return;
    goods.apply((rows) => clearRange(rows, range, fields), label);
    setState((old) => ({ ...old, mode: 'ready', draft: null }));
  };

  const type = (text: string): void => {
    if (isReadOnly) return;
    setState((old) => ({ ...old, anchor: old.cursor, mode: old.mode === 'ready' ? 'typing' : old.mode, draft: text }));
  };

  const context = { ...options, cursor, range, size, fields, state, setState, goTo, commit, clearSelection };
  const act = (action: GridAction): void => perform(action, context);
  return { cursor, range, mode: state.mode, draft: state.draft, fields, size, goTo, type, commit, act, clearSelection };
}

interface ActContext extends GridOptions {
  readonly cursor: CellPlace;
  readonly range: CellRange;
  readonly size: GridSize;
  readonly fields: readonly GoodsField[];
  readonly state: GridState;
  readonly setState: (change: (old: GridState) => GridState) => void;
  readonly goTo: Grid['goTo'];
  readonly commit: (text?: string) => void;
  readonly clearSelection: (label: string) => void;
}

function perform(action: GridAction, context: ActContext): void {
  const { cursor, size, goTo, commit, setState, goods, isReadOnly } = context;
  switch (action.kind) {
    case 'move': {
      commit();
      goTo(moved(cursor, action.by, size), { extend: action.extend });
      return;
    }
    case 'next':
    case 'previous':
      commit();
      return tab(action.kind === 'next' ? 1 : -1, context);
    case 'commit-down':
      commit();
      return goTo(moved(cursor, 'down', size));
    case 'edit':
      return setState((old) => ({ ...old, anchor: old.cursor, mode: isReadOnly ? 'ready' : 'editing' }));
    case 'revert':
      return setState((old) => ({ ...old, anchor: old.cursor, mode: 'ready', draft: null }));
    case 'undo':
      return say(goods.undo(), 'grid.undone', context);
    case 'redo':
      return say(goods.redo(), 'grid.redone', context);
    case 'next-finding':
    case 'previous-finding':
      commit();
      return walkFindings(action.kind === 'next-finding' ? 1 : -1, context);
    case 'select-all':
      return setState((old) => ({
        ...old,
        anchor: { row: 0, column: 0 },
        cursor: { row: size.rows - 1, column: size.columns - 1 },
      }));
    case 'leave':
      commit();
      return context.onLeave?.();
    case 'lookup':
      return;
    default:
      if (!isReadOnly) changeRows(action.kind, context);
  }
}

function say(label: string | null, key: 'grid.undone' | 'grid.redone', { t, announce }: ActContext): void {
  if (label !== null) announce(t(key, { what: label }));
}

/** The next cell; behind the last one a new line, in front of the first one the page's own order of tabs. */
function tab(step: 1 | -1, { cursor, size, goTo, goods, t, isReadOnly }: ActContext): void {
  const place = neighbour(cursor, step, size);
  if (place !== null) return goTo(place);
  if (step < 0 || isReadOnly || goods.rows.length >= LINES_MAX) return;
  goods.apply((rows) => [...rows, rowAfter(rows.at(-1))], t('grid.did.insert'));
  goTo({ row: cursor.row + 1, column: 0 });
}

type RowChange = 'clear' | 'fill-down' | 'insert-rows' | 'delete-rows';

function changeRows(kind: RowChange, { range, fields, goods, t, clearSelection, goTo, cursor }: ActContext): void {
  switch (kind) {
    case 'clear':
      return clearSelection(t('grid.did.clear'));
    case 'fill-down':
      return goods.apply((rows) => fillDown(rows, range, fields), t('grid.did.fill'));
    case 'insert-rows':
      goods.apply((rows) => insertRows(rows, range.top, range.bottom - range.top + 1), t('grid.did.insert'));
      return goTo({ row: range.top, column: cursor.column });
    case 'delete-rows':
      goods.apply((rows) => deleteRows(rows, range.top, range.bottom), t('grid.did.delete'));
      return goTo({ row: range.top, column: cursor.column });
  }
}

/** To the next finding in reading order; behind the last one the page goes on with its own fields. */
function walkFindings(step: 1 | -1, { findings, fields, cursor, goTo, onFindingsEnd }: ActContext): void {
  const place = ({ row, field }: GridFinding): CellPlace => ({
    row,
    column: field === null ? 0 : fields.indexOf(field),
  });
  const order = ({ row, column }: CellPlace): number => row * fields.length + column;
  const here = order(cursor);
  const places = findings.map(place).filter(({ column }) => column >= 0);
  const ahead = places
    .filter((found) => (order(found) - here) * step > 0)
    .sort((one, other) => (order(one) - order(other)) * step);
  const [next] = ahead;
  if (next) goTo(next);
  else if (onFindingsEnd) onFindingsEnd(step);
  else if (places.length > 0) goTo([...places].sort((one, other) => (order(one) - order(other)) * step)[0] ?? cursor);
}
