import { useState } from 'react';
import { useGet } from '../../../api/query';
import type { AnswerOf } from '../../../api/types';
import { Button } from '../../../kit/button';
import { DayField } from '../../../kit/fields/day-field';
import { type Column, DataTable } from '../../../kit/table';
import { FailureNotice } from '../../../shared/failure';
import { grouped, percentText, shifted, today } from '../../../shared/format';
import { useQueryParams } from '../../../shared/location';
import { ToolbarSpace } from '../../../shared/page';
import { useRole } from '../../../shared/session';
import { LaneTag } from '../../../shared/trade';
import { type Translate, useLanguage, useT } from '../../../texts';
import { LaneRuleDialog } from './lane-rule-dialog';
import { ReplayDialog } from './replay-dialog';

type Rule = AnswerOf<'get', '/v1/lane-rules'>['items'][number];
type Opened = { readonly dialog: 'version' | 'replay'; readonly rule: Rule | null };

const DAYS_COUNTED = 30;

/** The rules by which a lane is drawn, in the order in which they are tried, and what came of each on the days that are counted. */
export function LaneRules() {
  const t = useT();
  const language = useLanguage();
  const isAdmin = useRole('admin');
  const [query, change] = useQueryParams();
  const [opened, setOpened] = useState<Opened | null>(null);
  const to = query['to'] ?? today();
  const from = query['from'] ?? shifted(to, 1 - DAYS_COUNTED);
  const { data, error, isPending, isPlaceholderData } = useGet('/v1/lane-rules', { query: { from, to } });
  const rules = data?.data.items ?? [];
  return (
    <>
      <div className="toolbar">
        <span className="dim">{t('rules.counted')}</span>
        <DayField label={t('rules.from')} isLabelHidden value={from} onChange={(day) => change({ from: day })} />
        <span className="dim">{t('rules.to')}</span>
        <DayField label={t('rules.to')} isLabelHidden value={to} onChange={(day) => change({ to: day })} />
        <ToolbarSpace />
        <Button onPress={() => setOpened({ dialog: 'replay', rule: null })}>{t('replay.title')}</Button>
        {isAdmin && (
          <Button icon="plus" onPress={() => setOpened({ dialog: 'version', rule: null })}>
            {t('rules.lane-new')}
          </Button>
        )}
      </div>
      <FailureNotice error={error} />
      <DataTable
        caption={t('list.count', { name: t('rules.lane'), count: rules.length })}
        columns={columnsOf({ t, language, isAdmin, open: setOpened })}
        rows={rules}
        keyOf={({ rule, version }) => `${rule} ${version}`}
        isLoading={isPending}
        isStale={isPlaceholderData}
        loadingLabel={t('app.loading')}
      />
      {opened?.dialog === 'version' && <LaneRuleDialog rule={opened.rule} onClose={() => setOpened(null)} />}
      {opened?.dialog === 'replay' && (
        <ReplayDialog rules={rules} tried={opened.rule} days={{ from, to }} onClose={() => setOpened(null)} />
      )}
    </>
  );
}

interface Looks {
  readonly t: Translate;
  readonly language: 'zh' | 'en';
  readonly isAdmin: boolean;
  readonly open: (opened: Opened) => void;
}

const columnsOf = ({ t, language, isAdmin, open }: Looks): Column<Rule>[] => [
  { id: 'rule', name: t('rules.code'), width: 170, cell: ({ rule }) => <span className="mono">{rule}</span> },
  { id: 'version', name: t('rules.version'), width: 56, cell: ({ version }) => version },
  { id: 'colour', name: t('rules.colour'), width: 116, cell: ({ colour }) => <LaneTag colour={colour} /> },
  {
    id: 'text',
    name: t('rules.text'),
    cell: ({ text, source }) => <span title={`${text[language]} ${source}`}>{text[language]}</span>,
  },
  { id: 'priority', name: t('rules.priority'), width: 56, align: 'right', cell: ({ priority }) => priority },
  { id: 'from', name: t('rules.from'), width: 104, cell: ({ validFrom }) => validFrom },
  { id: 'to', name: t('rules.to'), width: 104, cell: ({ validTo }) => validTo ?? '–' },
  ...hitColumns(t),
  {
    id: 'acts',
    name: '',
    width: isAdmin ? 148 : 72,
    cell: (rule) => (
      <>
        <Button kind="quiet" onPress={() => open({ dialog: 'replay', rule })}>
          {t('replay.try')}
        </Button>
        {isAdmin && (
          <Button kind="quiet" onPress={() => open({ dialog: 'version', rule })}>
            {t('rules.new-version')}
          </Button>
        )}
      </>
    ),
  },
];

/** Of the submissions judged those for which the rule held, and of those that were looked at what differed. */
const hitColumns = (t: Translate): Column<Rule>[] => [
  {
    id: 'hits',
    name: t('rules.hits'),
    title: t('rules.hits-title'),
    width: 128,
    align: 'right',
    cell: ({ hits }) => `${grouped(hits.hits)} / ${grouped(hits.judged)}`,
  },
  {
    id: 'hit-rate',
    name: t('rules.hit-rate'),
    width: 72,
    align: 'right',
    cell: ({ hits }) => percentText(hits.hitRate) ?? '–',
  },
  {
    id: 'differs',
    name: t('rules.differs'),
    title: t('rules.differs-title'),
    width: 96,
    align: 'right',
    cell: ({ hits }) => `${grouped(hits.differs)} / ${grouped(hits.looked)}`,
  },
  {
    id: 'differ-rate',
    name: t('rules.differ-rate'),
    width: 72,
    align: 'right',
    cell: ({ hits }) => percentText(hits.differRate) ?? '–',
  },
];
