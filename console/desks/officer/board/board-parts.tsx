import { Icon } from '../../../kit/icon';
import { Code } from '../../../kit/tag';
import { Link } from '../../../shared/location';
import { Due, LANES, LaneTag, wordOf } from '../../../shared/trade';
import { useT } from '../../../texts';
import type { Board } from './board-feed';
import { Changing, Figure, HourBars, Sparkline } from './figures';
import { todayHref, subjectHref, visitsHref } from '../links';

type Part = { readonly board: Board };
type Item = Board['oldestWaiting'][number];

const STATUSES = ['submitted', 'accepted', 'inspecting', 'released', 'closed', 'returned'] as const;

/** Today's filings by where they stand, and what is held. */
export function Today({ board }: Part) {
  const t = useT();
  const { byStatus, total } = board.declarations;
  return (
    <section className="board-today" aria-label={t('board.today')}>
      {STATUSES.map((status) => (
        <Figure
          key={status}
          name={wordOf('status', status)}
          value={byStatus[status]}
          href={todayHref(board, { status })}
        />
      ))}
      <Figure name={t('board.held')} value={board.shipments.held} href={visitsHref(board.market, { held: 'true' })} />
      {total === 0 ? <p className="board-none">{t('board.none-today')}</p> : null}
    </section>
  );
}

/** What contradicts customs' control, the latest first. Nothing where there is nothing. */
export function Alarms({ board }: Part) {
  const t = useT();
  const waiting = board.declarations.laneLoweringsWaiting;
  if (board.alarms.length === 0 && waiting === 0) return null;
  return (
    <section className="board-alarms" aria-label={t('board.alarms')}>
      <Icon name="warning" />
      <strong>{t('board.alarms')}</strong>
      {board.alarms.slice(0, 4).map((item) => (
        <Link key={`${item.kind} ${item.subject.id}`} href={subjectHref(item.subject)}>
          {wordOf('item', item.kind)} <Subject subject={item.subject} />
        </Link>
      ))}
      {board.alarms.length > 4 ? <span>{t('board.more', { count: board.alarms.length - 4 })}</span> : null}
      {waiting > 0 ? <Link href="/todo?group=lane">{t('board.lowerings', { count: waiting })}</Link> : null}
    </section>
  );
}

export function Subject({ subject }: { subject: Item['subject'] }) {
  if (subject.type === 'shipment') return <Code kind="container">{subject.number ?? ''}</Code>;
  return <>{subject.reference ?? subject.number ?? subject.id}</>;
}

export function OldestWaiting({ board }: Part) {
  const t = useT();
  return (
    <section className="board-oldest" aria-label={t('board.oldest')}>
      <table className="table">
        <caption>{t('board.oldest')}</caption>
        <colgroup>
          <col width={152} />
          <col />
          <col width={60} />
          <col width={112} />
          <col width={68} />
          <col width={168} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t('board.subject')}</th>
            <th scope="col">{t('queue.broker')}</th>
            <th scope="col" className="number">
              {t('board.age')}
            </th>
            <th scope="col">{t('board.kind')}</th>
            <th scope="col">{t('board.owner')}</th>
            <th scope="col">{t('board.due')}</th>
          </tr>
        </thead>
        <tbody>
          {board.oldestWaiting.slice(0, 10).map((item) => (
            <OldestRow key={`${item.kind} ${item.subject.id}`} item={item} />
          ))}
        </tbody>
      </table>
      {board.oldestWaiting.length === 0 ? <p className="board-none">{t('board.nothing-waits')}</p> : null}
    </section>
  );
}

function OldestRow({ item }: { item: Item }) {
  const t = useT();
  return (
    <tr>
      <th scope="row">
        <Link href={subjectHref(item.subject)}>
          <Subject subject={item.subject} />
        </Link>
      </th>
      <td title={item.brokerName ?? undefined}>{item.brokerName ?? '–'}</td>
      <td className="number">{t('board.days', { count: item.ageDays })}</td>
      <td>{wordOf('item', item.kind)}</td>
      <td>{wordOf('actor', item.actor)}</td>
      <td>
        <Due at={item.dueAt} isOverdue={item.overdue} />
      </td>
    </tr>
  );
}

