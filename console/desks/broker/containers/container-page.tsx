import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useGet } from '../../../api/query';
import type { AnswerOf } from '../../../api/types';
import { Button } from '../../../kit/button';
import { Icon } from '../../../kit/icon';
import { Skeleton } from '../../../kit/states';
import { useShortcuts } from '../../../kit/shortcuts';
import { type Moment, Timeline } from '../../../kit/timeline';
import { FailureState } from '../../../shared/failure';
import { grouped, shortInstant, wholeInstant } from '../../../shared/format';
import { Link } from '../../../shared/location';
import { Facts, Page, Section } from '../../../shared/page';
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
  const [isAdding, setAdding] = useState(false);
  useShortcuts([
    { keys: 'E', name: t('container.add-event'), run: () => setAdding(true) },
    { keys: 'Esc', name: t('keys.back'), run: () => window.history.back() },
  ]);
  const visit = data?.data.id === id ? data.data : null;
  if (error && !visit)
    return <Page title={t('containers.title')}>{<FailureState error={error} onRetry={() => void refetch()} />}</Page>;
  if (!visit) return <Page title={t('containers.title')}>{<Skeleton label={t('app.loading')} />}</Page>;
  return (
    <Page
      title={visit.containerNumber}
      toolbar={
        <>
          <VisitTag status={visit.status} />
          <span className="dim">
            {[visit.sizeType, visit.billOfLading, [visit.vessel, visit.voyage].filter(Boolean).join(' ')]
              .filter(Boolean)
              .join(' · ')}
          </span>
          <span className="toolbar-space" />
          <Button icon="plus" hint="E" onPress={() => setAdding(true)}>
            {t('container.add-event')}
          </Button>
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

function Declarations({ visit: { declarations, others, totals } }: { visit: Visit }) {
  const t = useT();
  return (
    <Section title={t('container.declarations')}>
      <Facts
        columns={2}
        facts={declarations.map(({ id, reference, status, lines }) => [
          reference,
          <span key={id} className="with-icon">
            <Link href={`/declarations/${id}`}>
              {t('form.lines-of')} {lines.length}
            </Link>
            <StatusTag status={status} />
          </span>,
        ])}
      />
      {others.count > 0 && (
        <p className="dim">
          {t('container.others', {
            count: others.count,
            status: others.worstStatus ? wordOf('status', others.worstStatus) : '–',
          })}
        </p>
      )}
      <p className="dim">
        {t('container.totals')}: {grouped(totals.packages)} {t('paper.packages')} · {grouped(totals.grossWeightKg)}{' '}
        {t('unit.kg')} · {totals.values.map(({ currency, value }) => `${grouped(value)} ${currency}`).join(' · ')}
      </p>
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

function Events({ visit: { events } }: { visit: Visit }) {
  const t = useT();
  return (
    <Section title={t('container.events')}>
      {events.length === 0 && <p className="dim">{t('container.events-none')}</p>}
      <ul className="plain-list">
        {events.map(({ id, code, eventTime, receivedAt, location, seal, note, by }) => {
          const isLate = new Date(receivedAt).getTime() - new Date(eventTime).getTime() > LATE_MS;
          const details = [location, seal, note, by, isLate && t('container.late', { time: shortInstant(receivedAt) })];
          return (
            <li key={id}>
              <Instant at={eventTime} /> {wordOf('event', code)}{' '}
              <span className="dim">
                {code} · {details.filter(Boolean).join(' · ')}
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
