import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useGet } from '../../../api/query';
import type { AnswerOf } from '../../../api/types';
import { Button } from '../../../kit/button';
import { Icon } from '../../../kit/icon';
import { EmptyState, Skeleton } from '../../../kit/states';
import { type Column, DataTable } from '../../../kit/table';
import { Code } from '../../../kit/tag';
import { useShortcuts } from '../../../kit/shortcuts';
import { type Moment, Timeline } from '../../../kit/timeline';
import { FailureState } from '../../../shared/failure';
import { dotted, grouped, shortInstant, wholeInstant } from '../../../shared/format';
import { Link } from '../../../shared/location';
import { Page, Section, ToolbarSpace } from '../../../shared/page';
import { useRole } from '../../../shared/session';
import { Instant, StatusTag, VisitTag, wordOf } from '../../../shared/trade';
import { type TextKey, type Translate, useT } from '../../../texts';
import { CustomsControl } from './customs-control';
import { EventDialog } from './event-dialog';

type Visit = AnswerOf<'get', '/v1/shipments/{id}'>;

const LATE_MS = 60_000;

/** Where is it, and what does its release still need? */
export function ContainerPage() {
  const t = useT();
  const { id } = useParams({ strict: false }) as { id: string };
  const { data, error, refetch } = useGet('/v1/shipments/{id}', { path: { id } }, { isLive: true });
  const mayAdd = useRole('broker', 'officer');
  const [isAdding, setAdding] = useState(false);
  useShortcuts([
    ...(mayAdd ? [{ keys: 'E', name: t('container.add-event'), run: () => setAdding(true) }] : []),
    { keys: 'Esc', name: t('keys.back'), run: () => window.history.back() },
  ]);
  const visit = data?.data.id === id ? data.data : null;
  if (error && !visit)
    return <Page title={t('containers.title')}>{<FailureState error={error} onRetry={() => void refetch()} />}</Page>;
  if (!visit) return <Page title={t('containers.title')}>{<Skeleton label={t('app.loading')} />}</Page>;
  return (
    <Page
      title={visit.containerNumber}
      headline={<Code kind="container">{visit.containerNumber}</Code>}
      toolbar={
        <>
          <VisitTag status={visit.status} />
          <span className="dim">
            {[visit.sizeType, visit.billOfLading, [visit.vessel, visit.voyage].filter(Boolean).join(' ')]
              .filter(Boolean)
              .join(' · ')}
          </span>
          <ToolbarSpace />
          {mayAdd && (
            <Button icon="plus" hint="E" onPress={() => setAdding(true)}>
              {t('container.add-event')}
            </Button>
          )}
        </>
      }
    >
      <div className="columns columns-side">
        <section aria-label={t('container.course')}>
          <Timeline label={t('container.course')} moments={visit.timeline.map((milestone) => momentOf(milestone, t))} />
        </section>
        <div>
          <Blockers visit={visit} />
          <CustomsControl visit={visit} />
          <Declarations visit={visit} />
          <Seals visit={visit} />
          <Events visit={visit} />
        </div>
      </div>
      {isAdding && <EventDialog boxes={[visit]} onClose={() => setAdding(false)} />}
    </Page>
  );
}

function momentOf({ milestone, actual, planned, estimated }: Visit['timeline'][number], t: Translate): Moment {
  const expected = estimated ?? planned;
  return {
    id: milestone,
    time: actual ? shortInstant(actual) : '',
    instant: wholeInstant(actual),
    icon: actual ? 'dot' : 'ring',
    title: wordOf('milestone', milestone),
    detail: !actual && expected ? t('container.planned', { time: shortInstant(expected) }) : undefined,
    isOpen: !actual,
  };
}

