import { useGet, useList } from '../../api/query';
import type { AnswerOf } from '../../api/types';
import type { Column } from '../../kit/table';
import { FailureNotice } from '../../shared/failure';
import { grouped, shortInstant } from '../../shared/format';
import { ListTable } from '../../shared/list-page';
import { Link } from '../../shared/location';
import { Section } from '../../shared/page';
import { useRole } from '../../shared/session';
import { Instant, wordOf } from '../../shared/trade';
import { type Translate, useT } from '../../texts';
import { FileLinks } from './file-links';
import { parametersOf, type Question } from './question';
import { addsUp } from './report-data';
import { Ties } from './report-table';

type Answer = AnswerOf<'get', '/v1/reports/export-value/changes'>;
type Change = NonNullable<Answer['items']>[number];

/** What moved between two editions, and why: before, each cause, after; below it every move with its declaration. */
export function Changes({ question, since }: { question: Question; since: string }) {
  const t = useT();
  const query = { ...parametersOf(question), since };
  const summary = useGet('/v1/reports/export-value/changes', { query: { ...query, summary: 'cause' } });
  const found = summary.data?.data;
  return (
    <Section
      title={t('report.changes', {
        since: shortInstant(since),
        until: question.asOf === null ? t('report.now') : shortInstant(question.asOf),
      })}
      action={<FileLinks path="/v1/reports/export-value/changes" parameters={query} />}
    >
      <FailureNotice error={summary.error} />
      {found && <Causes answer={found} />}
      {found && (found.causes ?? []).length > 0 && <Moves query={query} />}
    </Section>
  );
}

/** From the earlier figure to the later one, cause by cause; the page adds them up itself. */
function Causes({ answer: { causes = [], totalBefore, total, difference } }: { answer: Answer }) {
  const t = useT();
  const isTied = addsUp(
    causes.map(({ value }) => value),
    difference,
  );
  return (
    <table className="table table-narrow">
      <tbody>
        <tr>
          <th scope="row">{t('report.before')}</th>
          <td className="number">{grouped(totalBefore)}</td>
          <td />
        </tr>
        {causes.map(({ cause, reason, value, changes, declarations }) => (
          <tr key={cause}>
            <th scope="row">{reason || wordOf('cause', cause)}</th>
            <td className="number">{grouped(value)}</td>
            <td className="dim">
              {t('report.moves', { count: changes })} · {grouped(declarations)} {t('report.declarations')}
            </td>
          </tr>
        ))}
        <tr className="strong">
          <th scope="row">{t('report.after')}</th>
          <td className="number">{grouped(total)}</td>
          <td>
            <Ties isTied={isTied} />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function Moves({ query }: { query: ReturnType<typeof parametersOf> & { since: string } }) {
  const t = useT();
  const mayOpen = useRole('officer', 'broker', 'admin');
  const list = useList('/v1/reports/export-value/changes', { query: { ...query, limit: 100 } });
  const rows = list.rows as readonly Change[];
  return (
    <div className="dialog-list">
      <ListTable
        name={t('report.moved')}
        query={{ ...list, rows }}
        columns={columnsOf(t, mayOpen)}
        keyOf={({ declarationId, postedAt, country, cause, value }) =>
          `${declarationId} ${postedAt} ${country} ${cause} ${value}`
        }
      />
    </div>
  );
}

const columnsOf = (t: Translate, mayOpen: boolean): Column<Change>[] => [
  {
    id: 'reference',
    name: t('report.reference'),
    width: 160,
    cell: ({ declarationId, reference }) => {
      const text = reference ?? declarationId.slice(-12);
      return mayOpen ? <Link href={`/declarations/${declarationId}`}>{text}</Link> : text;
    },
  },
  { id: 'reason', name: t('report.cause'), cell: ({ reason, cause }) => reason || wordOf('cause', cause) },
  { id: 'country', name: wordOf('dimension', 'country'), width: 140, cell: ({ countryName }) => countryName },
  { id: 'day', name: t('report.day'), width: 100, cell: ({ day }) => day },
  { id: 'posted', name: t('report.posted'), width: 130, cell: ({ postedAt }) => <Instant at={postedAt} /> },
  { id: 'value', name: t('report.value'), width: 150, align: 'right', cell: ({ value }) => grouped(value) },
];
