import { Code } from '../../../kit/tag';
import { grouped } from '../../../shared/format';
import { useCodeNames } from '../../../shared/codes';
import { useT } from '../../../texts';
import type { Declaration } from './declaration-data';

const SHOWN_SHORT = 6;

/** The items as declared; of a draft that was not valued yet there are none. */
export function GoodsTable({ declaration, isShort = false }: { declaration: Declaration; isShort?: boolean }) {
  const t = useT();
  const country = useCodeNames('country');
  const items = declaration.items ?? [];
  const shown = isShort ? items.slice(0, SHOWN_SHORT) : items;
  return (
    <table className="table">
      <caption>
        {t('declaration.items', { count: items.length })}
        {shown.length < items.length ? ` · ${t('declaration.first', { count: shown.length })}` : ''}
      </caption>
      <colgroup>
        <col width={isShort ? 120 : 40} />
        {isShort ? null : <col width={112} />}
        <col />
        {isShort ? null : <col width={112} />}
        {isShort ? null : <col width={96} />}
        <col width={104} />
        <col width={88} />
      </colgroup>
      <Head isShort={isShort} currency={declaration.currency ?? ''} />
      <tbody>
        {shown.map(({ itemNumber, hsCode, name, quantity, unit, netWeightKg, totalPrice, finalDestination }) => (
          <tr key={itemNumber}>
            {isShort ? null : <td className="number">{itemNumber}</td>}
            <th scope="row">
              <Code kind="hs">{hsCode}</Code>
            </th>
            <td title={name}>{name}</td>
            {isShort ? null : (
              <td className="number">
                {grouped(quantity)} {unit}
              </td>
            )}
            {isShort ? null : <td className="number">{grouped(netWeightKg)}</td>}
            <td className="number">{grouped(totalPrice)}</td>
            <td>{country(finalDestination)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Head({ isShort, currency }: { isShort: boolean; currency: string }) {
  const t = useT();
  return (
    <thead>
      <tr>
        {isShort ? null : <th scope="col">{t('declaration.item')}</th>}
        <th scope="col">{t('declaration.hs')}</th>
        <th scope="col">{t('declaration.name')}</th>
        {isShort ? null : (
          <th scope="col" className="number">
            {t('declaration.quantity')}
          </th>
        )}
        {isShort ? null : (
          <th scope="col" className="number">
            {t('declaration.net')}
          </th>
        )}
        <th scope="col" className="number">
          {t('declaration.price', { currency: currency })}
        </th>
        <th scope="col">{t('declaration.destination')}</th>
      </tr>
    </thead>
  );
}
