import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useGet } from '../../../api/query';
import type { AnswerOf } from '../../../api/types';
import { Skeleton } from '../../../kit/states';
import { type Column, DataTable } from '../../../kit/table';
import { Code } from '../../../kit/tag';
import { useShortcuts } from '../../../kit/shortcuts';
import { useCodeNames } from '../../../shared/codes';
import { FailureState } from '../../../shared/failure';
import { grouped } from '../../../shared/format';
import { Page, useStatusText } from '../../../shared/page';
import { wordOf } from '../../../shared/trade';
import { type Translate, useT } from '../../../texts';
import '../form/form.css';

type Merging = AnswerOf<'get', '/v1/declarations/{id}/merging'>;
type Line = Merging['lines'][number];
type Item = Merging['items'][number];

/** Left the lines, right the items they became; focus on either side lights its partners. */
export function MergingPage() {
  const t = useT();
  const { id } = useParams({ strict: false }) as { id: string };
  const { data, error } = useGet('/v1/declarations/{id}/merging', { path: { id } });
  const merging = data?.data;
  useStatusText(t('merging.keys'));
  useShortcuts([{ keys: 'Esc', name: t('keys.back'), run: () => window.history.back() }]);
  return (
    <Page title={t('merging.title', { reference: merging?.reference ?? '' })}>
      {error && !merging ? (
        <FailureState error={error} />
      ) : merging ? (
        <Sides merging={merging} />
      ) : (
        <Skeleton label={t('app.loading')} />
      )}
    </Page>
  );
}

function Sides({ merging }: { merging: Merging }) {
  const t = useT();
  const country = useCodeNames('country');
  const unit = useCodeNames('unit');
  const [lit, setLit] = useState<number | null>(null);
  const step = (by: number) => setLit(Math.min(Math.max((lit ?? 0) + by, 1), merging.items.length));
  useShortcuts([
    { keys: '[', name: t('keys.previous'), run: () => step(-1) },
    { keys: ']', name: t('keys.next'), run: () => step(1) },
  ]);
  const { totals, tie } = merging;
  const tieText = tie.totalPrice === false ? t('merging.differs') : t('merging.ties');
  const goods = goodsColumns(t, unit, country, merging.currency ?? '');
  const shared = { loadingLabel: t('app.loading') };
  return (
    <div className="columns columns-half">
      <DataTable
        {...shared}
        caption={t('list.count', { name: t('merging.lines'), count: merging.lines.length })}
        columns={lineColumns(t, goods)}
        rows={merging.lines}
        keyOf={({ line }) => `line ${line}`}
        rowClass={({ itemNumber }) => (itemNumber !== null && itemNumber === lit ? 'is-lit' : '')}
        onActivate={(key) => setLit(merging.lines.find(({ line }) => `line ${line}` === key)?.itemNumber ?? null)}
        foot={<Foot label={t('goods.total')} total={totals.lines.totalPrice} note={tieText} columns={6} />}
      />
      <DataTable
        {...shared}
        caption={t('list.count', { name: t('merging.items'), count: merging.items.length })}
        columns={itemColumns(t, goods)}
        rows={merging.items}
        keyOf={({ itemNumber }) => `item ${itemNumber}`}
        rowClass={({ itemNumber }) => (itemNumber === lit ? 'is-lit' : '')}
        onActivate={(key) =>
          setLit(merging.items.find(({ itemNumber }) => `item ${itemNumber}` === key)?.itemNumber ?? null)
        }
        foot={<Foot label={t('goods.total')} total={totals.items.totalPrice} note={tieText} columns={6} />}
      />
    </div>
  );
}

function Foot({ label, total, note, columns }: { label: string; total: string | null; note: string; columns: number }) {
  return (
    <tfoot>
      <tr>
        <th scope="row" colSpan={columns - 2}>
          {label}
        </th>
        <td className="number">{grouped(total)}</td>
        <td>{note}</td>
      </tr>
    </tfoot>
  );
}

type Name = (code: string | undefined) => string;

/** What lines and items have alike: what it is, where it goes, how much of it, and what it costs. */
function goodsColumns(t: Translate, unit: Name, country: Name, currency: string): Column<Line | Item>[] {
  return [
    {
      id: 'hs',
      name: t('line-field.hsCode'),
      width: 104,
      cell: ({ hsCode }) => (hsCode ? <Code kind="hs">{hsCode}</Code> : '–'),
    },
    {
      id: 'name',
      name: t('line-field.name'),
      cell: ({ name, finalDestination }) => `${name ?? '–'} · ${country(finalDestination)}`,
    },
    {
      id: 'quantity',
      name: t('line-field.quantity'),
      width: 96,
      align: 'right',
      cell: ({ quantity, unit: code }) => `${grouped(quantity)} ${unit(code)}`,
    },
    {
      id: 'price',
      name: t('goods.totalPrice', { currency }),
      width: 96,
      align: 'right',
      cell: ({ totalPrice }) => grouped(totalPrice),
    },
  ];
}

const lineColumns = (t: Translate, goods: Column<Line | Item>[]): Column<Line>[] => [
  { id: 'line', name: t('goods.line'), width: 40, cell: ({ line }) => line },
  ...goods,
  {
    id: 'item',
    name: t('merging.item'),
    width: 120,
    cell: ({ itemNumber, reason }) => `${itemNumber ?? '–'} ${reason ? wordOf('merging', `reason-${reason}`) : ''}`,
  },
];

const itemColumns = (t: Translate, goods: Column<Line | Item>[]): Column<Item>[] => [
  { id: 'item', name: t('goods.item'), width: 40, cell: ({ itemNumber }) => itemNumber },
  ...goods,
  { id: 'lines', name: t('goods.lines'), width: 96, cell: ({ goodsLines }) => goodsLines.join(', ') },
];
