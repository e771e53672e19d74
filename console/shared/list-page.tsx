import type { ReactNode } from 'react';
import { connection } from '../api/connection';
import { useStore } from '../api/store';
import { Button } from '../kit/button';
import { EmptyState } from '../kit/states';
import { type Column, DataTable, type TableSelection } from '../kit/table';
import { useT } from '../texts';
import { FailureNotice, FailureState } from './failure';
import { timeToSecond } from './format';

interface ListQuery<R> {
  readonly rows: readonly R[];
  readonly error: unknown;
  readonly isPending: boolean;
  readonly isPlaceholderData: boolean;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly dataUpdatedAt: number;
  readonly fetchNextPage: () => unknown;
  readonly refetch: () => unknown;
}

interface Props<R> {
  readonly name: string;
  readonly query: ListQuery<R>;
  readonly columns: readonly Column<R>[];
  readonly keyOf: (row: R) => string;
  readonly activeKey?: string | null;
  readonly onActivate?: (key: string) => void;
  readonly selection?: Pick<TableSelection, 'keys' | 'onChange'>;
  readonly rowClass?: (row: R) => string;
  /** Why there is nothing while no filter is set. */
  readonly empty?: ReactNode;
  /** Given while filters are set. */
  readonly onClear?: (() => void) | undefined;
  readonly rows?: readonly R[];
  readonly foot?: ReactNode;
}

/** A list of the service as a table: its caption with count and time, pages as one scrolls, and every state it can be in. */
export function ListTable<R>(props: Props<R>) {
  const t = useT();
  const { query, name, selection, empty, onClear } = props;
  const rows = props.rows ?? query.rows;
  const { isLost } = useStore(connection.store);
  if (query.error && query.rows.length === 0)
    return <FailureState error={query.error} onRetry={() => void query.refetch()} />;
  const count = t(query.hasNextPage ? 'list.count-more' : 'list.count', { name, count: rows.length });
  const caption = query.dataUpdatedAt
    ? t('list.as-of', { name: count, time: timeToSecond(new Date(query.dataUpdatedAt)) })
    : name;
  const nothing = onClear ? (
    <EmptyState title={t('list.none')} action={<Button onPress={onClear}>{t('list.clear')}</Button>} />
  ) : (
    (empty ?? <EmptyState title={t('list.none')} />)
  );
  return (
    <>
      <FailureNotice error={query.error} />
      <DataTable
        {...props}
        caption={caption}
        rows={rows}
        isLoading={query.isPending}
        isStale={query.isPlaceholderData || isLost}
        empty={nothing}
        loadingLabel={t('list.more')}
        onEnd={query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : undefined}
        {...(selection
          ? { selection: { ...selection, labelAll: t('list.select-all'), labelRow: t('list.select-row') } }
          : { selection: undefined as never })}
      />
    </>
  );
}
