import { SYSTEM } from '../src/platform/database/actor.js';
import { RatesService } from '../src/reference/rates.service.js';
import type { Stage } from './stage.js';

export const LINES = 20;
const MONTH = '2026-03';
const DAY = '2026-03-02';

export async function putRates(stage: Stage): Promise<void> {
  await stage.database.transaction(SYSTEM, (tx) =>
    stage.app.get(RatesService).put(tx, MONTH, [
      { currency: 'USD', toCny: '7.1', toUsd: '1' },
      { currency: 'CNY', toCny: '1', toUsd: '0.14085' },
    ]),
  );
}

let reference = 0;
const line = (place: number) => ({
  ...{
    line: place + 1,
    hsCode: '5407520090',
    name: `涤纶染色布 ${place % 5}`,
    specification: '150cm',
    quantity: '1000',
  },
  ...{
    unit: '030',
    packages: 10,
    grossWeightKg: '520',
    netWeightKg: '500',
    totalPrice: '1000.00',
    finalDestination: 'NGA',
  },
  ...{
    stall: 'C1-0231',
    legalQuantity1: '1000',
    legalQuantity2: '500',
    elements: '1:机织|2:染色',
    domesticSource: '33069',
  },
});
/** A declaration of twenty lines that breaks no rule, another one each time. */
export const body = () => ({
  ...{ reference: `SEC-${++reference}`, market: 'KQ-CTC', declaredOn: DAY, customsOffice: '2906', exitOffice: '3104' },
  consignor: { uscc: '91000000MA0000001R', name: '绍兴锦泰进出口有限公司' },
  principal: { idType: 'USCC', id: '92000000MA0000001N', name: '柯桥德隆纺织品经营部' },
  buyer: { name: 'LAGOS FABRICS', country: 'NGA', documentNumber: 'A01234567' },
  ...{ tradeTerms: 'FOB', currency: 'USD', transportMode: '2', billOfLading: 'COSU1234567', tradeCountry: 'NGA' },
  ...{
    arrivalCountry: 'NGA',
    packages: 10 * LINES,
    grossWeightKg: String(520 * LINES),
    netWeightKg: String(500 * LINES),
  },
  goods: Array.from({ length: LINES }, (_, place) => line(place)),
});
