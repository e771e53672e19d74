import { useList } from '../../../api/query';
import type { AnswerOf } from '../../../api/types';
import { Dialog } from '../../../kit/overlays/dialog';
import type { Column } from '../../../kit/table';
import { Code } from '../../../kit/tag';
import { grouped } from '../../../shared/format';
import { ListTable } from '../../../shared/list-page';
import { Link } from '../../../shared/location';
import { wordOf } from '../../../shared/trade';
import { type Translate, useT } from '../../../texts';

type Row = AnswerOf<'get', '/v1/settlements/{id}/bridge/{step}'>['items'][number];

/** The declarations behind one step from declared to settled; its sums are those of the paper. */
export function StepDialog({ id, step, onClose }: { id: string; step: string; onClose: () => void }) {
  const t = useT();
  const list = useList('/v1/settlements/{id}/bridge/{step}', { path: { id, step } });
  const sums = list.data?.pages[0]?.data;
  return (
    <Dialog title={wordOf('step', step)} isOpen size="wide" onClose={onClose} closeLabel={t('act.close')}>
      <div className="dialog-list">
        <ListTable
          name={t('statements.count')}
          query={list}
          columns={columnsOf(t)}
          keyOf={({ declarationId }) => declarationId}
          foot={
            sums && (
              <tfoot>
                <tr>
                  <th scope="row" colSpan={2}>
                    {t('statement.step-total', { count: sums.declarations })}
                  </th>
                  <td className="number">{grouped(sums.valueCny)}</td>
                  <td className="number">{grouped(sums.valueUsd)}</td>
                </tr>
              </tfoot>
            )
          }
        />
      </div>
    </Dialog>
  );
}

const columnsOf = (t: Translate): Column<Row>[] => [
  {
    id: 'reference',
    name: t('reminder.subject'),
    width: 200,
    cell: ({ declarationId, reference }) => (
      <Link href={`/declarations/${declarationId}`}>{reference ?? declarationId.slice(-12)}</Link>
    ),
  },
  {
    id: 'entry',
    name: t('paper.entryId'),
    cell: ({ entryId }) => (entryId ? <Code kind="entry">{entryId}</Code> : '–'),
  },
  { id: 'cny', name: t('statements.cny'), width: 170, align: 'right', cell: ({ valueCny }) => grouped(valueCny) },
  { id: 'usd', name: t('statements.usd'), width: 150, align: 'right', cell: ({ valueUsd }) => grouped(valueUsd) },
];
