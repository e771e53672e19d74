import { useLayoutEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import { useT } from '../texts';
import { CodeList, useCodeList } from './code-list';
import type { GridColumn } from './columns';
import { actionOf, type GridAction, type KeyPress } from './keys';
import type { FindCodes } from './types';
import type { GridClipboard } from './use-clipboard';
import type { Grid } from './use-grid';

interface ActiveCellProps {
  readonly grid: Grid;
  readonly index: number;
  readonly column: GridColumn;
  readonly text: string;
  readonly note: string | undefined;
  readonly isInvalid: boolean;
  readonly isReadOnly: boolean;
  readonly findCodes: FindCodes;
  readonly clipboard: GridClipboard;
  readonly scrollTo: (index: number) => void;
  /** Whether the person is in the grid: the cursor never takes the focus from elsewhere on the page. */
  readonly hasFocus: RefObject<boolean>;
}

/** Focus and selection follow the cursor; what happens within a cell moves neither. */
function useCellFocus(input: RefObject<HTMLInputElement | null>, props: ActiveCellProps): void {
  const { grid, index, column, text, scrollTo, hasFocus } = props;

  useLayoutEffect(() => {
    const field = input.current;
    if (field === null) return;
    scrollTo(index);
    if (!hasFocus.current) return;
    field.focus({ preventScroll: true });
    if (grid.mode === 'ready') field.select();
    // Only the way to a cell moves focus and selection, not what happens in it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [index, column.field]);

  useLayoutEffect(() => {
    const field = input.current;
    if (field === null || document.activeElement !== field) return;
    if (grid.mode === 'ready') field.select();
    if (grid.mode === 'editing' && grid.draft === null) field.setSelectionRange(field.value.length, field.value.length);
  }, [input, grid.mode, grid.draft, text]);
}

/**
 * The cell that the cursor is in: a text field, focused, its text selected. It is there before the first key, so that an input method
 * starts its composition in it and no letter is lost.
 */
export function ActiveCell(props: ActiveCellProps) {
  const { grid, index, column, text, note, isInvalid, isReadOnly, clipboard } = props;
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const typed = grid.mode === 'ready' ? null : grid.draft;
  const codes = useCodeList(column.lookup, typed, props.findCodes);
  useCellFocus(input, props);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const press = pressOf(event);
    if (codes.onKey(press.key, press.isComposing, (code) => grid.commit(code))) return event.preventDefault();
    const action = actionOf(press, belongsToText(press, grid.mode));
    if (action === null) return;
    if (leavesGrid(action, grid)) return;
    event.preventDefault();
    if (action.kind === 'lookup') codes.open(grid.draft ?? text);
    else grid.act(action);
  };

  return (
    <>
      <input
        ref={input}
        className="grid-input"
        value={grid.draft ?? text}
        readOnly={isReadOnly}
        spellCheck={false}
        autoComplete="off"
        aria-label={t('grid.cell', { field: t(column.head), line: index + 1 })}
        aria-invalid={isInvalid || undefined}
        aria-describedby={note}
        {...codes.aria}
        onChange={(event) => grid.type(event.target.value)}
        onKeyDown={onKeyDown}
        onDoubleClick={() => grid.act({ kind: 'edit' })}
        onFocus={(event) => grid.mode === 'ready' && event.target.select()}
        onBlur={(event) => !isWithin(event.relatedTarget) && grid.commit()}
        onCopy={clipboard.onCopy}
        onCut={clipboard.onCut}
        onPaste={clipboard.onPaste}
      />
      {codes.choices === null ? null : <CodeList {...codes} anchor={input} onTake={(code) => grid.commit(code)} />}
    </>
  );
}

const isWithin = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('.grid-codes') !== null;

const pressOf = (event: KeyboardEvent): KeyPress => ({
  key: event.key,
  ctrl: event.ctrlKey || event.metaKey,
  shift: event.shiftKey,
  alt: event.altKey,
  isComposing: event.nativeEvent.isComposing || event.keyCode === 229,
});

/** Somebody who types over a cell moves on with the arrows; who edits it moves within its text. */
const belongsToText = ({ key, shift }: KeyPress, mode: Grid['mode']): boolean =>
  mode === 'editing' || (mode === 'typing' && (shift || !key.startsWith('Arrow')));

/** Shift Tab in the first cell goes back to the page. */
const leavesGrid = ({ kind }: GridAction, { cursor }: Grid): boolean =>
  kind === 'previous' && cursor.row === 0 && cursor.column === 0;
