import { Link } from '../location';
import { Facts, Section } from '../page';
import { useT } from '../../texts';
import { useCodeNames } from '../codes';
import { grouped, shortDay } from '../format';
import { wordOf } from '../trade';
import { Code } from '../../kit/tag';
import { EmptyState } from '../../kit/states';
import type { Declaration } from './types';

const charge = (given: { mark: string; value: string; currency?: string } | undefined): string =>
  given ? `${grouped(given.value)} ${given.currency ?? ''} ${wordOf('mark', given.mark)}` : '–';

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
          [t('paper.consignorName'), d.consignor?.name],
          [t('paper.consignorUscc'), d.consignor?.uscc && <span className="mono">{d.consignor.uscc}</span>],
          [t('paper.principalName'), [d.principal?.name, d.principal?.id].filter(Boolean).join(' · ')],
          [t('paper.buyerName'), [d.buyer?.name, d.buyer?.documentNumber].filter(Boolean).join(' · ')],
          [t('paper.buyerCountry'), country(d.buyer?.country)],
          [t('paper.contractNumber'), d.contractNumber],
          [t('paper.declaredOn'), shortDay(d.declaredOn)],
          [t('paper.customsOffice'), d.customsOffice],
          [t('paper.exitOffice'), [d.exitOffice, d.exitPort].filter(Boolean).join(' · ')],
          [t('paper.tradeTerms'), [d.tradeTerms, d.currency].filter(Boolean).join(' · ')],
          [t('paper.freight'), charge(d.freight)],
          [t('paper.insurance'), charge(d.insurance)],
          [t('paper.transportMode'), mode(d.transportMode)],
          [t('paper.vessel'), [d.vessel, d.voyage].filter(Boolean).join(' ')],
          [t('paper.billOfLading'), d.billOfLading],
          [t('paper.tradeCountry'), country(d.tradeCountry)],
          [t('paper.arrivalCountry'), country(d.arrivalCountry)],
          [t('paper.portOfDestination'), d.portOfDestination],
          [t('paper.packages'), d.packages === undefined ? '' : `${grouped(d.packages)} ${pack(d.packageType)}`],
          [t('paper.grossWeightKg'), grouped(d.grossWeightKg)],
          [t('paper.netWeightKg'), grouped(d.netWeightKg)],
          [
            t('paper.documents'),
            d.documents?.map(({ code, number }) => [code, number].filter(Boolean).join(' ')).join('; '),
          ],
          [t('paper.tradeRecord'), d.tradeRecord],
          [t('paper.remarks'), d.remarks],
        ]}
      />
    </div>
  );
}

/** What it is worth, and by which rates. */
export function ValuePanel({ declaration: { totals, valuation, currency } }: { declaration: Declaration }) {
  const t = useT();
  return (
    <>
      <div className="section">
        <Facts
          columns={3}
          facts={[
            [`${t('page.declared')} ${currency ?? ''}`, grouped(totals?.declared)],
            [t('page.usd'), grouped(totals?.usd)],
            [t('page.cny'), grouped(totals?.cny)],
            [t('page.fob-usd'), grouped(totals?.fobUsd)],
            [t('page.fob-cny'), grouped(totals?.fobCny)],
          ]}
        />
      </div>
      {valuation && (
        <Section title={t('page.rates', { month: valuation.month })}>
          <Facts
            columns={3}
            facts={Object.entries(valuation.rates).map(([code, { toCny, toUsd }]) => [
              code,
              `${toCny} ${t('unit.cny')} · ${toUsd} ${t('unit.usd')}`,
            ])}
          />
        </Section>
      )}
    </>
  );
}

export function ContainersPanel({ declaration: { containers } }: { declaration: Declaration }) {
  const t = useT();
  if (containers.length === 0) return <EmptyState title={t('page.no-containers')} />;
  return (
    <div className="section">
      <Facts
        columns={2}
        facts={containers.map(({ number, goodsLines }) => [
          goodsLines ? `${t('goods.lines')} ${goodsLines.join(', ')}` : t('paper.containers'),
          <Link key={number} href={`/containers?container=${number}`}>
            <Code kind="container">{number}</Code>
          </Link>,
        ])}
      />
    </div>
  );
}
