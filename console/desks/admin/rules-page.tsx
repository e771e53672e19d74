import { useGet } from '../../api/query';
import { Tabs } from '../../kit/tabs';
import { Skeleton } from '../../kit/states';
import { FailureState } from '../../shared/failure';
import { useQueryParams } from '../../shared/location';
import { Facts, Page } from '../../shared/page';
import { LaneTag } from '../../shared/trade';
import { useT } from '../../texts';
import { HsRules } from './hs-rules';
import { LaneRules } from './lane-rules';
import { TradeRules } from './trade-rules';

/** Which rules govern, since when, and what a change of them would hit. */
export function RulesPage() {
  const t = useT();
  const [query, change] = useQueryParams();
  return (
    <Page title={t('rules.title')}>
      <Tabs
        label={t('rules.title')}
        selected={query['tab'] ?? 'trade'}
        onSelect={(tab) => change({ tab, row: undefined })}
        tabs={[
          { id: 'trade', name: t('rules.trade'), content: <TradeRules /> },
          { id: 'hs', name: t('rules.hs'), content: <HsRules /> },
          { id: 'lane', name: t('rules.lane'), content: <LaneRules /> },
          { id: 'random', name: t('rules.random'), content: <RandomDraw /> },
        ]}
      />
    </Page>
  );
}

/** The published rate, and the commitment that lets anybody check a draw later. */
function RandomDraw() {
  const t = useT();
  const { data, error } = useGet('/v1/lane-policy');
  if (error) return <FailureState error={error} />;
  if (!data) return <Skeleton label={t('app.loading')} />;
  const { version, validFrom, rate, colour, source, commitment } = data.data;
  return (
    <div className="section">
      <Facts
        columns={3}
        facts={[
          [t('rules.version'), version],
          [t('rules.from'), validFrom],
          [t('rules.rate'), rate],
          [t('rules.colour'), <LaneTag key="lane" colour={colour} />],
          [t('rules.source'), source],
          [
            t('rules.commitment'),
            <span key="commitment" className="mono">
              {commitment}
            </span>,
          ],
        ]}
      />
    </div>
  );
}
