import type { CellPlace } from './rows.js';

/** What of a key event decides; a plain copy, so that the decision can be tested without a page. */
export interface KeyPress {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  /** An input method is composing: every key belongs to it. */
  readonly isComposing: boolean;
}

export type GridAction =
  | { readonly kind: 'move'; readonly by: Movement; readonly extend: boolean }
  | { readonly kind: 'next' | 'previous' }
  | { readonly kind: 'commit-down' | 'edit' | 'revert' | 'clear' | 'fill-down' | 'select-all' }
  | { readonly kind: 'undo' | 'redo' | 'insert-rows' | 'delete-rows' | 'lookup' | 'leave' }
  | { readonly kind: 'next-finding' | 'previous-finding' };

export type Movement = 'up' | 'down' | 'left' | 'right' | 'home' | 'end' | 'page-up' | 'page-down' | 'first' | 'last';

const ARROWS: Readonly<Record<string, Movement>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};
const JUMPS: Readonly<Record<string, Movement>> = { PageUp: 'page-up', PageDown: 'page-down' };

/**
 * What a key does in the grid, or null where it belongs to the text field. While somebody edits, arrows and Home move within the text;
 * while an input method composes, every key is its own (keyCode 229 or `isComposing`).
 */
export function actionOf(press: KeyPress, isEditing: boolean): GridAction | null {
  if (press.isComposing || press.key === 'Process') return null;
  if (press.ctrl) return withControl(press, isEditing);
  if (press.alt) return press.key === 'ArrowDown' ? { kind: 'lookup' } : null;
  switch (press.key) {
    case 'Tab':
      return { kind: press.shift ? 'previous' : 'next' };
    case 'Enter':
      return press.shift ? { kind: 'move', by: 'up', extend: false } : { kind: 'commit-down' };
    case 'F2':
      return { kind: 'edit' };
    case 'Escape':
      return { kind: 'revert' };
    case 'F6':
      return { kind: 'leave' };
    case 'F8':
      return { kind: press.shift ? 'previous-finding' : 'next-finding' };
    case 'Delete':
      return isEditing ? null : { kind: 'clear' };
    default:
      return movementOf(press, isEditing);
  }
}

function movementOf({ key, shift }: KeyPress, isEditing: boolean): GridAction | null {
  const jump = JUMPS[key];
  if (jump !== undefined) return { kind: 'move', by: jump, extend: shift && !isEditing };
  if (isEditing) return null;
  const by = ARROWS[key] ?? (key === 'Home' ? 'home' : key === 'End' ? 'end' : undefined);
  return by === undefined ? null : { kind: 'move', by, extend: shift };
}

function withControl({ key, shift, alt }: KeyPress, isEditing: boolean): GridAction | null {
  if (alt) return null;
  if (key === 'Home' || key === 'End') {
    return isEditing ? null : { kind: 'move', by: key === 'Home' ? 'first' : 'last', extend: shift };
  }
  if (key === '+' || (shift && key === '=')) return { kind: 'insert-rows' };
  if (key === '-' || key === '_') return { kind: 'delete-rows' };
  // While a cell is being edited its own undo, selection and fill belong to the text.
  if (isEditing) return null;
  switch (key.toLowerCase()) {
    case 'd':
      return { kind: 'fill-down' };
    case 'a':
      return { kind: 'select-all' };
    case 'z':
      return { kind: shift ? 'redo' : 'undo' };
    case 'y':
      return { kind: 'redo' };
    default:
      return null;
  }
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that fit the window, for Page Up and Page Down. */
  readonly page: number;
}

const within = (place: number, length: number): number => Math.max(0, Math.min(place, length - 1));

/** The cell that a movement leads to; it stays inside the grid. */
export function moved({ row, column }: CellPlace, by: Movement, size: GridSize): CellPlace {
  const to = (rowTo: number, columnTo: number): CellPlace => ({
    row: within(rowTo, size.rows),
    column: within(columnTo, size.columns),
  });
  switch (by) {
    case 'up':
      return to(row - 1, column);
    case 'down':
      return to(row + 1, column);
    case 'left':
      return to(row, column - 1);
    case 'right':
      return to(row, column + 1);
    case 'home':
      return to(row, 0);
    case 'end':
      return to(row, size.columns - 1);
    case 'page-up':
      return to(row - size.page, column);
    case 'page-down':
      return to(row + size.page, column);
    case 'first':
      return to(0, 0);
    case 'last':
      return to(size.rows - 1, size.columns - 1);
  }
}

/** The next cell in reading order, wrapping rows; `null` after the last one, where Tab makes a new row, and before the first one. */
export function neighbour({ row, column }: CellPlace, step: 1 | -1, size: GridSize): CellPlace | null {
  const place = row * size.columns + column + step;
  if (place < 0 || place >= size.rows * size.columns) return null;
  return { row: Math.floor(place / size.columns), column: place % size.columns };
}
