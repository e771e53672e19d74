import { useRef } from 'react';
import { useGet } from '../../api/query';
import { Button } from '../../kit/button';
import { DayField } from '../../kit/fields/day-field';
import { Select } from '../../kit/fields/select';
import { TextField } from '../../kit/fields/field';
import { useShortcuts } from '../../kit/shortcuts';
import { useQueryParams } from '../../shared/location';
import { useMarkets } from '../../shared/market';
import { useRole } from '../../shared/session';
import { wordOf } from '../../shared/trade';
import { today } from '../../shared/format';
import { useLanguage, useT } from '../../texts';
import { BASES, CURRENCIES, DIMENSIONS, hasEditions, periodOf, type Question } from './question';

const ALL = 'all';
const choices = (area: string, ids: readonly string[]) => ids.map((id) => ({ id, name: wordOf(area, id) }));

/** Each part of the question with what it may be. Q comes here. */
export function QuestionPanel({ question }: { question: Question }) {
  const t = useT();
  const [, change] = useQueryParams();
  const panel = useRef<HTMLElement>(null);
  useShortcuts([
    {
      keys: 'Q',
      name: t('report.question'),
      run: () => panel.current?.querySelector<HTMLElement>('button, input')?.focus(),
    },
  ]);
  const set = (changes: Record<string, string | undefined>): void => change({ ...changes, lines: undefined });
  return (
    <aside className="question" aria-label={t('report.question')} ref={panel}>
      <Period question={question} set={set} />
      <Select
        label={t('report.basis')}
        value={question.basis}
        choices={choices('basis', BASES)}
        onChange={(basis) => set({ basis })}
      />
      <Select
        label={t('report.currency')}
        value={question.currency}
        choices={choices('currency', CURRENCIES)}
        onChange={(currency) => set({ currency })}
      />
      <Select
        label={t('report.dimension')}
        value={question.groupBy}
        choices={choices('dimension', DIMENSIONS)}
        onChange={(groupBy) => set({ groupBy })}
      />
      <Filters question={question} set={set} />
      <Editions question={question} set={set} />
    </aside>
  );
}

interface PartProps {
  readonly question: Question;
  readonly set: (changes: Record<string, string | undefined>) => void;
}

/** The last twelve months and three years by name, any other range by its days. */
function Period({ question, set }: PartProps) {
  const t = useT();
  const [year = 0, month = 1] = today()
    .split('-')
    .map((part) => Number.parseInt(part, 10));
  const months = Array.from({ length: 12 }, (_, back) =>
    new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7),
  );
  const names = [...months, ...[0, 1, 2].map((back) => String(year - back))];
  const current = names.find((name) => {
    const { from, to } = periodOf(name);
    return from === question.from && (to === question.to || (to > today() && question.to === today()));
  });
  const choose = (name: string): void => {
    const { from, to } = periodOf(name);
    set({ from, to: to > today() ? today() : to });
  };
  return (
    <>
      <Select
        label={t('report.period')}
        value={current ?? null}
        placeholder={t('report.own-range')}
        choices={names.map((id) => ({ id, name: id }))}
        onChange={choose}
      />
      <DayField label={t('report.from')} value={question.from} onChange={(from) => from !== '' && set({ from })} />
      <DayField label={t('report.to')} value={question.to} onChange={(to) => to !== '' && set({ to })} />
    </>
  );
}

function Filters({ question, set }: PartProps) {
  const t = useT();
  const language = useLanguage();
  const markets = useMarkets();
  const maySeeFirms = useRole('analyst', 'officer', 'admin');
  const firms = useGet(
    '/v1/organisations',
    { query: { kind: 'broker', limit: 500 } as never },
    { enabled: maySeeFirms, staleTime: 600_000 },
  );
  const { market, broker, country, chapter } = question.filters;
  const all = { id: ALL, name: t('report.all') };
  const chosen = (id: string): string | undefined => (id === ALL ? undefined : id);
  const firmChoices = (firms.data?.data.items ?? []).map(({ id, name }) => ({ id, name }));
  return (
    <>
      <Select
        label={wordOf('dimension', 'market')}
        value={market ?? ALL}
        choices={[
          all,
          ...markets.map(({ code, name, nameEn }) => ({ id: code, name: language === 'en' ? (nameEn ?? name) : name })),
        ]}
        onChange={(id) => set({ market: chosen(id) })}
      />
      {firmChoices.length > 0 ? (
        <Select
          label={wordOf('dimension', 'broker')}
          value={broker ?? ALL}
          choices={[all, ...firmChoices]}
          onChange={(id) => set({ broker: chosen(id) })}
        />
      ) : null}
      <CodeFilter
        label={wordOf('dimension', 'country')}
        value={country}
        hint="NGA"
        onChange={(text) => set({ country: text })}
      />
      <CodeFilter
        label={wordOf('dimension', 'chapter')}
        value={chapter}
        hint="54"
        onChange={(text) => set({ chapter: text })}
      />
    </>
  );
}

/** A code is asked for when it is whole: while it is typed nothing is. */
function CodeFilter({
  label,
  value,
  hint,
  onChange,
}: {
  label: string;
  value: string | undefined;
  hint: string;
  onChange: (text: string | undefined) => void;
}) {
  return (
    <TextField
      key={value ?? ''}
      label={label}
      defaultValue={value ?? ''}
      placeholder={hint}
      onBlur={({ target }) => {
        const text = (target as HTMLInputElement).value.trim().toUpperCase();
        if (text !== (value ?? '')) onChange(text === '' ? undefined : text);
      }}
      onKeyDown={(event) => event.key === 'Enter' && (event.target as HTMLElement).blur()}
    />
  );
}

const DAY_MS = 24 * 60 * 60_000;
const AGES = [1, 7, 30] as const;

/** As known when, and compared with when. Figures that are kept in no editions have only now. */
function Editions({ question, set }: PartProps) {
  const t = useT();
  if (!hasEditions(question)) return <p className="dim">{t('report.no-editions')}</p>;
  const isNow = question.asOf === null;
  const sinceDays = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();
  return (
    <div className="editions">
      <span className="dim">{isNow ? t('report.as-of-now') : t('report.frozen')}</span>
      <Button onPress={() => set({ asOf: isNow ? new Date().toISOString() : undefined })}>
        {t(isNow ? 'report.freeze' : 'report.unfreeze')}
      </Button>
      <Select
        label={t('report.compare')}
        value={question.since === null ? ALL : null}
        placeholder={question.since?.slice(0, 16).replace('T', ' ') ?? ''}
        choices={[
          { id: ALL, name: t('report.compare-none') },
          ...AGES.map((days) => ({ id: String(days), name: t('report.days-ago', { count: days }) })),
        ]}
        onChange={(id) => set({ since: id === ALL ? undefined : sinceDays(Number.parseInt(id, 10)) })}
      />
    </div>
  );
}
