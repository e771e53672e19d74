import { useMemo } from 'react';
import { useList } from '../../api/query';
import { Checkbox } from '../../kit/fields/checkbox';
import { Chips } from '../../kit/chips';
import { Icon } from '../../kit/icon';
import { EmptyState } from '../../kit/states';
import type { Column } from '../../kit/table';
import { Code } from '../../kit/tag';
import { grouped, shortInstant, wholeInstant } from '../../shared/format';
import { useListKeys } from '../../shared/list-keys';
import { ListTable } from '../../shared/list-page';
import { Link, useNavigateTo, useQueryParams } from '../../shared/location';
import { useMarkets } from '../../shared/market';
import { Page, ToolbarSpace } from '../../shared/page';
import { useRole } from '../../shared/session';
import { Due, wordOf } from '../../shared/trade';
import { type TextKey, type Translate, useT } from '../../texts';
import { hrefOfTodo, nameOfTodo, type Todo, whatOfTodo } from './todo';
import { groupOf, ICONS, summaryOf } from './todo-groups';
import { TodoReason } from './todo-reason';
import { Unsaved } from './unsaved';

const PAGE_MAX = 500;
export const keyOfTodo = ({ kind, subject }: Todo): string => `${kind}.${subject.id}`;

/** What must I do next, until when? */
export function TodoPage() {
  const t = useT();
  const go = useNavigateTo();
  const [query, change] = useQueryParams();
  const isOfficer = useRole('officer');
  const isAll = query['all'] === 'true';
  const question = { query: { limit: PAGE_MAX, ...(isAll ? { all: true } : {}) } };
  const list = useList('/v1/todo', question, { isLive: true });
  const filter = query['group'] ?? '';
  const groups = useMemo(() => filter.split(',').filter(Boolean), [filter]);
  const rows = useMemo(
    () => list.rows.filter((todo) => groups.length === 0 || groups.includes(groupOf(todo))),
    [list.rows, groups],
  );
  const columns = useColumns();
  const keys = useListKeys({
    rows,
    keyOf: keyOfTodo,
    onOpen: (todo) => go(hrefOfTodo(todo)),
    onRefresh: () => void list.refetch(),
  });
  const { overdue, dueToday, chips } = summaryOf(list.rows, { isOfficer, groups }, t);
  return (
    <Page
      title={t('todo.title')}
      count={list.rows.length}
      headline={list.isPending ? t('todo.title') : t('todo.summary', { overdue, today: dueToday })}
      toolbar={
        <>
          <Chips
            label={t('todo.filter')}
            chips={chips}
            selected={groups}
            onChange={(next) => change({ group: next.join(','), row: undefined })}
          />
          <ToolbarSpace />
          <Checkbox isSelected={isAll} onChange={(on) => change({ all: on ? 'true' : undefined })}>
            {t('todo.later')}
          </Checkbox>
        </>
      }
    >
      <Unsaved />
      <ListTable
        name={t('todo.title')}
        query={list}
        rows={rows}
        columns={columns}
        keyOf={keyOfTodo}
        activeKey={keys.activeKey}
        onActivate={keys.activate}
        empty={<EmptyState title={t('todo.empty')}>{t('todo.empty-text')}</EmptyState>}
        onClear={groups.length > 0 ? () => change({ group: undefined }) : undefined}
      />
      {keys.active && <TodoReason todo={keys.active} />}
    </Page>
  );
}

/** The market is a column where there are several. */
function useColumns(): Column<Todo>[] {
  const t = useT();
  return columnsOf(t, useMarkets().length > 1);
}

const columnsOf = (t: Translate, hasMarkets: boolean): Column<Todo>[] => [
  {
    id: 'subject',
    name: t('todo.subject'),
    width: 200,
    cell: (todo) => (
      <Link href={hrefOfTodo(todo)} className="with-icon">
        <Icon name={ICONS[groupOf(todo)]} label={t(`todo.group-${groupOf(todo)}` as TextKey)} />
        {todo.subject.type === 'shipment' ? <Code kind="container">{nameOfTodo(todo)}</Code> : nameOfTodo(todo)}
      </Link>
    ),
  },
  { id: 'what', name: t('todo.what'), cell: whatOfTodo },
  { id: 'due', name: t('todo.due'), width: 150, cell: ({ dueAt, overdue }) => <Due at={dueAt} isOverdue={overdue} /> },
  { id: 'usd', name: t('todo.usd'), width: 120, align: 'right', cell: ({ amountUsd }) => grouped(amountUsd) },
  { id: 'level', name: t('todo.level'), width: 64, cell: ({ level }) => (level ? wordOf('level', level) : '–') },
  {
    id: 'since',
    name: t('todo.since'),
    width: 150,
    cell: ({ openedAt }) => <span title={wholeInstant(openedAt)}>{shortInstant(openedAt)}</span>,
  },
  ...(hasMarkets
    ? [{ id: 'market', name: t('todo.market'), width: 100, cell: ({ market }: Todo) => market ?? '–' }]
    : []),
];