/** Containers by the hour in which they came in today. */
export function Arrivals({ board }: Part) {
  const t = useT();
  const hourNow = Number.parseInt(
    new Date(board.at).toLocaleString('en-GB', { hour: '2-digit', timeZone: 'Asia/Shanghai' }),
    10,
  );
  const { arrivedByHour, arrived } = board.shipments;
  const label = arrivedByHour
    .flatMap((count, hour) => (count > 0 ? [t('board.hour', { hour, count })] : []))
    .join('、');
  return (
    <section className="board-arrivals" aria-label={t('board.arrivals')}>
      <h2>
        {t('board.arrivals')} <Changing value={arrived} />
      </h2>
      <HourBars counts={arrivedByHour} hourNow={hourNow} label={label || t('board.no-arrivals')} />
      <div className="hour-names" aria-hidden="true">
        {[0, 6, 12, 18].map((hour) => (
          <span key={hour}>{String(hour).padStart(2, '0')}:00</span>
        ))}
      </div>
    </section>
  );
}

/** What is open by kind, with its last seven days; kinds of which nothing is open and nothing was are left out. */
export function OpenItems({ board }: Part) {
  const t = useT();
  const trendOf = (kind: string): number[] =>
    board.trend.map((day) => day.byKind?.find((one) => one.kind === kind)?.total ?? 0);
  const rows = board.openItems.byKind
    .map((row) => ({ ...row, days: trendOf(row.kind) }))
    .filter(({ total, days }) => total > 0 || days.some((count) => count > 0));
  return (
    <section className="board-open" aria-label={t('board.open')}>
      <table className="table">
        <caption>{t('board.open-total', { total: board.openItems.total, overdue: board.openItems.overdue })}</caption>
        <colgroup>
          <col />
          <col width={56} />
          <col width={56} />
          <col width={60} />
          <col width={76} />
          <col width={104} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t('board.kind')}</th>
            {(['day', 'week', 'month'] as const).map((level) => (
              <th key={level} scope="col" className="number">
                {wordOf('level', level)}
              </th>
            ))}
            <th scope="col" className="number">
              {t('board.overdue')}
            </th>
            <th scope="col">{t('board.trend')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ kind, byLevel, overdue, days }) => (
            <tr key={kind}>
              <th scope="row">{wordOf('item', kind)}</th>
              {(['day', 'week', 'month'] as const).map((level) => (
                <td key={level} className="number">
                  {byLevel[level] === 0 ? <span className="dim">0</span> : <Changing value={byLevel[level]} />}
                </td>
              ))}
              <td className={overdue > 0 ? 'number due-overdue' : 'number'}>
                {overdue > 0 ? <Icon name="clock" /> : null}{' '}
                {overdue > 0 ? <Changing value={overdue} /> : <span className="dim">0</span>}
              </td>
              <td>
                <Sparkline values={days} label={days.join(' ')} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const VISITS = ['in-centre', 'inspecting', 'released', 'left-centre'] as const;

/** Lanes of today's filings, and where the containers stand. */
export function Strip({ board }: Part) {
  const t = useT();
  return (
    <section className="board-strip" aria-label={t('board.strip')}>
      {LANES.map((colour) => (
        <Link key={colour} href={todayHref(board, { lane: colour })}>
          <LaneTag colour={colour} /> <Changing value={board.declarations.byLane[colour]} />
        </Link>
      ))}
      <span className="board-gap" />
      {VISITS.map((status) => (
        <Link key={status} href={visitsHref(board.market, { status })}>
          {wordOf('visit', status)} <Changing value={board.shipments.byStatus[status]} />
        </Link>
      ))}
      <Link href={visitsHref(board.market, { sealAlarm: 'true' })}>
        {t('board.seals')} <Changing value={board.shipments.sealAlarms} />
      </Link>
    </section>
  );
}
