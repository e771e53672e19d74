import type { TariffLine } from '../../../reference/domain/tariff.js';
import { pointer, violation, type Violation } from '../../../messages/refusals/violation.js';
import { isGiven } from '../valuation/amounts.js';
import type { GoodsLine } from '../declaration.js';
import type { Dated } from './dated-rule.js';

/** Commodity codes that the tariff of the year does not have; without a tariff of that year nothing is known. */
export const unknownHsCodes: Dated = ({ goods = [] }, breach, { tariff, day }) =>
  goods.flatMap(({ hsCode }, index) =>
    tariff === null || !isGiven(hsCode) || tariff.has(hsCode)
      ? []
      : [breach(pointer('goods', index, 'hsCode'), { value: hsCode, year: day.slice(0, 4) })],
  );

/** Goods sold by another unit than the tariff's. */
export const wrongLegalUnits: Dated = ({ goods = [] }, breach, { tariff }) =>
  goods.flatMap((line, index) => {
    const { hsCode = '', unit } = line;
    const known = tariff?.get(hsCode);
    if (!isGiven(unit) || !known || known.units.length === 0 || known.units.includes(unit)) return [];
    const params = { value: unit, hsCode, units: known.units.join(', ') };
    return [answered(breach(pointer('goods', index, 'unit'), params), line, known)];
  });

/** Goods may be sold by any unit as long as the legal quantities are there: then it deserves a look and is never refused. */
function answered(found: Violation, { legalQuantity1, legalQuantity2 }: GoodsLine, { units }: TariffLine): Violation {
  const isComplete = isGiven(legalQuantity1) && (units.length < 2 || isGiven(legalQuantity2));
  return isComplete ? violation(found.code, found.pointer, found.params, 'warning') : found;
}

/** Ports that the tables of the day do not have. */
export const unknownPorts: Dated = ({ portOfDestination, exitPort }, breach, { day, isPort, isExitPort }) => [
  ...(isGiven(portOfDestination) && !isPort(portOfDestination)
    ? [breach(pointer('portOfDestination'), { value: portOfDestination, day })]
    : []),
  ...(isGiven(exitPort) && !isExitPort(exitPort) ? [breach(pointer('exitPort'), { value: exitPort, day })] : []),
];

/** Customs offices that the market does not use, where it has said which it uses. */
export const foreignOffices: Dated = ({ customsOffice, exitOffice }, breach, { market }) => {
  const against = (value: string | undefined, offices: readonly string[] | null, field: string): Violation[] =>
    market === null || !isGiven(value) || offices === null || offices.includes(value)
      ? []
      : [breach(pointer(field), { value, market: market.code, offices: offices.join(', ') })];
  return [
    ...against(customsOffice, market?.customsOffices ?? null, 'customsOffice'),
    ...against(exitOffice, market?.exitOffices ?? null, 'exitOffice'),
  ];
};
