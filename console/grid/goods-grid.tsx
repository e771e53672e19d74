import { useVirtualizer, defaultRangeExtractor, type Range } from '@tanstack/react-virtual';
import {
  useCallback,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  type FocusEvent,
  type Ref,
  type RefObject,
} from 'react';
import { useT } from '../texts';
import type { CodeNames } from './cell';
import { ALL_COLUMNS, fitted, MAIN_COLUMNS, rowWidth, type GridColumn } from './columns';
import { GridHead, GridRow } from './grid-row';
import { PasteDialog } from './paste-dialog';
import { pointerHandlers } from './pointer';
import { TotalsBar, type TotalsBarProps } from './totals-bar';
import type { FindCodes, GridFinding } from './types';
import { useClipboard, type GridClipboard } from './use-clipboard';
import { useGrid, type Grid } from './use-grid';
import type { Goods } from './use-goods';
import type { GoodsField } from './rows';
import './grid.css';

const ROW_HEIGHT = 28;
/** Rows drawn beyond the window on either side. */
/** Kept free for it at the right, so that no second one is needed below. */
const SCROLLBAR_PX = 16;
const OVERSCAN = 6;
/** When a dialog that closes has given the focus back. */
const FOCUS_AFTER_MS = 60;

/** What the page may ask of the grid: to go where a finding is. */
export interface GridHandle {
  focusCell(row: number, field: GoodsField | null): void;
}

export interface GoodsGridProps extends Omit<TotalsBarProps, 'rows' | 'barRef'> {
  readonly goods: Goods;
  readonly findings: readonly GridFinding[];
  /** Codes by what people call them; null until the tables have come. */
  readonly names: CodeNames | null;
  readonly findCodes: FindCodes;
  /** The item that each line became, by line number, as the service last merged them. */
  readonly itemOfLine?: ReadonlyMap<number, number>;
  readonly isReadOnly?: boolean;
  readonly showsMore?: boolean;
  /** Says something in the page's status line. */
  readonly announce: (text: string) => void;
  /** F6: on to what comes after the grid; without it the line of totals gets the focus. */
  readonly onFindingsEnd?: (step: 1 | -1) => void;
  readonly ref?: Ref<GridHandle>;
}

/** The goods lines of a declaration: an ARIA grid whose active cell is a focused text field, drawn only where it can be seen. */
export function GoodsGrid(props: GoodsGridProps) {
  const { goods, findings, names, isReadOnly = false, showsMore = false, announce } = props;
  const t = useT();
  const body = useRef<HTMLDivElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const focus = useFocusWithin();
  const [pageRows, setPageRows] = useState(14);
  const [room, setRoom] = useState(0);
  const columns = useMemo(() => fitted(showsMore ? ALL_COLUMNS : MAIN_COLUMNS, room), [showsMore, room]);
  const grid = useGrid({
    goods,
    columns,
    names,
    findings,
    pageRows,
    isReadOnly,
    t,
    announce,
    onLeave: () => bar.current?.focus(),
    onFindingsEnd: props.onFindingsEnd,
  });
  const clipboard = useClipboard({ goods, grid, names, isReadOnly, t, announce });
  const finishPaste: typeof clipboard.finish = (decision) => {
    clipboard.finish(decision);
    // The cell that had the focus may have gone with its row, and the dialog gives it back to nothing.
    setTimeout(() => body.current?.querySelector<HTMLInputElement>('.grid-input')?.focus(), FOCUS_AFTER_MS);
  };
  useImperativeHandle(props.ref, () => ({
    focusCell(row, field) {
      body.current?.querySelector<HTMLInputElement>('.grid-input')?.focus();
      grid.goTo({ row, column: Math.max(0, field === null ? 0 : grid.fields.indexOf(field)) });
    },
  }));
  return (
    <section className="goods-grid" aria-label={t('grid.label')} ref={body} {...focus.handlers}>
      <GridBody
        {...props}
        {...{ columns, grid, clipboard, isReadOnly, setPageRows, setRoom, hasFocus: focus.hasFocus }}
      />
      <TotalsBar {...props} rows={goods.rows} barRef={bar} />
      {clipboard.pending === null ? null : <PasteDialog {...clipboard.pending} names={names} onDone={finishPaste} />}
    </section>
  );
}

