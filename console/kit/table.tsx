import { type MouseEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { Checkbox } from './fields/checkbox';
import { Icon } from './icon';
import { SkeletonRows, useIsSlow } from './states';
import './table.css';

export interface Column<R> {
  readonly id: string;
  readonly name: ReactNode;
  /** Columns keep their width when data change. */
  readonly width?: number;
  readonly align?: 'right';
  readonly cell: (row: R) => ReactNode;
  readonly isSortedBy?: 'ascending' | 'descending';
  readonly onSort?: () => void;
  /** What else the column's head says. */
  readonly title?: string;
}

export interface TableSelection {
  readonly keys: ReadonlySet<string>;
  readonly onChange: (keys: ReadonlySet<string>) => void;
  readonly labelAll: string;
  readonly labelRow: string;
}

interface Props<R> {
  readonly caption: ReactNode;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  readonly keyOf: (row: R) => string;
  readonly activeKey?: string | null;
  readonly onActivate?: (key: string) => void;
  readonly isLoading?: boolean;
  /** Rows of an older question, or of before the connection was lost. */
  readonly isStale?: boolean;
  readonly empty?: ReactNode;
  readonly foot?: ReactNode;
  readonly selection?: TableSelection;
  readonly rowClass?: (row: R) => string;
  readonly loadingLabel: string;
  /** Called when the end comes in sight. */
  readonly onEnd?: (() => void) | undefined;
  readonly skeletonRows?: number;
}

/** A plain table: rows of one height, lines between them, the first column is the row's name and link. */
export function DataTable<R>(props: Props<R>) {
  const { caption, columns, rows, isLoading = false, isStale, empty, foot, selection, onEnd } = props;
  const isSlow = useIsSlow(isLoading && rows.length === 0);
  const columnCount = columns.length + (selection ? 1 : 0);
  const scroll = useScrollStop();
  const { widths, minWidth } = useWidths(scroll, columns);
  return (
    <div ref={scroll} className={`table-scroll${isStale ? ' is-stale' : ''}`} data-scroll-restoration-id="table">
      <table className="table" aria-busy={isLoading} style={{ minWidth }}>
        {caption !== '' && <caption>{caption}</caption>}
        <colgroup>
          {selection && <col width={36} />}
          {columns.map(({ id }, index) => (
            <col key={id} {...(widths[index] === undefined ? {} : { width: widths[index] })} />
          ))}
        </colgroup>
        <Head {...props} />
        <tbody onMouseOver={nameCutCell}>
          {isSlow && <SkeletonRows rows={props.skeletonRows ?? 12} columns={columnCount} label={props.loadingLabel} />}
          {rows.map((row) => (
            <Row key={props.keyOf(row)} row={row} {...props} />
          ))}
        </tbody>
        {foot}
      </table>
      {rows.length === 0 && !isLoading && empty}
      {onEnd && <EndMark onEnd={onEnd} label={props.loadingLabel} />}
    </div>
  );
}

/** Where nothing in the rows takes the focus the table does, so that keys can scroll it. */
function useScrollStop() {
  const scroll = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = scroll.current;
    if (element === null) return;
    if (element.querySelector('tbody :is(a, button, input)') === null) element.tabIndex = 0;
    else element.removeAttribute('tabindex');
  });
  return scroll;
}

/** From here on a column that takes all the rest would leave a gap that the eye has to cross: every column grows by its share. */
const AMPLE_PX = 1240;
const REST_MIN_PX = 240;
/** What is left of a narrow window must still hold a few words: below it the table scrolls sideways. */
const REST_LEAST_PX = 96;

interface Widths {
  readonly widths: readonly (number | undefined)[];
  readonly minWidth: number;
}

