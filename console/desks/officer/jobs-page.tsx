import { useState } from 'react';
import { api } from '../../api/client';
import { refreshed, useGet, useList } from '../../api/query';
import type { AnswerOf } from '../../api/types';
import { Button } from '../../kit/button';
import { Chips } from '../../kit/chips';
import { EmptyState, Notice } from '../../kit/states';
import { type Column, DataTable } from '../../kit/table';
import { Tag, type Tone } from '../../kit/tag';
import type { IconName } from '../../kit/icon';
import { FailureNotice, FailureState } from '../../shared/failure';
import { useListKeys } from '../../shared/list-keys';
import { Link, useNavigateTo, useQueryParams } from '../../shared/location';
import { Page } from '../../shared/page';
import { Instant, wordOf } from '../../shared/trade';
import { useT, type Translate } from '../../texts';

type Job = AnswerOf<'get', '/v1/jobs'>['items'][number];
type Failed = AnswerOf<'get', '/v1/jobs/failed'>['items'][number];

const STATES = ['due', 'running', 'finished', 'failed'] as const;
const LOOKS: Readonly<Record<string, readonly [Tone, IconName]>> = {
  due: ['grey', 'clock-hollow'],
  running: ['blue', 'merge'],
  finished: ['green', 'check'],
  failed: ['rust', 'error'],
};
const REFRESH_MS = 15_000;

/** What was due, what ran, how it ended; what did not end can be tried again. */
export function JobsPage() {
  const t = useT();
  const go = useNavigateTo();
  const [query, change] = useQueryParams();
  const [error, setError] = useState<unknown>(null);
  const state = query['state'];
  const list = useList(
    '/v1/jobs',
    { query: { ...(state ? { state } : {}) } as never },
    { refetchInterval: REFRESH_MS },
  );
  const rows = list.rows as Job[];
  const keys = useListKeys({ rows, keyOf, onOpen: (job) => go(hrefOf(job)), onRefresh: () => void list.refetch() });
  const retry = async ({ kind, market, period }: Job): Promise<void> => {
    try {
      setError(null);
      await api.post('/v1/jobs/{kind}/{market}/{period}/retry', { path: { kind, market, period } });
      await refreshed('/v1/jobs');
    } catch (failure) {
      setError(failure);
    }
  };
  if (list.error) return <FailureState error={list.error} onRetry={() => void list.refetch()} />;
  const chips = STATES.map((id) => ({ id, name: wordOf('job-state', id) }));
  return (
    <Page
      title={t('nav.jobs')}
      toolbar={
        <Chips
          label={t('jobs.state')}
          isSingle
          chips={chips}
          selected={state ? [state] : []}
          onChange={([next]) => change({ state: next, row: undefined })}
        />
      }
    >
      <FailureNotice error={error} />
      <FailedJobs />
      <DataTable
        caption={t(list.hasNextPage ? 'list.count-more' : 'list.count', { name: t('nav.jobs'), count: rows.length })}
        columns={columns(t, (job) => void retry(job))}
        rows={rows}
        keyOf={keyOf}
        activeKey={keys.activeKey}
        onActivate={keys.activate}
        isLoading={list.isLoading}
        isStale={list.isPlaceholderData}
        loadingLabel={t('app.loading')}
        onEnd={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
        empty={<EmptyState title={t('list.none')} />}
      />
    </Page>
  );
}

const keyOf = ({ kind, market, period }: Job): string => `${kind} ${market} ${period}`;
const hrefOf = ({ kind, market, period }: Job): string =>
  kind === 'daily-clearance'
    ? `/day/${market}/${period}`
    : kind === 'weekly-settlement'
      ? `/statements?week=${period}`
      : `/reminders?month=${period.slice(0, 7)}`;

/** Jobs without a period that failed for good; nothing where there are none. */
function FailedJobs() {
  const t = useT();
  const [error, setError] = useState<unknown>(null);
  const failed = useGet('/v1/jobs/failed', {}, { refetchInterval: REFRESH_MS });
  const items: readonly Failed[] = failed.data?.data.items ?? [];
  if (items.length === 0) return null;
  const retry = async (id: string): Promise<void> => {
    try {
      await api.post('/v1/jobs/failed/{id}/retry', { path: { id } });
      await refreshed('/v1/jobs');
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Notice tone="warning">
      <FailureNotice error={error} />
      <strong>{t('jobs.failed', { count: items.length })}</strong>
      {items.slice(0, 5).map(({ id, job, market, error: cause, nextAttemptAt }) => (
        <p key={id}>
          {job} {market}: {cause} <Instant at={nextAttemptAt} />{' '}
          <Button onPress={() => void retry(id)}>{t('jobs.retry')}</Button>
        </p>
      ))}
    </Notice>
  );
}

const columns = (t: Translate, onRetry: (job: Job) => void): Column<Job>[] => [
  {
    id: 'kind',
    name: t('jobs.kind'),
    width: 176,
    cell: (job) => <Link href={hrefOf(job)}>{wordOf('period', job.kind)}</Link>,
  },
  { id: 'period', name: t('jobs.period'), width: 104, cell: ({ period }) => period },
  { id: 'market', name: t('header.market'), width: 84, cell: ({ market }) => market },
  {
    id: 'state',
    name: t('jobs.state'),
    width: 96,
    cell: ({ state }) => {
      const [tone, icon] = LOOKS[state] ?? ['grey', 'ring'];
      return (
        <Tag tone={tone} icon={icon}>
          {wordOf('job-state', state)}
        </Tag>
      );
    },
  },
  { id: 'due', name: t('jobs.due'), width: 116, cell: ({ dueAt }) => <Instant at={dueAt} /> },
  { id: 'started', name: t('jobs.started'), width: 116, cell: ({ startedAt }) => <Instant at={startedAt} /> },
  { id: 'ended', name: t('jobs.ended'), width: 116, cell: ({ finishedAt }) => <Instant at={finishedAt} /> },
  { id: 'attempts', name: t('jobs.attempts'), width: 56, align: 'right', cell: ({ attempts }) => attempts },
  { id: 'next', name: t('jobs.next'), width: 116, cell: ({ nextAttemptAt }) => <Instant at={nextAttemptAt} /> },
  {
    id: 'error',
    name: t('jobs.error'),
    cell: ({ error, worker }) => (
      <span title={error ?? worker ?? ''}>{error ?? <span className="dim">{worker}</span>}</span>
    ),
  },
  {
    id: 'retry',
    name: <span className="visually-hidden">{t('jobs.retry')}</span>,
    width: 84,
    cell: (job) =>
      job.state === 'finished' ? null : (
        <Button kind="quiet" onPress={() => onRetry(job)}>
          {t('jobs.retry')}
        </Button>
      ),
  },
];
