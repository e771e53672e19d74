import { useList } from '../../../api/query';
import type { AnswerOf } from '../../../api/types';
import { EmptyState } from '../../../kit/states';
import type { Column } from '../../../kit/table';
import { Tag } from '../../../kit/tag';
import { grouped } from '../../../shared/format';
import { useListKeys } from '../../../shared/list-keys';
import { ListTable } from '../../../shared/list-page';
import { Link, useNavigateTo } from '../../../shared/location';
import { Page, ToolbarSpace } from '../../../shared/page';
import { useRole } from '../../../shared/session';
import { Instant } from '../../../shared/trade';
import { type TextKey, type Translate, useT } from '../../../texts';
import { DropZone } from './drop-zone';
import { isUnderWay, nameOfImport } from './upload';

type Row = AnswerOf<'get', '/v1/imports'>['items'][number];

const WATCH_MS = 1_000;

/** Files that were sent, and what became of them. */
export function ImportsPage() {
  const t = useT();
  const go = useNavigateTo();
  const isBroker = useRole('broker');
  const list = useList('/v1/imports', {}, { isLive: true });
  const isBusy = list.rows.some(isUnderWay);
  useList('/v1/imports', {}, { enabled: isBusy, refetchInterval: WATCH_MS });
  const keys = useListKeys({
    rows: list.rows,
    keyOf: ({ id }) => id,
    onOpen: ({ id }) => go(`/imports/${id}`),
    onRefresh: () => void list.refetch(),
  });
  return (
    <Page
      title={t('imports.title')}
      toolbar={
        <>
          <ToolbarSpace />
          {isBroker &&
            (['xlsx', 'csv'] as const).map((format) => (
              <a key={format} className="button button-plain" href={`/v1/imports/template.${format}`} download>
                {t('imports.template', { format: format.toUpperCase() })}
              </a>
            ))}
        </>
      }
    >
      <DropZone />
      <ListTable
        name={t('imports.title')}
        query={list}
        columns={columnsOf(t)}
        keyOf={({ id }) => id}
        activeKey={keys.activeKey}
        onActivate={keys.activate}
        empty={
          <EmptyState title={t('imports.empty')}>
            {t(isBroker ? 'imports.empty-text' : 'imports.empty-officer')}
          </EmptyState>
        }
      />
    </Page>
  );
}

export function ImportState({ state }: { state: string }) {
  const t = useT();
  const looks = {
    queued: ['grey', 'clock-hollow'],
    running: ['blue', 'half-circle'],
    finished: ['green', 'check'],
    failed: ['red', 'error'],
  } as const;
  const [tone, icon] = looks[state as keyof typeof looks] ?? looks.queued;
  return (
    <Tag tone={tone} icon={icon}>
      {t(`imports.state-${state}` as TextKey)}
    </Tag>
  );
}

const columnsOf = (t: Translate): Column<Row>[] => [
  {
    id: 'file',
    name: t('imports.file'),
    cell: ({ id }) => <Link href={`/imports/${id}`}>{nameOfImport(id) ?? id}</Link>,
  },
  { id: 'kind', name: t('imports.kind'), width: 100, cell: ({ kind }) => t(`imports.kind-${kind}` as TextKey) },
  { id: 'state', name: t('imports.state'), width: 96, cell: ({ state }) => <ImportState state={state} /> },
  { id: 'dry', name: t('imports.mode'), width: 80, cell: ({ dryRun }) => t(dryRun ? 'imports.trial' : 'imports.real') },
  { id: 'rows', name: t('imports.rows'), width: 80, align: 'right', cell: ({ rows }) => grouped(rows) },
  {
    id: 'declarations',
    name: t('imports.declarations'),
    width: 90,
    align: 'right',
    cell: ({ declarations }) => grouped(declarations),
  },
  { id: 'created', name: t('imports.created'), width: 80, align: 'right', cell: ({ created }) => grouped(created) },
  { id: 'replaced', name: t('imports.replaced'), width: 80, align: 'right', cell: ({ replaced }) => grouped(replaced) },
  {
    id: 'unchanged',
    name: t('imports.unchanged'),
    width: 80,
    align: 'right',
    cell: ({ unchanged }) => grouped(unchanged),
  },
  { id: 'rejected', name: t('imports.rejected'), width: 80, align: 'right', cell: ({ rejected }) => grouped(rejected) },
  { id: 'at', name: t('imports.at'), width: 130, cell: ({ createdAt }) => <Instant at={createdAt} /> },
];