function useWidths<R>(scroll: RefObject<HTMLElement | null>, columns: readonly Column<R>[]): Widths {
  const [room, setRoom] = useState(0);
  useEffect(() => {
    const element = scroll.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setRoom(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroll]);
  const given = columns.map(({ width }) => width);
  const fixed = given.reduce<number>((sum, width = 0) => sum + width, 0);
  const open = given.filter((width) => width === undefined).length;
  const minWidth = fixed + open * REST_LEAST_PX;
  if (room <= AMPLE_PX) return { widths: given, minWidth };
  const rest = open === 0 ? 0 : Math.max((AMPLE_PX - fixed) / open, REST_MIN_PX);
  const factor = room / (fixed + open * rest);
  return { widths: factor <= 1 ? given : given.map((width = rest) => Math.floor(width * factor)), minWidth };
}

/** What does not fit into its cell is told by the pointer that rests on it. */
function nameCutCell({ target }: MouseEvent): void {
  const cell = target instanceof Element ? target.closest('td, th') : null;
  if (!(cell instanceof HTMLElement) || cell.querySelector('[title]') !== null) return;
  if (cell.scrollWidth > cell.clientWidth) cell.title = cell.innerText;
  else cell.removeAttribute('title');
}

function Head<R>({ columns, selection, rows, keyOf }: Props<R>) {
  const all = rows.map(keyOf);
  const isAll = selection !== undefined && all.length > 0 && all.every((key) => selection.keys.has(key));
  return (
    <thead>
      <tr>
        {selection && (
          <th scope="col" className="table-check">
            <Checkbox
              aria-label={selection.labelAll}
              isSelected={isAll}
              isIndeterminate={!isAll && selection.keys.size > 0}
              onChange={(on) => selection.onChange(new Set(on ? all : []))}
            />
          </th>
        )}
        {columns.map(({ id, name, align, isSortedBy, onSort, title }) => (
          <th
            key={id}
            scope="col"
            className={align === 'right' ? 'number' : undefined}
            {...(title ? { title } : {})}
            {...(isSortedBy ? { 'aria-sort': isSortedBy } : {})}
          >
            {onSort ? (
              <button type="button" className="table-sort" onClick={onSort}>
                {name}
                {isSortedBy && <Icon name={isSortedBy === 'ascending' ? 'up' : 'down'} />}
              </button>
            ) : (
              name
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Row<R>({ row, columns, keyOf, activeKey, onActivate, selection, rowClass }: Props<R> & { row: R }) {
  const key = keyOf(row);
  const isActive = key === activeKey;
  const className = [isActive ? 'is-active' : '', selection?.keys.has(key) ? 'is-selected' : '', rowClass?.(row) ?? ''];
  return (
    <tr
      data-key={key}
      className={className.filter(Boolean).join(' ')}
      onClick={() => onActivate?.(key)}
      onFocus={() => onActivate?.(key)}
    >
      {selection && (
        <td className="table-check">
          <Checkbox
            aria-label={selection.labelRow}
            isSelected={selection.keys.has(key)}
            onChange={(on) => selection.onChange(toggled(selection.keys, key, on))}
          />
        </td>
      )}
      {columns.map(({ id, align, cell }, index) => {
        const content = cell(row);
        const shared = align === 'right' ? 'number' : undefined;
        return index === 0 ? (
          <th key={id} scope="row" className={shared}>
            {content}
          </th>
        ) : (
          <td key={id} className={shared}>
            {content}
          </td>
        );
      })}
    </tr>
  );
}

export function toggled(keys: ReadonlySet<string>, key: string, on: boolean): ReadonlySet<string> {
  const next = new Set(keys);
  if (on) next.add(key);
  else next.delete(key);
  return next;
}

/** Asks for more when it comes into sight. */
function EndMark({ onEnd, label }: { onEnd: () => void; label: string }) {
  const mark = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = mark.current;
    if (!element) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && onEnd(), { rootMargin: '400px' });
    observer.observe(element);
    return () => observer.disconnect();
  }, [onEnd]);
  return (
    <div ref={mark} className="table-more">
      {label}
    </div>
  );
}

/** Moves focus to the link of a row. */
export function focusRow(key: string): void {
  const row = document.querySelector(`tr[data-key="${CSS.escape(key)}"]`);
  row?.scrollIntoView({ block: 'nearest' });
  row?.querySelector<HTMLElement>('th a, th button')?.focus({ preventScroll: true });
}
