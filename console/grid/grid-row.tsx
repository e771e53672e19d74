import { memo, useId, type RefObject } from 'react';
import { useT } from '../texts';
import { ActiveCell } from './active-cell';
import { readCell, type CodeNames } from './cell';
import { ITEM_WIDTH, LINE_WIDTH, USD_AFTER, USD_WIDTH, type GridColumn } from './columns';
import type { GoodsField, GoodsRow } from './rows';
import { exact, exactText, grouped, usdEstimate } from './sum';
import type { FindCodes, GridFinding } from './types';
import type { GridClipboard } from './use-clipboard';
import type { Grid } from './use-grid';

export function GridHead({ columns, currency }: { columns: readonly GridColumn[]; currency: string }) {
  const t = useT();
  return (
    <div role="row" aria-rowindex={1} className="grid-row grid-head">
      <span role="columnheader" aria-colindex={1} className="grid-cell number" style={{ width: LINE_WIDTH }}>
        {t('grid.line')}
      </span>
      {columns.flatMap(({ field, head, width, align }, index) => [
        <span
          key={field}
          role="columnheader"
          aria-colindex={colIndex(columns, index)}
          className={align === 'right' ? 'grid-cell number' : 'grid-cell'}
          style={{ width }}
        >
          {field === 'totalPrice' ? `${t(head)} ${currency}` : t(head)}
        </span>,
        field === USD_AFTER ? (
          <span
            key="usd"
            role="columnheader"
            aria-colindex={colIndex(columns, index) + 1}
            className="grid-cell number"
            style={{ width: USD_WIDTH }}
          >
            {t('grid.usd')}
          </span>
        ) : null,
      ])}
      <span
        role="columnheader"
        aria-colindex={columns.length + 3}
        className="grid-cell number"
        style={{ width: ITEM_WIDTH }}
      >
        {t('grid.item')}
      </span>
    </div>
  );
}

/** The place of a column among all that are drawn: the line's number is the first, dollars stand behind the price. */
function colIndex(columns: readonly GridColumn[], index: number): number {
  const priceAt = columns.findIndex(({ field }) => field === USD_AFTER);
  return index + 2 + (index > priceAt ? 1 : 0);
}

export interface GridRowProps {
  readonly index: number;
  readonly top: number;
  readonly row: GoodsRow;
  readonly columns: readonly GridColumn[];
  readonly grid: Grid;
  /** The column of the cursor where it is in this row. */
  readonly active: number | null;
  /** The columns of the selected range where it reaches this row. */
  readonly selected: { readonly left: number; readonly right: number } | null;
  readonly names: CodeNames | null;
  readonly findings: ReadonlyMap<GoodsField | null, GridFinding> | undefined;
  readonly toUsd: string | null;
  readonly item: number | undefined;
  readonly findCodes: FindCodes;
  readonly clipboard: GridClipboard;
  readonly scrollTo: (index: number) => void;
  readonly hasFocus: RefObject<boolean>;
  readonly isReadOnly: boolean;
}

function Row(props: GridRowProps) {
  const { index, top, row, columns, findings, toUsd, item } = props;
  const own = findings?.get(null);
  const price = exact(row.cells.totalPrice ?? '');
  const usd = price === null ? null : usdEstimate(price, toUsd);
  return (
    <div role="row" aria-rowindex={index + 2} className="grid-row" style={{ transform: `translateY(${top}px)` }}>
      <span
        role="rowheader"
        aria-colindex={1}
        className={own ? `grid-cell number grid-line ${own.severity}` : 'grid-cell number grid-line'}
        style={{ width: LINE_WIDTH }}
        title={own?.message}
      >
        {index + 1}
      </span>
      {columns.flatMap((column, place) => [
        <Cell key={column.field} {...props} column={column} place={place} />,
        column.field === USD_AFTER ? (
          <Derived key="usd" colIndex={colIndex(columns, place) + 1} width={USD_WIDTH}>
            {usd === null ? '' : grouped(exactText(usd, 2))}
          </Derived>
        ) : null,
      ])}
      <Derived colIndex={columns.length + 3} width={ITEM_WIDTH}>
        {item ?? ''}
      </Derived>
    </div>
  );
}

/** What a row shows decides whether it is drawn again; the one with the cursor always is. */
const SHOWN = ['row', 'index', 'top', 'columns', 'names', 'findings', 'toUsd', 'item', 'active'] as const;

export const GridRow = memo(Row, (old, now) => {
  if (now.active !== null || SHOWN.some((name) => old[name] !== now[name])) return false;
  return old.selected?.left === now.selected?.left && old.selected?.right === now.selected?.right;
});

function Derived({ colIndex: at, width, children }: { colIndex: number; width: number; children: string | number }) {
  return (
    <span
      role="gridcell"
      aria-colindex={at}
      aria-readonly="true"
      className="grid-cell number grid-derived"
      style={{ width }}
    >
      {children}
    </span>
  );
}

function Cell(props: GridRowProps & { column: GridColumn; place: number }) {
  const { active, selected, place, column, row, names, findings } = props;
  const t = useT();
  const note = useId();
  const text = row.cells[column.field] ?? '';
  const isSelected = selected !== null && place >= selected.left && place <= selected.right;
  const problem = names === null || text === '' ? null : readCell(column.field, text, names).problem;
  const finding = findings?.get(column.field);
  const message = finding?.message ?? (problem === null ? undefined : t(`grid.problem.${problem}`));
  const level = finding?.severity ?? (problem === null ? undefined : 'error');
  const shared = { colIndex: colIndex(props.columns, place), column, text, isSelected, level };
  const name = problem === null && text !== '' ? (names?.nameOf?.(column.field, text) ?? null) : null;
  const title = message ?? (name === null ? undefined : `${text} ${name}`);
  if (active !== place) return <QuietCell {...shared} text={name ?? text} place={place} title={title} />;
  return (
    <span
      role="gridcell"
      aria-colindex={shared.colIndex}
      aria-selected={isSelected}
      aria-invalid={level === 'error' || undefined}
      className={classOf(shared)}
      style={{ width: column.width }}
    >
      <ActiveCell
        {...props}
        text={text}
        note={message === undefined ? undefined : note}
        isInvalid={level === 'error'}
      />
      {message === undefined ? null : (
        <span id={note} role="note" className={`grid-note ${level}`}>
          {message} {finding?.remedy}
        </span>
      )}
    </span>
  );
}

interface QuietCellProps {
  readonly colIndex: number;
  readonly column: GridColumn;
  readonly text: string;
  readonly isSelected: boolean;
  readonly level: 'error' | 'warning' | undefined;
  readonly title?: string | undefined;
  readonly place: number;
}

const classOf = ({ column, isSelected, level }: Pick<QuietCellProps, 'column' | 'isSelected' | 'level'>): string =>
  ['grid-cell', column.align === 'right' && 'number', column.mono && 'mono', isSelected && 'selected', level]
    .filter(Boolean)
    .join(' ');

/** A cell nobody is in: plain text, and no handler of its own. */
function QuietCell({ colIndex: at, column, text, isSelected, level, title, place }: QuietCellProps) {
  return (
    <span
      role="gridcell"
      aria-colindex={at}
      aria-selected={isSelected}
      aria-invalid={level === 'error' || undefined}
      className={classOf({ column, isSelected, level })}
      style={{ width: column.width }}
      title={title}
      data-column={place}
    >
      {column.align === 'right' && exact(text) !== null ? grouped(text) : text}
    </span>
  );
}
