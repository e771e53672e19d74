import { useGet } from '../../../api/query';
import { Skeleton } from '../../../kit/states';
import { type Column, DataTable } from '../../../kit/table';
import { Code } from '../../../kit/tag';
import { useCodeNames } from '../../../shared/codes';
import type { Declaration, Item } from '../../../shared/declaration/types';
import { grouped } from '../../../shared/format';
import { Facts, Section } from '../../../shared/page';
import { FailureNotice } from '../../../shared/failure';
import { LaneTag, StatusTag } from '../../../shared/trade';
import { useT } from '../../../texts';
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
      <div className="section">
        <p className="preview-next">{row.next?.text ?? t('queue.next')}</p>
        <Facts
          columns={2}
          facts={[
            [t('page.usd'), grouped(row.totals?.usd)],
            [t('queue.broker'), row.brokerName],
            [t('field.consignor.name'), row.consignor?.name],
            [t('field.buyer.name'), row.buyer?.name],
            [t('queue.packages'), `${grouped(row.packages)} · ${grouped(row.grossWeightKg)} kg`],
            [
              t('field.containers'),
              found?.containers.map(({ number }) => (
                <span key={number} className="preview-code">
                  <Code kind="container">{number}</Code>
                </span>
              )),
            ],
          ]}
        />
      </div>
      {found === undefined || isOther ? <Skeleton label={t('app.loading')} /> : null}
      {lane.data === undefined || isOther ? null : (
        <Section title={t('declaration.tab.lane')}>
          <LaneReasons lane={lane.data.data} isShort />
        </Section>
      )}
      {found === undefined || isOther ? null : <Goods declaration={found} />}
      {timeline.data === undefined || isOther ? null : (
        <Section title={t('declaration.timeline')}>
          <TimelineView entries={timeline.data.data.items} />
        </Section>
      )}
    </aside>
  );
}

const SHOWN = 6;

function Goods({ declaration: { items, currency } }: { declaration: Declaration }) {
  const t = useT();
  const country = useCodeNames('country');
  const rest = items.length - SHOWN;
  const columns: Column<Item>[] = [
    { id: 'hs', name: t('line-field.hsCode'), width: 116, cell: ({ hsCode }) => <Code kind="hs">{hsCode}</Code> },
    { id: 'name', name: t('line-field.name'), cell: ({ name }) => name },
    {
      id: 'price',
      name: t('goods.totalPrice', { currency: currency ?? '' }),
      width: 104,
      align: 'right',
      cell: ({ totalPrice }) => grouped(totalPrice),
    },
    {
      id: 'country',
      name: t('goods.finalDestination'),
      width: 116,
      cell: ({ finalDestination }) => country(finalDestination),
    },
  ];
  return (
    <Section title={t('declaration.items', { count: items.length })}>
      <DataTable
        caption={rest > 0 ? t('declaration.first', { count: SHOWN }) : ''}
        columns={columns}
        rows={items.slice(0, SHOWN)}
        keyOf={({ itemNumber }) => String(itemNumber)}
        loadingLabel=""
      />
    </Section>
  );
}
