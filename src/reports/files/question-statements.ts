import type { FileStatement } from '../../platform/files/table.js';
import type { Rate } from '../../reference/domain/rates.js';
import type { Language } from '../../vocabulary/language.js';
import { wallClockText } from '../../vocabulary/period.js';
import { BASIS_DEFINITIONS, DIMENSION_DEFINITIONS } from '../domain/definitions.js';
import type { Dimension } from '../domain/dimensions.js';
import type { Question } from '../domain/question.js';

/** Which rows of an answer a file has. */
export type FileContent = 'report' | 'lines' | 'changes' | 'causes';

const CONTENT: Readonly<Record<FileContent, Record<Language, string>>> = {
  report: { zh: '出口额', en: 'Export value' },
  lines: { zh: '出口额明细', en: 'Lines of export value' },
  changes: { zh: '出口额变动', en: 'Changes of export value' },
  causes: { zh: '出口额变动汇总', en: 'Changes of export value by cause' },
};

const LABELS = {
  zh: {
    basis: '统计口径',
    currency: '金额币制',
    period: '统计期间',
    groupBy: '分组',
    filter: '筛选',
    asOf: '截至时点',
    edition: '版本',
    total: '合计',
    declarations: '报关单数',
    rates: '海关汇率',
    since: '对比时点',
    made: '未命名（以截至时点为准）',
  },
  en: {
    basis: 'Basis',
    currency: 'Currency',
    period: 'Period',
    groupBy: 'Grouped by',
    filter: 'Only',
    asOf: 'As of',
    edition: 'Edition',
    total: 'Total',
    declarations: 'Declarations',
    rates: 'Customs rates',
    since: 'Compared with',
    made: 'none (known by its instant)',
  },
} as const;

/** What a file answers, beside its rows. */
export interface AnsweredQuestion {
  readonly content: FileContent;
  readonly question: Question;
  readonly asOf: string;
  readonly since?: string;
  readonly total: string;
  readonly declarations?: number;
  /** The rates of each month of the period, as known then. */
  readonly rates: ReadonlyMap<string, Readonly<Record<string, Rate>>>;
  /** The name of the edition, where it is one. */
  readonly edition?: string;
}

export function titleOf({ content, question }: AnsweredQuestion, language: Language): string {
  const { basis, currency, from, to } = question;
  const { name } = BASIS_DEFINITIONS[basis][language];
  return language === 'zh'
    ? `${CONTENT[content].zh}（${name}，${currency}）${from} 至 ${to}`
    : `${CONTENT[content].en} (${name}, ${currency}) ${from} to ${to}`;
}

/** The question, the edition and the rates in words. */
export function statementsOf(answered: AnsweredQuestion, language: Language): FileStatement[] {
  const { question, asOf, since, total, declarations, rates, edition } = answered;
  const labels = LABELS[language];
  const basis = BASIS_DEFINITIONS[question.basis][language];
  const nameOf = (dimension: Dimension) => `${dimension} (${DIMENSION_DEFINITIONS[dimension][language].name})`;
  const filters = Object.entries(question.filters).map(([name, values]): FileStatement => [
    `${labels.filter} ${nameOf(name as Dimension)}`,
    values.join(', '),
  ]);
  return [
    [labels.basis, `${question.basis}: ${basis.meaning}`],
    [labels.currency, question.currency],
    [labels.period, `${question.from} … ${question.to}`],
    ...(answered.content === 'report' ? [[labels.groupBy, question.groupBy.map(nameOf).join(', ')] as const] : []),
    ...filters,
    ...(since === undefined ? [] : [[labels.since, since] as const]),
    [labels.asOf, `${asOf} (${wallClockText(asOf)} Asia/Shanghai)`],
    [labels.edition, edition ?? labels.made],
    [labels.total, `${total} ${question.currency}`],
    ...(declarations === undefined ? [] : [[labels.declarations, String(declarations)] as const]),
    ...[...rates].map(([month, of]): FileStatement => [`${labels.rates} ${month}`, ratesText(of)]),
  ];
}

const ratesText = (rates: Readonly<Record<string, Rate>>): string =>
  Object.entries(rates)
    .map(([currency, { toCny, toUsd }]) => `${currency} = ${toCny} CNY = ${toUsd} USD`)
    .join('; ');

const NAMES: Readonly<Record<FileContent, string>> = {
  report: 'export-value',
  lines: 'export-value-lines',
  changes: 'export-value-changes',
  causes: 'export-value-causes',
};
const BASIS_FILE_WORDS = { closed: '结关', declared: '申报', released: '放行', settled: '已结算' } as const;

/** The name of a file without its ending, for every program and for people: basis, currency and period. */
export function fileNamesOf({
  content,
  question,
}: Pick<AnsweredQuestion, 'content' | 'question'>): readonly [string, string] {
  const { basis, currency, from, to } = question;
  return [
    `${NAMES[content]}_${basis}_${currency}_${from}_${to}`,
    `${CONTENT[content].zh}_${BASIS_FILE_WORDS[basis]}_${currency}_${from}_${to}`,
  ];
}
