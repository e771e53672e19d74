import { type ReactNode, useEffect, useRef } from 'react';
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
  return (
    <div ref={scroll} className={`table-scroll${isStale ? ' is-stale' : ''}`} data-scroll-restoration-id="table">
      <table className="table" aria-busy={isLoading}>
        <caption>{caption}</caption>
        <colgroup>
          {selection && <col width={36} />}
          {columns.map(({ id, width }) => (
            <col key={id} {...(width === undefined ? {} : { width })} />
          ))}
        </colgroup>
        <Head {...props} />
        <tbody>
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
