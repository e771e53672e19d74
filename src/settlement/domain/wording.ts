import type { Language } from '../../vocabulary/language.js';
import { OPEN_ITEM_NAMES } from '../../messages/open-items.js';
import type { OpenItemKind } from '../../vocabulary/open-item-kinds.js';
import type { Stage, StepName } from './statement.js';

/** Everything a printed statement says, but for the headings of its figures (`figures.ts`). A language that lacks a word does not compile. */
export interface Wording {
  readonly title: string;
  readonly market: string;
  readonly week: string;
  readonly firm: string;
  readonly wholeMarket: string;
  readonly frozenAt: string;
  readonly edition: string;
  readonly digest: string;
  readonly rowCount: string;
  readonly rowsSha256: string;
  readonly cover: string;
  readonly stagesTitle: string;
  readonly bridgeTitle: string;
  readonly ladderTitle: string;
  readonly openTitle: string;
  readonly linesTitle: string;
  readonly stage: string;
  readonly step: string;
  readonly age: string;
  readonly kind: string;
  readonly items: string;
  readonly line: string;
  readonly ofWeek: string;
  readonly country: string;
  readonly countryName: string;
  readonly lines: Readonly<Record<'week' | 'adjustment', string>>;
  readonly stages: Readonly<Record<Stage | 'adjustments', string>>;
  readonly steps: Readonly<Record<StepName, string>>;
  readonly kinds: Readonly<Record<OpenItemKind, string>>;
  readonly total: string;
  readonly definitions: readonly string[];
  readonly signature: string;
  readonly page: (page: number, pages: number) => string;
  readonly days: (age: string) => string;
}

const CHINESE: Wording = {
  ...{ title: '市场采购贸易周结单', market: '市场', week: '结算周', firm: '报关单位', wholeMarket: '全市场' },
  ...{
    frozenAt: '结算时间',
    edition: '版次',
    digest: '摘要（SHA-256）',
    rowCount: '明细行数',
    rowsSha256: '明细 CSV 的 SHA-256',
  },
  ...{ cover: '封面', stagesTitle: '申报、放行、结关、结算', bridgeTitle: '勾稽关系', ladderTitle: '已放行未结关账龄' },
  ...{
    openTitle: '未结事项',
    linesTitle: '按最终目的国（地区）明细',
    stage: '环节',
    step: '差异',
    age: '账龄',
    kind: '事项',
    items: '件数',
  },
  ...{
    line: '类别',
    ofWeek: '所属周',
    country: '代码',
    countryName: '最终目的国（地区）',
    total: '合计',
  },
  lines: { week: '本周', adjustment: '调整' },
  stages: { declared: '申报', released: '放行', closed: '结关', adjustments: '对以前各周的调整', settled: '结算' },
  steps: {
    'not-released': '减：本周申报、本周未放行',
    'declared-earlier': '加：本周放行、非本周申报',
    'not-closed': '减：本周放行、本周未结关',
    'released-earlier': '加：本周结关、非本周放行',
    'book-differs': '账册与报关单之差',
    'late-closing': '加：以前各周迟到的结关',
    amendment: '以前各周的修改',
    cancellation: '以前各周的撤销',
    correction: '以前各周的更正',
  },
  kinds: OPEN_ITEM_NAMES.zh,
  definitions: [
    '金额均为离岸价（FOB），按报关单所用海关汇率折算。日期按北京时间。',
    '申报、放行：本周内申报、放行且周末前未撤销。结关：本周结关并记入本周。调整：以前各周已结算，本周补记。结算＝结关＋调整。',
    '本单结算后不再变更；以后获知的事实记入其入账的一周。',
  ],
  signature: '经办人：____________________    复核人：____________________    日期：____________',
  page: (page, pages) => `第 ${page} 页，共 ${pages} 页`,
  days: (age) => (age === '31+' ? '30 天以上' : `${age} 天`),
};

const ENGLISH: Wording = {
  ...{
    title: 'Weekly settlement statement',
    market: 'Market',
    week: 'Week',
    firm: 'Firm',
    wholeMarket: 'The whole market',
  },
  ...{
    frozenAt: 'Settled at',
    edition: 'Edition',
    digest: 'Digest (SHA-256)',
    rowCount: 'Rows',
    rowsSha256: 'SHA-256 of the rows as CSV',
  },
  ...{
    cover: 'Cover',
    stagesTitle: 'From declared to settled',
    bridgeTitle: 'Bridge',
    ladderTitle: 'Released and not closed, by age',
  },
  ...{
    openTitle: 'Open items',
    linesTitle: 'By final destination',
    stage: 'Stage',
    step: 'Step',
    age: 'Age',
    kind: 'Kind',
    items: 'Items',
  },
  ...{
    line: 'Line',
    ofWeek: 'Of week',
    country: 'Code',
    countryName: 'Final destination',
    total: 'Total',
  },
  lines: { week: 'week', adjustment: 'adjustment' },
  stages: {
    declared: 'Declared',
    released: 'Released',
    closed: 'Closed',
    adjustments: 'Adjustments of earlier weeks',
    settled: 'Settled',
  },
  steps: {
    'not-released': 'less: declared this week, not released in it',
    'declared-earlier': 'plus: released this week, declared in another',
    'not-closed': 'less: released this week, not closed in it',
    'released-earlier': 'plus: closed this week, released in another',
    'book-differs': 'book and declarations differ',
    'late-closing': 'plus: late closings of earlier weeks',
    amendment: 'amendments of earlier weeks',
    cancellation: 'cancellations of earlier weeks',
    correction: 'corrections of earlier weeks',
  },
  kinds: OPEN_ITEM_NAMES.en,
  definitions: [
    'Values are FOB, converted at the customs rates of each declaration. Days are those of Asia/Shanghai.',
    'Declared, released: in the week, and not cancelled by its end. Closed: closed and booked in the week. Adjustments: booked in the week for weeks settled before. Settled = closed + adjustments.',
    'A statement never changes; what becomes known later belongs to the week it is booked in.',
  ],
  signature: 'Prepared by: ____________________    Checked by: ____________________    Date: ____________',
  page: (page, pages) => `Page ${page} of ${pages}`,
  days: (age) => (age === '31+' ? 'more than 30 days' : `${age} days`),
};

export const WORDING: Readonly<Record<Language, Wording>> = { zh: CHINESE, en: ENGLISH };
