import { useMemo } from 'react';
import { useList } from '../../api/query';
import { compareExact, exact, exactText, plus, type Exact } from '../../grid/sum';
import { FailureNotice } from '../../shared/failure';
import { grouped, shortInstant } from '../../shared/format';
import { Section } from '../../shared/page';
import { wordOf } from '../../shared/trade';
import { useT } from '../../texts';
import { parametersOf, type Question } from './question';

interface Change {
  readonly cause: string;
  readonly countryName: string;
  readonly value: string;
}
interface Totals {
  readonly totalBefore: string;
  readonly total: string;
  readonly difference: string;
}

const ZERO: Exact = { units: 0n, scale: 2 };
const signed = (text: string): Exact => {
  const value = exact(text.replace('-', '')) ?? ZERO;
  return text.startsWith('-') ? { ...value, units: -value.units } : value;
};

/** What moved between two editions, and why: before, after, and each cause with its countries. */
export function Changes({ question, since }: { question: Question; since: string }) {
  const t = useT();
  const query = { ...parametersOf(question), since, limit: 500 };
  const list = useList('/v1/reports/export-value/changes', { query: query as never });
  const answer = list.data?.pages[0]?.data as Totals | undefined;
  const rows = list.rows as unknown as readonly Change[];
  const causes = useMemo(() => byCause(rows), [rows]);
  return (
    <Section
      title={t('report.changes', {
        since: shortInstant(since),
        until: question.asOf === null ? t('report.now') : shortInstant(question.asOf),
      })}
    >
      <FailureNotice error={list.error} />
      {answer === undefined ? null : (
        <table className="table table-narrow">
          <tbody>
            <Line name={t('report.before')} value={answer.totalBefore} />
            {causes.map(({ cause, sum, count, largest }) => (
              <Line
                key={cause}
                name={`${wordOf('cause', cause)} · ${t('report.moves', { count })}`}
                value={exactText(sum, 2)}
                note={largest}
              />
            ))}
            <Line name={t('report.after')} value={answer.total} isTotal />
          </tbody>
        </table>
      )}
      {list.hasNextPage ? <p className="dim">{t('report.more-changes')}</p> : null}
    </Section>
  );
}

function Line({
  name,
  value,
  note,
  isTotal = false,
}: {
  name: string;
  value: string;
  note?: string;
  isTotal?: boolean;
}) {
  return (
    <tr className={isTotal ? 'strong' : undefined}>
      <th scope="row">{name}</th>
      <td className="number">{grouped(value)}</td>
      <td className="dim">{note}</td>
    </tr>
  );
}

function byCause(rows: readonly Change[]) {
  const causes = new Map<string, { sum: Exact; count: number; countries: Map<string, Exact> }>();
  for (const { cause, value, countryName } of rows) {
    const found = causes.get(cause) ?? { sum: ZERO, count: 0, countries: new Map<string, Exact>() };
    const moved = signed(value);
    found.countries.set(countryName, plus(found.countries.get(countryName) ?? ZERO, moved));
    causes.set(cause, { ...found, sum: plus(found.sum, moved), count: found.count + 1 });
  }
  return [...causes].map(([cause, { sum, count, countries }]) => ({
    cause,
    sum,
    count,
    largest: [...countries]
      .sort(([, one], [, other]) => compareExact(other, one))
      .slice(0, 3)
      .map(([name, moved]) => `${name} ${grouped(exactText(moved, 2))}`)
      .join('，'),
  }));
}
