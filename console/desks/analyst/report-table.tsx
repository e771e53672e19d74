import { Icon } from '../../kit/icon';
import { grouped, percentText } from '../../shared/format';
import { wordOf } from '../../shared/trade';
import { useT } from '../../texts';
import { dimensionsOf, type Question } from './question';
import { addsUp, type Report, type ReportRow } from './report-data';

interface Props {
  readonly question: Question;
  readonly report: Report;
  readonly rows: readonly ReportRow[];
  readonly onOpen: (key: string) => void;
}

/** Every row as a number; Enter on one leads to the items behind it. */
export function ReportTable({ question, report, rows, onOpen }: Props) {
  const t = useT();
  const dimension = dimensionsOf(question)
    .map((name) => wordOf('dimension', name))
    .join(' · ');
  return (
    <div className="report-table">
      <table className="table">
        <caption>{t('report.table', { dimension, count: rows.length })}</caption>
        <Head dimension={dimension} currency={question.currency} />
        <tbody>
          {rows.map(({ key, name, value, share, change, declarations, netWeightKg }, index) => (
            <tr key={key}>
              <td className="number dim">{index + 1}</td>
              <th scope="row">
                <button type="button" className="link" onClick={() => onOpen(key)}>
                  {name === '' ? '–' : name}
                </button>{' '}
                {name === key || question.thenBy !== null ? null : <span className="dim">{key}</span>}
              </th>
              <td className="number">{grouped(value)}</td>
              <td className="number">{percentText(share)}</td>
              <td className="number">{percentText(change) ?? <span title={t('report.no-year-before')}>–</span>}</td>
              <td className="number">{grouped(declarations)}</td>
              <td className="number">{grouped(netWeightKg)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td className="number" />
            <th scope="row">
              {t('report.total')}{' '}
              <Ties
                isTied={addsUp(
                  rows.map(({ value }) => value),
                  report.total,
                )}
              />
            </th>
            <td className="number">{grouped(report.total)}</td>
            <td />
            <td className="number">{percentText(report.change ?? null) ?? '–'}</td>
            <td className="number">{grouped(report.declarations)}</td>
            <td className="number">{grouped(report.netWeightKg)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Head({ dimension, currency }: { dimension: string; currency: string }) {
  const t = useT();
  return (
    <>
      <colgroup>
        <col width={56} />
        <col />
        <col width={168} />
        <col width={88} />
        <col width={104} />
        <col width={88} />
        <col width={136} />
      </colgroup>
      <thead>
        <tr>
          <th scope="col" className="number">
            {t('report.rank')}
          </th>
          <th scope="col">{dimension}</th>
          <th scope="col" className="number" aria-sort="descending">
            {wordOf('currency-head', currency)}
          </th>
          <th scope="col" className="number">
            {t('report.share')}
          </th>
          <th scope="col" className="number">
            {t('report.change')}
          </th>
          <th scope="col" className="number">
            {t('report.declarations')}
          </th>
          <th scope="col" className="number">
            {t('report.kg')}
          </th>
        </tr>
      </thead>
    </>
  );
}

export function Ties({ isTied }: { isTied: boolean }) {
  const t = useT();
  return (
    <span className={isTied ? 'ties' : 'due-overdue'}>
      <Icon name={isTied ? 'check' : 'error'} /> {t(isTied ? 'report.ties' : 'report.does-not-tie')}
    </span>
  );
}
