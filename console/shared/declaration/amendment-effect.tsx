import type { AnswerOf } from '../../api/types';
import { Notice } from '../../kit/states';
import { useT } from '../../texts';
import { grouped } from '../format';
import { StatusTag } from '../trade';
import { fieldName, fieldText } from './field-name';

export type AmendmentPreview = AnswerOf<'post', '/v1/declarations/{id}/amendments/preview'>;

/** What accepting an amendment does: field by field, to the value, and to the figures that are published. */
export function AmendmentEffect({ preview }: { preview: AmendmentPreview }) {
  const t = useT();
  const { findings, changes, status, possible } = preview;
  const isNothing = changes.length === 0 && status.before === status.after;
  return (
    <>
      {findings
        .filter(({ severity }) => !possible && severity === 'error')
        .map(({ code, pointer, message, remedy }) => (
          <Notice key={`${code} ${pointer}`} tone="error">
            {message} {remedy}
          </Notice>
        ))}
      <table className="table is-wrapping">
        <caption>{isNothing ? t('amendment.no-effect') : t('amendment.effect')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('field.field')}</th>
            <th scope="col">{t('amendment.before')}</th>
            <th scope="col">{t('amendment.after')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ pointer, before, after }) => (
            <tr key={pointer}>
              <th scope="row">{fieldName(pointer, t)}</th>
              <td>{fieldText(before)}</td>
              <td>{fieldText(after)}</td>
            </tr>
          ))}
          <Consequences preview={preview} />
        </tbody>
      </table>
    </>
  );
}

/** What follows for the declaration as a whole, and for the figures that are published. */
function Consequences({ preview: { status, totals, figures } }: { preview: AmendmentPreview }) {
  const t = useT();
  const isMoved = status.before !== status.after;
  const isWorth = totals.before?.usd !== totals.after?.usd;
  return (
    <>
      {isMoved && (
        <tr>
          <th scope="row">{t('amendment.status')}</th>
          <td>
            <StatusTag status={status.before} />
          </td>
          <td>
            <StatusTag status={status.after} />
          </td>
        </tr>
      )}
      {isWorth && (
        <tr>
          <th scope="row">{t('amendment.total')}</th>
          <td className="number">{grouped(totals.before?.usd)}</td>
          <td className="number">{grouped(totals.after?.usd)}</td>
        </tr>
      )}
      {figures.map(({ month, country, countryName, cny }) => (
        <tr key={`${month} ${country}`}>
          <th scope="row">{t('amendment.published', { month, country: countryName })}</th>
          <td className="number">{grouped(cny.before)}</td>
          <td className="number">{grouped(cny.after)} CNY</td>
        </tr>
      ))}
    </>
  );
}
