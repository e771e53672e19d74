import { Code } from '../../../kit/tag';
import { grouped, shortDay } from '../../../shared/format';
import { Link } from '../../../shared/location';
import { Facts } from '../../../shared/page';
import { Instant, wordOf } from '../../../shared/trade';
import { useCodeNames } from '../../../shared/codes';
import { useT } from '../../../texts';
import type { Declaration, Receipt } from './declaration-data';
import { visitsHref } from '../links';

/** The form's header, in the order of the paper. */
export function Header({ declaration: it }: { declaration: Declaration }) {
  const t = useT();
  const country = useCodeNames('country');
  return (
    <div className="tab-facts">
      <Facts
        columns={3}
        facts={[
          [t('declaration.office'), it.customsOffice],
          [t('declaration.exit-office'), it.exitOffice],
          [t('declaration.declared-on'), shortDay(it.declaredOn)],
          [t('declaration.consignor'), it.consignor?.name],
          [t('declaration.consignor-code'), it.consignor?.uscc],
          [t('declaration.principal'), [it.principal?.name, it.principal?.id].filter(Boolean).join(' ')],
          [t('declaration.buyer'), it.buyer?.name],
          [t('declaration.buyer-country'), country(it.buyer?.country)],
          [t('declaration.arrival'), country(it.arrivalCountry)],
          [t('declaration.terms'), [it.tradeTerms, it.currency].filter(Boolean).join(' ')],
          [t('declaration.vessel'), [it.vessel, it.voyage].filter(Boolean).join(' ')],
          [t('declaration.bill'), it.billOfLading],
          [t('declaration.packages'), grouped(it.packages)],
          [t('declaration.gross'), grouped(it.grossWeightKg)],
          [t('declaration.net'), grouped(it.netWeightKg)],
          [t('declaration.contract'), it.contractNumber],
          [t('declaration.remarks'), it.remarks],
          [t('declaration.version'), it.version],
        ]}
      />
    </div>
  );
}

/** Values with the rates that were used for them. */
export function Amounts({ declaration: { totals, valuation, currency } }: { declaration: Declaration }) {
  const t = useT();
  if (!totals) return <p className="dim tab-empty">{t('declaration.not-valued')}</p>;
  const rows: readonly [string, string | null | undefined, string][] = [
    [t('declaration.total-declared'), totals.declared, currency ?? ''],
    [t('declaration.total-usd'), totals.usd, 'USD'],
    [t('declaration.total-cny'), totals.cny, 'CNY'],
    [t('declaration.fob-usd'), totals.fobUsd, 'USD'],
    [t('declaration.fob-cny'), totals.fobCny, 'CNY'],
  ];
  return (
    <table className="table table-narrow">
      <caption>{t('declaration.amounts')}</caption>
      <tbody>
        {rows.map(([name, amount, unit]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="number">{grouped(amount)}</td>
            <td>{unit}</td>
          </tr>
        ))}
        {Object.entries(valuation?.rates ?? {}).map(([code, rate]) => (
          <tr key={code}>
            <th scope="row">{t('declaration.rate', { currency: code, month: valuation?.month ?? '' })}</th>
            <td className="number">{rate.toCny}</td>
            <td>CNY · {rate.toUsd} USD</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Containers({ declaration: { containers = [], market } }: { declaration: Declaration }) {
  const t = useT();
  if (!containers || containers.length === 0) return <p className="dim tab-empty">{t('declaration.no-containers')}</p>;
  return (
    <ul className="tab-list-plain">
      {containers.map(({ number, goodsLines }) => (
        <li key={number}>
          <Link href={visitsHref(market, { container: number })}>
            <Code kind="container">{number}</Code>
          </Link>{' '}
          <span className="dim">
            {goodsLines && goodsLines.length > 0 ? t('declaration.lines', { lines: goodsLines.join('、') }) : ''}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Raw facts as they came, also what does not count. */
export function Receipts({ receipts }: { receipts: readonly Receipt[] }) {
  const t = useT();
  if (receipts.length === 0) return <p className="dim tab-empty">{t('declaration.no-receipts')}</p>;
  return (
    <table className="table">
      <caption>{t('declaration.receipts')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('declaration.event-time')}</th>
          <th scope="col">{t('declaration.received')}</th>
          <th scope="col">{t('declaration.channel')}</th>
          <th scope="col">{t('declaration.code')}</th>
          <th scope="col">{t('declaration.text')}</th>
          <th scope="col">{t('declaration.meaning')}</th>
        </tr>
      </thead>
      <tbody>
        {receipts.map(({ id, eventTime, receivedAt, channel, code, text, meaning, parked }) => (
          <tr key={id}>
            <th scope="row">
              <Instant at={eventTime} />
            </th>
            <td>
              <Instant at={receivedAt} />
            </td>
            <td>{wordOf('source', channel)}</td>
            <td className="mono">{code}</td>
            <td title={text ?? ''}>{text}</td>
            <td>{parked ? wordOf('parked', parked) : wordOf('status', meaning ?? '')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
