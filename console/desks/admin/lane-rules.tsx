import { useGet } from '../../api/query';
import type { AnswerOf } from '../../api/types';
import { type Column, DataTable } from '../../kit/table';
import { FailureState } from '../../shared/failure';
import { LaneTag } from '../../shared/trade';
import { type Translate, useLanguage, useT } from '../../texts';

type Rule = AnswerOf<'get', '/v1/lane-rules'>['items'][number];

/** The rules by which a lane is drawn, in the order in which they are tried. */
export function LaneRules() {
  const t = useT();
  const language = useLanguage();
  const { data, error, isPending } = useGet('/v1/lane-rules');
  if (error) return <FailureState error={error} />;
  const rules = data?.data.items ?? [];
  return (
    <DataTable
      caption={t('list.count', { name: t('rules.lane'), count: rules.length })}
      columns={columnsOf(t, language)}
      rows={rules}
      keyOf={({ rule, version }) => `${rule} ${version}`}
      isLoading={isPending}
      loadingLabel={t('app.loading')}
    />
  );
}

const columnsOf = (t: Translate, language: 'zh' | 'en'): Column<Rule>[] => [
  { id: 'rule', name: t('rules.code'), width: 240, cell: ({ rule }) => <span className="mono">{rule}</span> },
  { id: 'version', name: t('rules.version'), width: 64, cell: ({ version }) => version },
  { id: 'colour', name: t('rules.colour'), width: 140, cell: ({ colour }) => <LaneTag colour={colour} /> },
  { id: 'text', name: t('rules.text'), cell: ({ text }) => <span title={text[language]}>{text[language]}</span> },
  { id: 'priority', name: t('rules.priority'), width: 64, align: 'right', cell: ({ priority }) => priority },
  { id: 'from', name: t('rules.from'), width: 104, cell: ({ validFrom }) => validFrom },
  { id: 'to', name: t('rules.to'), width: 104, cell: ({ validTo }) => validTo ?? '–' },
  { id: 'source', name: t('rules.source'), width: 240, cell: ({ source }) => <span title={source}>{source}</span> },
];
