import type { Ref } from 'react';
import { Button } from '../kit/button';
import { Meter } from '../kit/states';
import { useT, type Translate } from '../texts';
import { isBegun } from './lines';
import type { GoodsField, GoodsRow } from './rows';
import { compareExact, exact, exactText, grouped, minus, percentOf, sumField, usdEstimate, type Exact } from './sum';

/** Whole numbers and weights of the header that the lines should add up to. */
export interface HeaderTotals {
  readonly packages?: string | undefined;
  readonly grossWeightKg?: string | undefined;
  readonly netWeightKg?: string | undefined;
}

export interface TotalsBarProps {
  readonly rows: readonly GoodsRow[];
  readonly currency: string;
  /** What one unit of the currency is worth in the month, in dollars; null where there is no rate. */
  readonly toUsd: string | null;
  /** The service's own figure, once it has answered for these rows. */
  readonly serverUsd?: string | null | undefined;
  readonly header?: HeaderTotals | undefined;
  readonly items?: number | null | undefined;
  /** The limits that the service judges by; they are drawn here and decided there. */
  readonly limitUsd: string;
  readonly itemsMax: number;
  readonly onSplit?: (() => void) | undefined;
  readonly barRef?: Ref<HTMLDivElement>;
}

const TIED = ['packages', 'grossWeightKg', 'netWeightKg'] as const satisfies readonly GoodsField[];
const NEAR_PERCENT = 90;

/** One line under the grid: how many, whether they tie with the header, and how far the total is towards the limit. */
export function TotalsBar(props: TotalsBarProps) {
  const { rows, header, items, itemsMax, barRef } = props;
  const t = useT();
  const filled = rows.filter(isBegun).length;
  return (
    <div className="grid-totals" role="group" aria-label={t('grid.totals')} tabIndex={-1} ref={barRef}>
      <span>
        {t('grid.lines', { count: filled })}
        {items === null || items === undefined ? null : (
          <span className={items > itemsMax ? 'over' : undefined}>
            {' '}
            · {t('grid.items', { count: items, most: itemsMax })}
          </span>
        )}
      </span>
      {TIED.map((field) => (
        <Tied key={field} field={field} rows={rows} header={header?.[field]} />
      ))}
      <Ceiling {...props} />
    </div>
  );
}

function Tied({
  field,
  rows,
  header,
}: {
  field: (typeof TIED)[number];
  rows: readonly GoodsRow[];
  header?: string | undefined;
}) {
  const t = useT();
  const { sum, given, unread } = sumField(rows, field);
  if (given === 0 && unread === 0) return null;
  const expected = exact(header ?? '');
  return (
    <span>
      {t(`grid.sum.${field}`, { sum: grouped(exactText(sum)) })}
      {expected === null ? null : <Difference difference={minus(sum, expected)} />}
      {unread > 0 ? <span className="over"> {t('grid.unread', { count: unread })}</span> : null}
    </span>
  );
}

function Difference({ difference }: { difference: Exact }) {
  const t = useT();
  const side = compareExact(difference, { units: 0n, scale: 0 });
  if (side === 0) return <span className="ties"> ✓ {t('grid.ties')}</span>;
  const size = grouped(exactText(side > 0 ? difference : { ...difference, units: -difference.units }));
  return (
    <span className="over">
      {' '}
      ✗ {t(side > 0 ? 'grid.more-than-header' : 'grid.less-than-header', { difference: size })}
    </span>
  );
}

function Ceiling({ rows, currency, toUsd, serverUsd, limitUsd, onSplit, items, itemsMax }: TotalsBarProps) {
  const t = useT();
  const { sum, given } = sumField(rows, 'totalPrice');
  const server = exact(serverUsd ?? '');
  const usd = server ?? usdEstimate(sum, toUsd);
  const limit = exact(limitUsd) ?? { units: 0n, scale: 0 };
  if (given === 0) return <span className="grid-ceiling" />;
  if (usd === null) return <span className="grid-ceiling over">{t('grid.no-rate', { currency })}</span>;
  const percent = percentOf(usd, limit);
  const isOver = compareExact(usd, limit) > 0;
  const state = isOver ? 'over' : compareExact(usd, nearOf(limit)) > 0 ? 'near' : 'below';
  return (
    <span className={`grid-ceiling ${state}`}>
      {server === null ? <i>{t('grid.estimate')}</i> : null}{' '}
      {t('grid.of-limit', { usd: grouped(exactText(usd, 2)), limit: grouped(exactText(limit, 2)), percent })}{' '}
      {stateText(state, minus(usd, limit), t)}
      <Meter label={`${percent}%`} value={percent} max={100} mark={NEAR_PERCENT} />
      {onSplit && (isOver || (items ?? 0) > itemsMax) ? (
        <Button icon="split" onPress={onSplit}>
          {t('grid.split')}
        </Button>
      ) : null}
    </span>
  );
}

const nearOf = ({ units, scale }: Exact): Exact => ({ units: (units * BigInt(NEAR_PERCENT)) / 100n, scale });

function stateText(state: 'over' | 'near' | 'below', beyond: Exact, t: Translate): string | null {
  if (state === 'over') return t('grid.over-limit', { difference: grouped(exactText(beyond, 2)) });
  return state === 'near' ? t('grid.near-limit') : null;
}