function Blockers({ visit: { blockedBy } }: { visit: Visit }) {
  const t = useT();
  return (
    <Section title={t('container.blockers')}>
      {blockedBy.length === 0 ? (
        <p className="with-icon">
          <Icon name="check-circle" /> {t('container.no-blockers')}
        </p>
      ) : (
        <ul className="plain-list">
          {blockedBy.map((blocker, index) => (
            <li key={`${blocker.kind} ${index}`} className="with-icon">
              <Icon name={blocker.kind === 'hold' ? 'lock' : 'warning'} />
              {blocker.kind === 'declaration' && blocker.id ? (
                <Link href={`/declarations/${blocker.id}`}>{blockerText(blocker, t)}</Link>
              ) : (
                blockerText(blocker, t)
              )}
              {blocker.status && blocker.kind === 'declaration' && <StatusTag status={blocker.status} />}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

const blockerText = (
  { kind, reason = '', owner = '', since, reference = '', count = 0 }: Visit['blockedBy'][number],
  t: Translate,
): string => t(`blocker.${kind}` as TextKey, { reason, owner, since: shortInstant(since), reference, count });

type Filed = Visit['declarations'][number];

function Declarations({ visit: { declarations, others, totals } }: { visit: Visit }) {
  const t = useT();
  const columns: Column<Filed>[] = [
    {
      id: 'reference',
      name: t('declarations.reference'),
      width: 200,
      cell: ({ id, reference }) => <Link href={`/declarations/${id}`}>{reference}</Link>,
    },
    { id: 'status', name: t('declarations.status'), width: 120, cell: ({ status }) => <StatusTag status={status} /> },
    { id: 'lines', name: t('form.lines-of'), cell: ({ lines }) => lines.map(({ line }) => line).join(', ') },
  ];
  const sums = [
    `${grouped(totals.packages)} ${t('container.packages')}`,
    `${grouped(totals.grossWeightKg)} ${t('unit.kg')}`,
    ...totals.values.map(({ currency, value }) => `${grouped(value)} ${currency}`),
  ];
  return (
    <Section title={t('container.declarations')} action={<span className="dim">{sums.join(' · ')}</span>}>
      <DataTable caption="" columns={columns} rows={declarations} keyOf={({ id }) => id} loadingLabel="" />
      {others.count > 0 && (
        <p className="dim">
          {t('container.others', {
            count: others.count,
            status: others.worstStatus ? wordOf('status', others.worstStatus) : '–',
          })}
        </p>
      )}
    </Section>
  );
}

function Seals({ visit: { seals, sealAlarms } }: { visit: Visit }) {
  const t = useT();
  if (seals.length === 0 && sealAlarms.length === 0) return null;
  return (
    <Section title={t('container.seals')}>
      <p className="mono">{seals.join(' → ')}</p>
      {sealAlarms.map((alarm, index) => (
        <p key={index} className="with-icon due-overdue">
          <Icon name="warning" /> {textOf(alarm)}
        </p>
      ))}
    </Section>
  );
}

const textOf = (alarm: unknown): string =>
  typeof alarm === 'object' && alarm !== null ? Object.values(alarm).filter(Boolean).join(' · ') : String(alarm);

type ContainerEvent = Visit['events'][number];

function Events({ visit: { events } }: { visit: Visit }) {
  const t = useT();
  const columns: Column<ContainerEvent>[] = [
    { id: 'at', name: t('receipt.event'), width: 130, cell: ({ eventTime }) => <Instant at={eventTime} /> },
    {
      id: 'event',
      name: t('container.event-code'),
      width: 170,
      cell: ({ code }) => (
        <>
          {wordOf('event', code)} <span className="dim mono">{code}</span>
        </>
      ),
    },
    {
      id: 'late',
      name: t('receipt.received'),
      width: 130,
      cell: ({ eventTime, receivedAt }) =>
        new Date(receivedAt).getTime() - new Date(eventTime).getTime() > LATE_MS ? <Instant at={receivedAt} /> : '–',
    },
    { id: 'by', name: t('container.by'), width: 190, cell: ({ by }) => by ?? '–' },
    {
      id: 'detail',
      name: t('container.place'),
      cell: ({ location, seal, note }) => dotted([location, seal, note]) || '–',
    },
  ];
  return (
    <Section title={t('container.events')}>
      <DataTable
        caption=""
        columns={columns}
        rows={events}
        keyOf={({ id }) => id}
        empty={<EmptyState title={t('container.events-none')} />}
        loadingLabel=""
      />
    </Section>
  );
}
