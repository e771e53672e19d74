import { type Column, DataTable } from '../../kit/table';
import { Code } from '../../kit/tag';
import { type Translate, useT } from '../../texts';
import { useCodeNames } from '../codes';
import { grouped } from '../format';
import type { Declaration, GoodsLine, Item } from './types';

interface Names {
  readonly country: (code: string | undefined) => string;
  readonly unit: (code: string | undefined) => string;
}

function useNames(): Names {
  return { country: useCodeNames('country'), unit: useCodeNames('unit') };
}

/** The goods as they were bought, line by line. */
export function GoodsPanel({ declaration }: { declaration: Declaration }) {
  const t = useT();
  const names = useNames();
  const items = new Map(
    declaration.items.flatMap(({ itemNumber, goodsLines }) => goodsLines.map((line) => [line, itemNumber] as const)),
  );
  return (
    <DataTable
      caption={t('list.count', { name: t('page.tab-goods'), count: declaration.goods.length })}
      columns={goodsColumns(t, names, declaration.currency ?? '', items)}
      rows={declaration.goods}
      keyOf={({ line }) => String(line)}
      loadingLabel={t('app.loading')}
    />
  );
}

const goodsColumns = (
  t: Translate,
  { country, unit }: Names,
  currency: string,
  items: ReadonlyMap<number, number>,
): Column<GoodsLine>[] => [
  { id: 'line', name: t('goods.line'), width: 44, cell: ({ line }) => line },
  {
    id: 'hs',
    name: t('line-field.hsCode'),
    width: 116,
    cell: ({ hsCode }) => (hsCode ? <Code kind="hs">{hsCode}</Code> : '–'),
  },
  {
    id: 'name',
    name: t('line-field.name'),
    cell: ({ name, specification }) => `${name ?? '–'} ${specification ?? ''}`,
  },
  {
    id: 'quantity',
    name: t('line-field.quantity'),
    width: 110,
    align: 'right',
    cell: ({ quantity, unit: code }) => `${grouped(quantity)} ${unit(code)}`,
  },
  {
    id: 'net',
    name: t('goods.netWeightKg'),
    width: 84,
    align: 'right',
    cell: ({ netWeightKg }) => grouped(netWeightKg),
  },
  {
    id: 'price',
    name: t('goods.totalPrice', { currency }),
    width: 108,
    align: 'right',
    cell: ({ totalPrice }) => grouped(totalPrice),
  },
  {
    id: 'country',
    name: t('goods.finalDestination'),
    width: 92,
    cell: ({ finalDestination }) => country(finalDestination),
  },
  { id: 'stall', name: t('line-field.stall'), width: 84, cell: ({ stall }) => stall ?? '–' },
  {
    id: 'item',
    name: t('goods.item'),
    width: 44,
    align: 'right',
    cell: ({ line }) => (line ? (items.get(line) ?? '–') : '–'),
  },
];

/** The items as they are declared, after merging, with their share of the value. */
export function ItemsPanel({ declaration }: { declaration: Declaration }) {
  const t = useT();
  const names = useNames();
  const { totals } = declaration;
  return (
    <DataTable
      caption={t('list.count', { name: t('page.tab-items'), count: declaration.items.length })}
      columns={itemColumns(t, names, declaration.currency ?? '')}
      rows={declaration.items}
      keyOf={({ itemNumber }) => String(itemNumber)}
      loadingLabel={t('app.loading')}
      foot={
        totals && (
          <tfoot>
            <tr>
              <th scope="row" colSpan={5}>
                {t('goods.total')}
              </th>
              <td className="number">{grouped(totals.declared)}</td>
              <td className="number">{grouped(totals.fobUsd)}</td>
              <td />
              <td />
            </tr>
          </tfoot>
        )
      }
    />
  );
}

const itemColumns = (t: Translate, { country, unit }: Names, currency: string): Column<Item>[] => [
  { id: 'item', name: t('goods.item'), width: 44, cell: ({ itemNumber }) => itemNumber },
  { id: 'hs', name: t('line-field.hsCode'), width: 104, cell: ({ hsCode }) => <Code kind="hs">{hsCode}</Code> },
  { id: 'name', name: t('line-field.name'), cell: ({ name }) => name },
  {
    id: 'quantity',
    name: t('line-field.quantity'),
    width: 110,
    align: 'right',
    cell: ({ quantity, unit: code }) => `${grouped(quantity)} ${unit(code)}`,
  },
  {
    id: 'net',
    name: t('goods.netWeightKg'),
    width: 84,
    align: 'right',
    cell: ({ netWeightKg }) => grouped(netWeightKg),
  },
  {
    id: 'price',
    name: t('goods.totalPrice', { currency }),
    width: 108,
    align: 'right',
    cell: ({ totalPrice }) => grouped(totalPrice),
  },
  { id: 'usd', name: t('goods.fobUsd'), width: 108, align: 'right', cell: ({ fobUsd }) => grouped(fobUsd) },
  {
    id: 'country',
    name: t('goods.finalDestination'),
    width: 92,
    cell: ({ finalDestination }) => country(finalDestination),
  },
  { id: 'lines', name: t('goods.lines'), width: 84, cell: ({ goodsLines }) => goodsLines.join(', ') },
];
