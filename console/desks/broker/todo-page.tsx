import { useMemo } from 'react';
import { useList } from '../../api/query';
import { Checkbox } from '../../kit/fields/checkbox';
import { Chips } from '../../kit/chips';
import { Icon, type IconName } from '../../kit/icon';
import { EmptyState } from '../../kit/states';
import type { Column } from '../../kit/table';
import { Code } from '../../kit/tag';
import { dayOf, grouped, shortInstant, today, wholeInstant } from '../../shared/format';
import { useListKeys } from '../../shared/list-keys';
import { ListTable } from '../../shared/list-page';
import { Link, useNavigateTo, useQueryParams } from '../../shared/location';
import { useMarkets } from '../../shared/market';
import { Page, ToolbarSpace } from '../../shared/page';
import { Due, wordOf } from '../../shared/trade';
import { type TextKey, type Translate, useT } from '../../texts';
import { hrefOfTodo, nameOfTodo, type Todo, whatOfTodo } from './todo';
import { TodoReason } from './todo-reason';
import { Unsaved } from './unsaved';

const REFRESH_MS = 30_000;
const PAGE_MAX = 500;
const GROUPS = ['returned', 'correction', 'draft', 'closing', 'container', 'filing', 'other'] as const;
type Group = (typeof GROUPS)[number];
const GROUP_OF_KIND: Readonly<Record<string, Group>> = {
  'returned-not-refiled': 'returned',
  'correction-unanswered': 'correction',
  'answer-correction': 'correction',
  submit: 'draft',
  'complete-draft': 'draft',
  'released-not-closed': 'closing',
  'exemption-filing-due': 'filing',
  'fx-receipt-missing': 'filing',
};
const ICONS: Readonly<Record<Group, IconName>> = {
  returned: 'back',
  correction: 'pencil',
  draft: 'pencil',
  closing: 'double-check',
  container: 'container',
  filing: 'receipt',
  other: 'dot',
};

export const groupOf = ({ kind, subject }: Todo): Group =>
  GROUP_OF_KIND[kind] ?? (subject.type === 'shipment' ? 'container' : kind.includes('draft') ? 'draft' : 'other');
export const keyOfTodo = ({ kind, subject }: Todo): string => `${kind}.${subject.id}`;

/** What must I do next, until when? */
export function TodoPage() {
  const t = useT();
  const go = useNavigateTo();
  const [query, change] = useQueryParams();
  const isAll = query['all'] === 'true';
  const list = useList(
    '/v1/todo',
    { query: { limit: PAGE_MAX, ...(isAll ? { all: true } : {}) } },
    { refetchInterval: REFRESH_MS },
  );
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
  const { overdue, dueToday, chips } = summaryOf(list.rows, groups, t);
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

function summaryOf(rows: readonly Todo[], groups: readonly string[], t: Translate) {
  const overdue = rows.filter((todo) => todo.overdue).length;
  const dueToday = rows.filter(({ dueAt, overdue: isLate }) => !isLate && dueAt && dayOf(dueAt) === today()).length;
  const chips = GROUPS.map((id) => ({
    id,
    name: t(`todo.group-${id}`),
    count: rows.filter((todo) => groupOf(todo) === id).length,
  })).filter(({ count, id }) => count > 0 || groups.includes(id));
  return { overdue, dueToday, chips };
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
