import type { TabEntry } from '../../kit/tabs';
import type { Translate } from '../../texts';
import { AmendmentsPanel } from './amendments-panel';
import { CorrectionsPanel } from './corrections-panel';
import { ContainersPanel, HeaderPanel, ValuePanel } from './facts-panels';
import { FindingsPanel } from './findings-panel';
import { GoodsPanel, ItemsPanel } from './goods-panels';
import { ReceiptsPanel } from './history-panels';
import type { Declaration } from './types';

/** The tabs of a declaration's content, the same for every reader. */
export const contentTabs = (declaration: Declaration, t: Translate): TabEntry[] => [
  {
    id: 'items',
    name: t('page.tab-items'),
    count: declaration.items.length,
    content: <ItemsPanel declaration={declaration} />,
  },
  {
    id: 'goods',
    name: t('page.tab-goods'),
    count: declaration.goods.length,
    content: <GoodsPanel declaration={declaration} />,
  },
  { id: 'header', name: t('page.tab-header'), content: <HeaderPanel declaration={declaration} /> },
  { id: 'value', name: t('page.tab-value'), content: <ValuePanel declaration={declaration} /> },
  {
    id: 'containers',
    name: t('page.tab-containers'),
    count: declaration.containers.length,
    content: <ContainersPanel declaration={declaration} />,
  },
];

/** All parts of a declaration as its broker reads them. */
export const declarationTabs = (declaration: Declaration, t: Translate): TabEntry[] => [
  ...contentTabs(declaration, t),
  {
    id: 'findings',
    name: t('page.tab-findings'),
    count: declaration.findings.length,
    content: <FindingsPanel findings={declaration.findings} />,
  },
  {
    id: 'corrections',
    name: t('page.tab-corrections'),
    content: <CorrectionsPanel id={declaration.id} />,
  },
  { id: 'amendments', name: t('page.tab-amendments'), content: <AmendmentsPanel id={declaration.id} /> },
  { id: 'receipts', name: t('page.tab-receipts'), content: <ReceiptsPanel id={declaration.id} /> },
];