/** Whether the person is in the grid: also when the field that had the focus has just gone with its row. */
function useFocusWithin() {
  const hasFocus = useRef(false);
  const handlers = {
    onFocus: () => {
      hasFocus.current = true;
    },
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
      if (relatedTarget !== null) hasFocus.current = currentTarget.contains(relatedTarget);
    },
  };
  return { hasFocus, handlers };
}

interface GridBodyProps extends GoodsGridProps {
  readonly columns: readonly GridColumn[];
  readonly grid: Grid;
  readonly clipboard: GridClipboard;
  readonly isReadOnly: boolean;
  readonly setPageRows: (rows: number) => void;
  readonly setRoom: (px: number) => void;
  readonly hasFocus: RefObject<boolean>;
}

function GridBody(props: GridBodyProps) {
  const { goods, findings, columns, grid, itemOfLine } = props;
  const { cursor, range } = grid;
  const t = useT();
  const scroll = useRef<HTMLDivElement>(null);
  const byCell = useMemo(() => findingsByCell(findings), [findings]);
  const virtual = useRows(scroll, props);
  const size = { width: rowWidth(columns), height: virtual.getTotalSize() };
  return (
    <div className="grid-scroll" ref={scroll}>
      <div
        role="grid"
        aria-label={t('grid.label')}
        aria-rowcount={goods.rows.length + 1}
        aria-colcount={columns.length + 3}
        aria-multiselectable="true"
        aria-readonly={props.isReadOnly}
        className="grid-body"
        style={size}
        {...pointerHandlers(grid)}
      >
        <GridHead columns={columns} currency={props.currency} />
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = goods.rows[index];
          return row === undefined ? null : (
            <GridRow
              {...props}
              key={row.key}
              index={index}
              top={start}
              row={row}
              active={cursor.row === index ? cursor.column : null}
              selected={index >= range.top && index <= range.bottom ? range : null}
              findings={byCell.get(index)}
              item={itemOfLine?.get(index + 1)}
              scrollTo={virtual.scrollToIndex}
            />
          );
        })}
      </div>
    </div>
  );
}

/** The rows that are drawn: those in the window, and always the one with the cursor, whose field must not go away. */
function useRows(scroll: RefObject<HTMLDivElement | null>, { goods, grid, setPageRows, setRoom }: GridBodyProps) {
  const { row: cursorRow } = grid.cursor;
  const rangeExtractor = useCallback(
    (range: Range) => [...new Set([...defaultRangeExtractor(range), cursorRow])].sort((one, other) => one - other),
    [cursorRow],
  );
  return useVirtualizer({
    count: goods.rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    // The head stands above the rows, also while they scroll.
    paddingStart: ROW_HEIGHT,
    scrollPaddingStart: ROW_HEIGHT,
    rangeExtractor,
    onChange: ({ scrollRect }) => {
      if (!scrollRect) return;
      setPageRows(Math.max(1, Math.floor(scrollRect.height / ROW_HEIGHT) - 1));
      setRoom(scrollRect.width - SCROLLBAR_PX);
    },
  });
}

type CellFindings = ReadonlyMap<GoodsField | null, GridFinding>;

/** Findings by row and field; an error hides a warning about the same cell. */
function findingsByCell(findings: readonly GridFinding[]): ReadonlyMap<number, CellFindings> {
  const rows = new Map<number, Map<GoodsField | null, GridFinding>>();
  for (const finding of findings) {
    const cells = rows.get(finding.row) ?? new Map<GoodsField | null, GridFinding>();
    if (cells.get(finding.field)?.severity !== 'error') cells.set(finding.field, finding);
    rows.set(finding.row, cells);
  }
  return rows;
}
