import { Tabs } from '../../../kit/tabs';
import { useQueryParams } from '../../../shared/location';
import { Page } from '../../../shared/page';
import { useT } from '../../../texts';
import { HsRules } from './hs-rules';
import { LaneRules } from './lane-rules';
import { RandomDraw } from './random-draw';
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
