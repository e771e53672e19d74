import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { refreshed, useGet } from '../../../api/query';
import { Button } from '../../../kit/button';
import { EmptyState, Meter, Notice, Skeleton } from '../../../kit/states';
import { type Column, DataTable } from '../../../kit/table';
import { Tag } from '../../../kit/tag';
import { FailureNotice, FailureState } from '../../../shared/failure';
import { grouped } from '../../../shared/format';
import { Link, useNavigateTo } from '../../../shared/location';
import { Page } from '../../../shared/page';
import { type Translate, useT } from '../../../texts';
import { DropZone } from './drop-zone';
import './imports.css';
import { ImportState } from './imports-page';
import { fileOf, formerOf, type Import, isUnderWay, type ImportKind, nameOfImport, upload } from './upload';

const WATCH_MS = 1_000;

/** Which rows are wrong and why? */
export function ImportPage() {
  const t = useT();
  const { id } = useParams({ strict: false }) as { id: string };
  const [isWatching, setWatching] = useState(true);
  const { data, error, refetch } = useGet(
    '/v1/imports/{id}',
    { path: { id } },
    isWatching ? { refetchInterval: WATCH_MS } : {},
  );
  const found = data?.data.id === id ? data.data : null;
  const isBusy = found === null || isUnderWay(found);
  useEffect(() => setWatching(isBusy), [isBusy]);
  useEffect(() => {
    if (!isBusy) void refreshed('/v1/declarations', '/v1/todo');
  }, [isBusy]);
  const title = nameOfImport(id) ?? t('imports.title');
  if (error && !found)
    return <Page title={title}>{<FailureState error={error} onRetry={() => void refetch()} />}</Page>;
  if (!found) return <Page title={title}>{<Skeleton label={t('app.loading')} />}</Page>;
  return (
    <Page title={title} {...(isBusy ? { count: Math.round((Number(found.progress) || 0) * 100) } : {})}>
      <Head found={found} />
      <Errors found={found} />
    </Page>
  );
}

function Head({ found }: { found: Import }) {
  const t = useT();
  const former = formerOf(found.id);
  return (
    <div className="import-head">
      <div className="import-progress">
        <ImportState state={found.state} />
        <Tag tone={found.dryRun ? 'grey' : 'blue'} icon={found.dryRun ? 'magnifier' : 'check'}>
          {t(found.dryRun ? 'imports.trial' : 'imports.real')}
        </Tag>
        {found.encoding && <span className="dim">{found.encoding.toUpperCase()}</span>}
        {isUnderWay(found) && <Progress found={found} />}
        {former && <Link href={`/imports/${former}`}>← {nameOfImport(former)}</Link>}
      </div>
      <Counts found={found} />
      {found.failure?.map(({ code, message, remedy }) => (
        <Notice key={code} tone="error">
          {message} {remedy}
        </Notice>
      ))}
      {!isUnderWay(found) && <Next found={found} />}
    </div>
  );
}

function Progress({ found: { progress } }: { found: Import }) {
  const percent = Math.round((Number(progress) || 0) * 100);
  return (
    <>
      <Meter label={`${percent}%`} value={percent} max={100} />
      <span>{percent}%</span>
    </>
  );
}

function Counts({ found }: { found: Import }) {
  const t = useT();
  const { rows, rowsRejected, declarations, created, replaced, unchanged, rejected, submittable } = found;
  return (
    <div className="import-counts">
      <strong>{t('imports.counted', { rows: grouped(rows), declarations: grouped(declarations) })}</strong>
      <Tag tone="green" icon="plus">{`${t('imports.created')} ${created}`}</Tag>
      <Tag tone="blue" icon="pencil">{`${t('imports.replaced')} ${replaced}`}</Tag>
      <Tag tone="grey" icon="dot">{`${t('imports.unchanged')} ${unchanged}`}</Tag>
      <Tag tone={rejected > 0 ? 'rust' : 'grey'} icon="close">{`${t('imports.rejected')} ${rejected}`}</Tag>
      <span className="dim">
        {t('imports.submittable')} {submittable}
        {rowsRejected > 0 && ` · ${t('imports.rows-rejected')} ${rowsRejected}`}
      </span>
    </div>
  );
}

/** What to do next: the same file for real, or the refused rows, corrected, once more. */
function Next({ found }: { found: Import }) {
  const t = useT();
  const go = useNavigateTo();
  const [error, setError] = useState<unknown>(null);
  const file = fileOf(found.id);
  const forReal = async () => {
    if (!file) return;
    setError(null);
    try {
      const { id } = await upload(file, { kind: found.kind as ImportKind, dryRun: false, submit: found.submit });
      go(`/imports/${id}`);
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <>
      <FailureNotice error={error} />
      <div className="import-counts">
        {found.dryRun && file && (
          <Button kind="primary" onPress={() => void forReal()}>
            {t('imports.take')}
          </Button>
        )}
        {found.rejected > 0 && (
          <>
            {(['xlsx', 'csv'] as const).map((format) => (
              <a
                key={format}
                className="button button-plain"
                href={`/v1/imports/${found.id}/rejected.${format}`}
                download
              >
                {t('imports.rejected-file', { format: format.toUpperCase() })}
              </a>
            ))}
            <a className="button button-plain" href={`/v1/imports/${found.id}/errors.csv`} download>
              {t('imports.errors-csv')}
            </a>
            <DropZone follows={{ id: found.id, kind: found.kind as ImportKind }} isSmall />
          </>
        )}
      </div>
    </>
  );
}

type Fault = Import['errors'][number];

function Errors({ found }: { found: Import }) {
  const t = useT();
  const { errors, rowsRejected } = found;
  const caption = t('imports.first-of', { shown: errors.length, total: rowsRejected });
  return (
    <DataTable
      caption={errors.length > 0 ? caption : t('imports.errors')}
      columns={columnsOf(t)}
      rows={errors}
      keyOf={(fault) => `${fault.row} ${fault.column} ${fault.code} ${fault.pointer}`}
      isLoading={isUnderWay(found)}
      empty={<EmptyState title={t('imports.no-errors')} />}
      loadingLabel={t('app.loading')}
    />
  );
}

const columnsOf = (t: Translate): Column<Fault>[] => [
  { id: 'row', name: t('imports.row'), width: 64, cell: ({ row }) => row },
  { id: 'column', name: t('imports.column'), width: 150, cell: ({ column }) => column ?? '–' },
  {
    id: 'value',
    name: t('imports.value'),
    width: 180,
    cell: ({ value }) => <span className="mono">{value ?? '–'}</span>,
  },
  { id: 'problem', name: t('imports.problem'), cell: ({ message }) => <span title={message}>{message}</span> },
  { id: 'remedy', name: t('imports.remedy'), cell: ({ remedy }) => <span title={remedy}>{remedy}</span> },
];
