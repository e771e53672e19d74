import { useMemo } from 'react';
import { EmptyState } from '../../kit/states';
import { Button } from '../../kit/button';
import { Tabs } from '../../kit/tabs';
import { grouped, today } from '../../shared/format';
import { useQueryParams } from '../../shared/location';
import { wordOf } from '../../shared/trade';
import { useT } from '../../texts';
import { Chart } from './chart';
import type { ChartSpec } from './chart-library';
import { dimensionsOf, FILTERS, PERIODS, VIEWS, type Question } from './question';
import { type Report, type ReportRow, rowsOf, sizeOf, sumText, useReport } from './report-data';
import { ReportTable } from './report-table';

const RANKS = 20;

/** The figure, its drawing, and the table that is the drawing's accessible form. */
export function Answer({ question, report }: { question: Question; report: Report }) {
  const t = useT();
  const [, change] = useQueryParams();
  const rows = useMemo(() => rowsOf(report, dimensionsOf(question)), [report, question]);
  const open = (key: string): void => change({ lines: key });
  if (rows.length === 0) return <NoRows question={question} />;
  const tabs = VIEWS.map((id) => ({
    id,
    name: t(`report.view.${id}`),
    content:
      id === 'table' ? null : id === 'months' ? (
        <Months question={question} />
      ) : (
        <Drawing kind={id} rows={rows} onOpen={open} />
      ),
  }));
  return (
    <>
      <p className="report-figure">
        <strong>{grouped(report.total)}</strong> {wordOf('unit', question.currency.toLowerCase())}
        <span className="dim">
          {t('report.figure', {
            declarations: grouped(report.declarations),
            countries: grouped(report.countries),
            kg: grouped(report.netWeightKg),
          })}
        </span>
      </p>
      <Tabs
        label={t('report.views')}
        tabs={tabs}
        selected={question.view}
        onSelect={(view) => change({ view: view === 'ranks' ? undefined : view })}
      />
      <ReportTable question={question} report={report} rows={rows} onOpen={open} />
    </>
  );
}

/** The largest twenty; what is below them stands as one sum under the drawing, since as a bar it would dwarf them. */
function Drawing({
  kind,
  rows,
  onOpen,
}: {
  kind: 'ranks' | 'tree';
  rows: readonly ReportRow[];
  onOpen: (key: string) => void;
}) {
  const t = useT();
  const rest = rows.slice(RANKS);
  const spec = useMemo((): ChartSpec => {
    const shown = rows.slice(0, RANKS);
    const drawn = shown.map(({ name, value }) => ({ name, size: sizeOf(value), text: grouped(value) }));
    return { kind, rows: drawn, onPick: (index) => shown[index] && onOpen(shown[index].key) };
  }, [kind, rows, onOpen]);
  return (
    <>
      <Chart spec={spec} label={t('report.chart', { view: t(`report.view.${kind}`) })} />
      {rest.length > 0 ? (
        <p className="chart-rest">
          {t('report.rest', { count: rest.length, sum: grouped(sumText(rest.map(({ value }) => value))) })}
        </p>
      ) : null}
    </>
  );
}

/** The same question by month; of a range shorter than two months the year up to its end, because one point shows no course. */
function Months({ question }: { question: Question }) {
  const t = useT();
  const isPeriod = PERIODS.has(question.groupBy);
  const yearBefore = `${Number.parseInt(question.to.slice(0, 4), 10) - 1}${question.to.slice(4, 7)}-01`;
  const isShort = !isPeriod && question.from.slice(0, 7) === question.to.slice(0, 7);
  const byMonth = {
    ...question,
    groupBy: isPeriod ? question.groupBy : ('month' as const),
    thenBy: null,
    from: isShort ? yearBefore : question.from,
  };
  return <MonthsOf question={byMonth} label={t('report.chart', { view: t('report.view.months') })} />;
}

function MonthsOf({ question, label }: { question: Question; label: string }) {
  const t = useT();
  const report = useReport(question).data?.data;
  const spec = useMemo((): ChartSpec | null => {
    if (report === undefined) return null;
    const rows = rowsOf(report, [question.groupBy]).sort((one, other) => (one.key < other.key ? -1 : 1));
    return {
      kind: 'line',
      rows: rows.map(({ name, value }) => ({ name, size: sizeOf(value), text: grouped(value) })),
      onPick: () => undefined,
    };
  }, [report, question.groupBy]);
  if (spec === null) return null;
  return (
    <>
      <Chart spec={spec} label={label} />
      <p className="chart-rest">{t('report.from-to', { from: question.from, to: question.to })}</p>
    </>
  );
}

/** Says which part of the question leaves nothing. */
function NoRows({ question }: { question: Question }) {
  const t = useT();
  const [, change] = useQueryParams();
  const names = FILTERS.filter((name) => question.filters[name] !== undefined);
  const yearStart = `${today().slice(0, 4)}-01-01`;
  const clear = (): void => change(Object.fromEntries(names.map((name) => [name, undefined])));
  return (
    <EmptyState
      title={t('report.empty')}
      action={
        names.length > 0 ? (
          <Button onPress={clear}>{t('list.clear')}</Button>
        ) : (
          <Button onPress={() => change({ from: yearStart, to: undefined })}>{t('report.this-year')}</Button>
        )
      }
    >
      {names.length > 0
        ? t('report.empty-filters', {
            filters: names.map((name) => `${wordOf('dimension', name)} ${question.filters[name]}`).join('、'),
          })
        : t('report.empty-period', { from: question.from, to: question.to })}
    </EmptyState>
  );
}
