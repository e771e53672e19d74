import { useMemo } from 'react';
import { useList } from '../../api/query';
import type { AnswerOf } from '../../api/types';
import { Dialog } from '../../kit/overlays/dialog';
import { type Column, DataTable } from '../../kit/table';
import { Code } from '../../kit/tag';
import { FailureNotice } from '../../shared/failure';
import { grouped, shortDay } from '../../shared/format';
import { Link } from '../../shared/location';
import { useRole } from '../../shared/session';
import { wordOf } from '../../shared/trade';
import { useT, type Translate } from '../../texts';
import { FileLinks } from './file-links';
import { narrowed, type Question } from './question';
import { addsUp } from './report-data';
import { Ties } from './report-table';

type Line = AnswerOf<'get', '/v1/reports/export-value/lines'>['items'][number];

/** The items behind a figure; its foot repeats the figure and says that they add up to it. */
export function LinesDialog({
  question,
  rowKey,
  rowName,
  onClose,
}: {
  question: Question;
  rowKey: string;
  /** As people call it; nothing while the answer is not there. */
  rowName: string | undefined;
  onClose: () => void;
}) {
  const t = useT();
  const mayOpen = useRole('officer', 'broker', 'admin');
  const query = useMemo(() => narrowed(question, rowKey), [question, rowKey]);
  const list = useList('/v1/reports/export-value/lines', { query: { ...query, limit: 500 } });
  const answer = list.data?.pages[0]?.data;
  const { rows } = list;
  const isWhole = list.data !== undefined && !list.hasNextPage;
  const foot = <Foot values={isWhole ? rows.map(({ value }) => value) : null} total={answer?.total} />;
  return (
    <Dialog
      title={t('report.lines', {
        dimension: wordOf('dimension', question.groupBy),
        key: rowName || rowKey.replace('|', ' · '),
      })}
      isOpen
      size="wide"
      onClose={onClose}
      closeLabel={t('act.close')}
    >
      <FailureNotice error={list.error} />
      <FileLinks path="/v1/reports/export-value/lines" parameters={query} />
      <div className="lines">
        <DataTable
          caption={t('report.lines-count', { count: rows.length, declarations: answer?.declarations ?? 0 })}
          columns={columns(t, mayOpen, question.currency)}
          rows={rows}
          keyOf={({ id, cause, value }) => `${id} ${cause} ${value}`}
          isLoading={list.isLoading}
          loadingLabel={t('app.loading')}
          foot={foot}
          onEnd={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
        />
      </div>
    </Dialog>
  );
}

/** The figure once more, and whether all items are there and add up to it. */
function Foot({ values, total }: { values: readonly string[] | null; total: string | undefined }) {
  const t = useT();
  return (
    <tfoot>
      <tr>
        <th scope="row" colSpan={4}>
          {t('report.total')}{' '}
          {values !== null && total !== undefined ? <Ties isTied={addsUp(values, total)} /> : t('report.more-lines')}
        </th>
        <td className="number">{grouped(total)}</td>
        <td colSpan={2} />
      </tr>
    </tfoot>
  );
}

const columns = (t: Translate, mayOpen: boolean, currency: string): Column<Line>[] => [
  {
    id: 'reference',
    name: t('report.reference'),
    width: 160,
    cell: ({ declarationId, reference }) => {
      const text = reference ?? declarationId.slice(-12);
      return mayOpen ? <Link href={`/declarations/${declarationId}`}>{text}</Link> : text;
    },
  },
  { id: 'day', name: t('report.day'), width: 96, cell: ({ day }) => shortDay(day) },
  { id: 'hs', name: 'HS', width: 108, cell: ({ hsCode }) => <Code kind="hs">{hsCode}</Code> },
  { id: 'name', name: t('report.goods'), cell: ({ name }) => name },
  {
    id: 'value',
    name: t('report.value', { currency }),
    width: 136,
    align: 'right',
    cell: ({ value }) => grouped(value),
  },
  { id: 'kg', name: t('report.kg'), width: 108, align: 'right', cell: ({ netWeightKg }) => grouped(netWeightKg) },
  { id: 'cause', name: t('report.cause'), width: 104, cell: ({ cause }) => (cause ? wordOf('cause', cause) : '–') },
];
