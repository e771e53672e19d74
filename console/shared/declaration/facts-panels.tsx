import { Link } from '../location';
import { Facts } from '../page';
import { useT } from '../../texts';
import { type BigTable, useCodeName, useCodeNames } from '../codes';
import { dotted, grouped, shortDay } from '../format';
import { wordOf } from '../trade';
import { type Column, DataTable } from '../../kit/table';
import { Code } from '../../kit/tag';
import { EmptyState } from '../../kit/states';
import type { Declaration } from './types';

const charge = (given: { mark: string; value: string; currency?: string } | undefined): string =>
  given ? `${grouped(given.value)} ${given.currency ?? ''} ${wordOf('mark', given.mark)}` : '–';

/** A code with its name, as people read it on the paper form. */
function CodeText({ table, code }: { table: BigTable; code: string | null | undefined }) {
  const name = useCodeName(table, code);
  return code ? `${code} ${name}`.trim() : '–';
}

/** The header in the order of the paper form. */
export function HeaderPanel({ declaration: d }: { declaration: Declaration }) {
  const t = useT();
  const country = useCodeNames('country');
  const mode = useCodeNames('transport-mode');
  const pack = useCodeNames('package-type');
  return (
    <div className="section">
      <Facts
        columns={3}
        facts={[
          [t('field.consignor.name'), d.consignor?.name],
          [t('field.consignor.uscc'), d.consignor?.uscc && <span className="mono">{d.consignor.uscc}</span>],
          [t('field.principal.name'), dotted([d.principal?.name, d.principal?.id])],
          [t('field.buyer.name'), dotted([d.buyer?.name, d.buyer?.documentNumber])],
          [t('field.buyer.country'), country(d.buyer?.country)],
          [t('field.contractNumber'), d.contractNumber],
          [t('field.declaredOn'), shortDay(d.declaredOn)],
          [t('field.customsOffice'), <CodeText key="office" table="customs-office" code={d.customsOffice} />],
          [t('field.exitOffice'), <CodeText key="exit" table="customs-office" code={d.exitOffice} />],
          [t('field.exitPort'), <CodeText key="exit-port" table="domestic-port" code={d.exitPort} />],
          [t('field.tradeTerms'), dotted([d.tradeTerms, d.currency])],
          [t('field.freight'), charge(d.freight)],
          [t('field.insurance'), charge(d.insurance)],
          [t('field.transportMode'), mode(d.transportMode)],
          [t('field.vessel'), [d.vessel, d.voyage].filter(Boolean).join(' ')],
          [t('field.billOfLading'), d.billOfLading],
          [t('field.tradeCountry'), country(d.tradeCountry)],
          [t('field.arrivalCountry'), country(d.arrivalCountry)],
          [t('field.portOfDestination'), <CodeText key="port" table="port" code={d.portOfDestination} />],
          [t('field.packages'), d.packages === undefined ? '' : `${grouped(d.packages)} ${pack(d.packageType)}`],
          [t('field.grossWeightKg'), grouped(d.grossWeightKg)],
          [t('field.netWeightKg'), grouped(d.netWeightKg)],
          [
            t('field.documents'),
            d.documents?.map(({ code, number }) => [code, number].filter(Boolean).join(' ')).join('; '),
          ],
          [t('field.tradeRecord'), d.tradeRecord],
          [t('field.remarks'), d.remarks],
        ]}
      />
    </div>
  );
}

type Amount = readonly [name: string, amount: string | null | undefined, unit: string];

/** What it is worth, and by which rates. */
export function ValuePanel({ declaration: { totals, valuation, currency = '' } }: { declaration: Declaration }) {
  const t = useT();
  if (!totals) return <EmptyState title={t('page.not-valued')} />;
  const amounts: readonly Amount[] = [
    [t('page.declared'), totals.declared, currency],
    [t('page.usd'), totals.usd, 'USD'],
    [t('page.cny'), totals.cny, 'CNY'],
    [t('page.fob'), totals.fobUsd, 'USD'],
    [t('page.fob'), totals.fobCny, 'CNY'],
  ];
  const rates = Object.entries(valuation?.rates ?? {}).flatMap(([code, { toCny, toUsd }]): Amount[] => [
    [t('page.rate', { currency: code }), toCny, 'CNY'],
    [t('page.rate', { currency: code }), toUsd, 'USD'],
  ]);
  return (
    <div className="value-panel">
      <Amounts caption={t('page.amounts')} rows={amounts} />
      {valuation && <Amounts caption={t('page.rates', { month: valuation.month })} rows={rates} />}
    </div>
  );
}

function Amounts({ caption, rows }: { caption: string; rows: readonly Amount[] }) {
  const t = useT();
  const columns: Column<Amount>[] = [
    { id: 'name', name: t('page.what'), cell: ([name]) => name },
    { id: 'amount', name: t('page.amount'), width: 160, align: 'right', cell: ([, amount]) => grouped(amount) },
    { id: 'unit', name: t('field.currency'), width: 96, cell: ([, , unit]) => unit },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={rows}
      keyOf={([name, , unit]) => `${name} ${unit}`}
      loadingLabel=""
    />
  );
}

export function ContainersPanel({ declaration: { containers } }: { declaration: Declaration }) {
  const t = useT();
  const columns: Column<(typeof containers)[number]>[] = [
    {
      id: 'number',
      name: t('paper.containerNumber'),
      width: 180,
      cell: ({ number }) => (
        <Link href={`/containers?container=${number}`}>
          <Code kind="container">{number}</Code>
        </Link>
      ),
    },
    { id: 'lines', name: t('goods.lines'), cell: ({ goodsLines }) => goodsLines?.join(', ') || t('goods.all-lines') },
  ];
  return (
    <DataTable
      caption={t('list.count', { name: t('field.containers'), count: containers.length })}
      columns={columns}
      rows={containers}
      keyOf={({ number }) => number}
      empty={<EmptyState title={t('page.no-containers')} />}
      loadingLabel=""
    />
  );
}
