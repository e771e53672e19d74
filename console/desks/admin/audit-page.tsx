import { useCallback, useState } from 'react';
import { useList } from '../../api/query';
import type { AnswerOf } from '../../api/types';
import { Button } from '../../kit/button';
import { DayField } from '../../kit/fields/day-field';
import { SearchField } from '../../kit/fields/search-field';
import { EmptyState } from '../../kit/states';
import type { Column } from '../../kit/table';
import { useListKeys } from '../../shared/list-keys';
import { ListTable } from '../../shared/list-page';
import { Link, useQueryParams } from '../../shared/location';
import { Page, ToolbarSpace } from '../../shared/page';
import { Instant, wordOf } from '../../shared/trade';
import { type Translate, useT } from '../../texts';
import { EntryDialog, VerificationDialog } from './audit-dialogs';

type Row = AnswerOf<'get', '/v1/audit'>['items'][number];

const HREFS: Readonly<Record<string, string>> = {
  declaration: '/declarations',
  shipment: '/containers',
  settlement: '/statements',
};
const hrefOf = ({ subjectType, subjectId }: Row): string | null =>
  HREFS[subjectType] ? `${HREFS[subjectType]}/${subjectId}` : null;

const SEARCHES = ['subject', 'actor', 'action'] as const;
const FILTERS = [...SEARCHES, 'from', 'to'] as const;

const exportHref = (from: string | undefined, to: string | undefined): string =>
  `/v1/audit/export?${new URLSearchParams({ ...(from ? { from } : {}), ...(to ? { to } : {}) }).toString()}`;

function AuditSearch({ name }: { name: (typeof SEARCHES)[number] }) {
  const t = useT();
  const [query, change] = useQueryParams();
  const find = useCallback((text: string) => change({ [name]: text, row: undefined }), [change, name]);
  return <SearchField label={t(`audit.${name}`)} value={query[name] ?? ''} onChange={find} />;
}

/** Who did what, when? */
export function AuditPage() {
  const t = useT();
  const [query, change] = useQueryParams();
  const { from, to } = query;
  const filters = Object.fromEntries(FILTERS.flatMap((name) => (query[name] ? [[name, query[name]]] : [])));
  const [isVerifying, setVerifying] = useState(false);
  const [shown, setShown] = useState<Row | null>(null);
  const list = useList('/v1/audit', { query: filters });
  const keys = useListKeys({
    rows: list.rows,
    keyOf: ({ id }) => id,
    onOpen: setShown,
    onRefresh: () => void list.refetch(),
  });
  return (
    <Page
      title={t('audit.title')}
      toolbar={
        <>
          {SEARCHES.map((name) => (
            <AuditSearch key={name} name={name} />
          ))}
          <ToolbarSpace />
          <DayField
            label={t('audit.from')}
            isLabelHidden
            value={from ?? ''}
            onChange={(day) => change({ from: day })}
          />
          <span className="dim">{t('audit.to')}</span>
          <DayField label={t('audit.to')} isLabelHidden value={to ?? ''} onChange={(day) => change({ to: day })} />
          <Button icon="check" onPress={() => setVerifying(true)}>
            {t('audit.verify')}
          </Button>
          <a className="button button-plain" href={exportHref(from, to)} download>
            {t('audit.export')}
          </a>
        </>
      }
    >
      <ListTable
        name={t('audit.title')}
        query={list}
        columns={columnsOf(t, setShown)}
        keyOf={({ id }) => id}
        activeKey={keys.activeKey}
        onActivate={keys.activate}
        empty={<EmptyState title={t('audit.empty')} />}
        onClear={
          Object.keys(filters).length > 0
            ? () => change(Object.fromEntries(FILTERS.map((name) => [name, undefined])))
            : undefined
        }
      />
      {isVerifying && <VerificationDialog onClose={() => setVerifying(false)} />}
      {shown && <EntryDialog entry={shown} onClose={() => setShown(null)} />}
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

const columnsOf = (t: Translate, show: (row: Row) => void): Column<Row>[] => [
  {
    id: 'at',
    name: t('audit.at'),
    width: 140,
    cell: (row) => (
      <button type="button" className="link" onClick={() => show(row)}>
        <Instant at={row.at} />
      </button>
    ),
  },
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
