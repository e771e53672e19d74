import { useCallback } from 'react';
import { useList } from '../../api/query';
import type { AnswerOf } from '../../api/types';
import { DayField } from '../../kit/fields/day-field';
import { SearchField } from '../../kit/fields/search-field';
import { EmptyState } from '../../kit/states';
import type { Column } from '../../kit/table';
import { useListKeys } from '../../shared/list-keys';
import { ListTable } from '../../shared/list-page';
import { Link, useNavigateTo, useQueryParams } from '../../shared/location';
import { Page, ToolbarSpace } from '../../shared/page';
import { Instant, wordOf } from '../../shared/trade';
import { type Translate, useT } from '../../texts';

type Row = AnswerOf<'get', '/v1/audit'>['items'][number];

const HREFS: Readonly<Record<string, string>> = {
  declaration: '/declarations',
  shipment: '/containers',
  settlement: '/statements',
};
const hrefOf = ({ subjectType, subjectId }: Row): string | null =>
  HREFS[subjectType] ? `${HREFS[subjectType]}/${subjectId}` : null;

/** Who did what, when? */
export function AuditPage() {
  const t = useT();
  const go = useNavigateTo();
  const [query, change] = useQueryParams();
  const { subject, from, to } = query;
  const filters = { ...(subject ? { subject } : {}), ...(from ? { from } : {}), ...(to ? { to } : {}) };
  const list = useList('/v1/audit', { query: filters });
  const find = useCallback((text: string) => change({ subject: text }), [change]);
  const open = (row: Row) => {
    const href = hrefOf(row);
    if (href) go(href);
  };
  const keys = useListKeys({
    rows: list.rows,
    keyOf: ({ id }) => id,
    onOpen: open,
    onRefresh: () => void list.refetch(),
  });
  return (
    <Page
      title={t('audit.title')}
      toolbar={
        <>
          <SearchField label={t('audit.subject')} value={subject ?? ''} onChange={find} />
          <ToolbarSpace />
          <DayField
            label={t('audit.from')}
            isLabelHidden
            value={from ?? ''}
            onChange={(day) => change({ from: day })}
          />
          <span className="dim">{t('audit.to')}</span>
          <DayField label={t('audit.to')} isLabelHidden value={to ?? ''} onChange={(day) => change({ to: day })} />
        </>
      }
    >
      <ListTable
        name={t('audit.title')}
        query={list}
        columns={columnsOf(t)}
        keyOf={({ id }) => id}
        activeKey={keys.activeKey}
        onActivate={keys.activate}
        empty={<EmptyState title={t('audit.empty')} />}
        onClear={
          subject || from || to ? () => change({ subject: undefined, from: undefined, to: undefined }) : undefined
        }
      />
    </Page>
  );
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;
/** Of a random name the first part tells it from others; names of weeks and markets stay whole. */
const shortId = (id: string): string => (UUID.test(id) ? id.slice(0, 13) : id);

const valueText = (value: unknown): string =>
  typeof value === 'string' ? shortId(value) : value === null ? '–' : JSON.stringify(value);

const detailText = (detail: object): string =>
  Object.entries(detail)
    .map(([name, value]) => `${name} ${valueText(value)}`)
    .join(' · ');

const columnsOf = (t: Translate): Column<Row>[] => [
  { id: 'at', name: t('audit.at'), width: 140, cell: ({ at }) => <Instant at={at} /> },
  { id: 'actor', name: t('audit.actor'), width: 170, cell: ({ actorName }) => actorName },
  { id: 'role', name: t('audit.role'), width: 80, cell: ({ actorRole }) => wordOf('role', actorRole) },
  {
    id: 'action',
    name: t('audit.action'),
    width: 190,
    cell: ({ action }) => <span title={action}>{wordOf('action', action)}</span>,
  },
  {
    id: 'subject',
    name: t('audit.subject-name'),
    width: 220,
    cell: (row) => {
      const href = hrefOf(row);
      const text = `${wordOf('subject', row.subjectType)} ${shortId(row.subjectId)}`;
      return href ? <Link href={href}>{text}</Link> : text;
    },
  },
  {
    id: 'detail',
    name: t('audit.detail'),
    cell: ({ detail }) => {
      if (!detail || Object.keys(detail).length === 0) return '–';
      return <span title={JSON.stringify(detail)}>{detailText(detail)}</span>;
    },
  },
];
