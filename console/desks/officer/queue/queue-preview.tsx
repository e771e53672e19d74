import { useGet } from '../../../api/query';
import { Skeleton } from '../../../kit/states';
import { grouped } from '../../../shared/format';
import { Facts, Section } from '../../../shared/page';
import { FailureNotice } from '../../../shared/failure';
import { LaneTag, StatusTag } from '../../../shared/trade';
import { useT } from '../../../texts';
import { GoodsTable } from '../declaration/declaration-goods';
import { LaneReasons } from '../declaration/lane-view';
import { TimelineView } from '../declaration/timeline-view';
import type { QueueRow } from './queue-list';

/** The declaration of the active row at a glance: why its lane, what is in it, what happened. */
export function QueuePreview({ row }: { row: QueueRow }) {
  const t = useT();
  const path = { id: row.id };
  const declaration = useGet('/v1/declarations/{id}', { path });
  const lane = useGet('/v1/declarations/{id}/lane', { path });
  const timeline = useGet('/v1/declarations/{id}/timeline', { path });
  const found = declaration.data?.data;
  const isOther = found !== undefined && found.id !== row.id;
  return (
    <aside className="preview" aria-label={t('queue.preview')} tabIndex={0}>
      <header className="preview-head">
        <h2>{row.reference}</h2>
        {row.lane ? <LaneTag colour={row.lane.colour} /> : null}
        <StatusTag status={row.status} />
      </header>
      <FailureNotice error={declaration.error} />
      <Section title={row.next?.text ?? t('queue.next')}>
        <Facts
          columns={2}
          facts={[
            [t('queue.usd'), grouped(row.totals?.usd)],
            [t('queue.broker'), row.brokerName],
            [t('declaration.consignor'), row.consignor?.name],
            [t('declaration.buyer'), row.buyer?.name],
            [t('declaration.packages'), `${grouped(row.packages)} · ${grouped(row.grossWeightKg)} kg`],
            [t('declaration.containers'), found?.containers?.map(({ number }) => number).join('、')],
          ]}
        />
      </Section>
      {found === undefined || isOther ? <Skeleton label={t('app.loading')} /> : null}
      {lane.data === undefined || isOther ? null : (
        <Section title={t('declaration.tab.lane')}>
          <LaneReasons lane={lane.data.data} isShort />
        </Section>
      )}
      {found === undefined || isOther ? null : <GoodsTable declaration={found} isShort />}
      {timeline.data === undefined || isOther ? null : (
        <Section title={t('declaration.timeline')}>
          <TimelineView entries={timeline.data.data.items} />
        </Section>
      )}
    </aside>
  );
}
