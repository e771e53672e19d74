import { containerCheckDigit } from '../../vocabulary/identifiers/container-number.js';
import { dec, plain } from '../../vocabulary/decimal.js';
import { moneyText } from '../../vocabulary/money.js';
import { type Day, weekOf } from '../../vocabulary/period.js';
import type { DeclarationInput, GoodsLine } from '../../declarations/domain/declaration.js';
import type { DemoFirm } from './firms.js';
import { type DemoGood, GOODS } from './goods.js';
import { BUYERS, DESTINATIONS, portOf } from './places.js';
import type { SeededChance } from './random.js';

export interface DemoContainer {
  readonly number: string;
  readonly sizeType: string;
  readonly seal: string;
  readonly billOfLading: string;
  readonly vessel: string;
  readonly voyage: string;
  readonly declarations: DeclarationInput[];
}

/** Firms a broker works for. */
export interface Clientele {
  readonly consignors: readonly DemoFirm[];
  readonly principals: readonly DemoFirm[];
}

export interface DayPlan {
  readonly day: Day;
  readonly market: string;
  /** Numbers the references of the day; unique per broker. */
  readonly firstNumber: number;
  readonly containers: number;
}

/** One broker's containers of a day, each with the declarations stuffed into it. */
export function containersOf(chance: SeededChance, clientele: Clientele, plan: DayPlan): DemoContainer[] {
  let number = plan.firstNumber;
  return Array.from({ length: plan.containers }, () => {
    const container = emptyContainer(chance, plan.day);
    const parts = chance.happens(0.2) ? 2 : 1;
    for (let part = 0; part < parts; part++) {
      const reference = `LG-${plan.day.replaceAll('-', '')}-${String(number++).padStart(4, '0')}`;
      container.declarations.push(declarationIn(chance, clientele, { ...plan, reference, container }));
    }
    return container;
  });
}

/** How many containers the market sees on a day: 40 on a quiet one, 160 at the peak, few on a Sunday. */
export function containersOn(chance: SeededChance, weekday: number, typical: number): number {
  const factor = weekday === 7 ? 0.5 : weekday === 6 ? 0.7 : 0.8 + chance.next() * 0.6;
  const peak = chance.happens(0.05) && weekday < 6 ? 1.6 : 1;
  return Math.max(40, Math.min(160, Math.round(typical * factor * peak)));
}

const OWNERS = ['TGHU', 'CSNU', 'MSKU', 'OOLU', 'TCLU', 'CBHU', 'HLCU'];

const VESSELS = ['EVER GIVEN', 'COSCO SHIPPING STAR', 'MSC OSCAR', 'OOCL HONG KONG', 'CMA CGM MARCO POLO'];

function emptyContainer(chance: SeededChance, day: Day): DemoContainer {
  const first10 = chance.pick(OWNERS) + String(chance.between(0, 999_999)).padStart(6, '0');
  return {
    number: `${first10}${containerCheckDigit(first10) ?? 0}`,
    sizeType: chance.happens(0.7) ? '45G1' : '22G1',
    seal: `KQ${chance.between(1_000_000, 9_999_999)}`,
    billOfLading: `NB${chance.between(1_000_000_000, 2_147_483_000)}`,
    vessel: chance.pick(VESSELS),
    voyage: `${weekOf(day).slice(-2)}W`,
    declarations: [],
  };
}

export interface Wanted extends Pick<DayPlan, 'day' | 'market'> {
  readonly reference: string;
  readonly container: Pick<DemoContainer, 'number' | 'billOfLading' | 'vessel' | 'voyage'>;
  /** Goods lines, each an item of its own; a handful, some alike, where nothing is said. */
  readonly varieties?: number;
}

export function declarationIn(chance: SeededChance, clientele: Clientele, wanted: Wanted): DeclarationInput {
  const destination = chance.favour(DESTINATIONS);
  const currency = chance.happens(0.8) ? 'USD' : chance.happens(0.8) ? 'CNY' : 'EUR';
  const terms = chance.happens(0.75) ? 'FOB' : chance.happens(0.6) ? 'CFR' : 'CIF';
  const { varieties } = wanted;
  const stall = varieties === undefined ? null : stallOf(chance);
  const goods = Array.from({ length: varieties ?? chance.between(2, 5) }, (_, index) => {
    const [good, usd] = varieties
      ? ([varietyOf(index), chance.between(1_500, 6_000)] as const)
      : ([chance.pick(GOODS), chance.between(2_500, 16_000)] as const);
    return goodsLine(chance, { line: index + 1, destination, currency, good, usd, stall });
  });
  const consignor = chance.favour(clientele.consignors);
  const principal = chance.favour(clientele.principals);
  const charge = (low: number, high: number) => ({ mark: 'total' as const, value: `${chance.between(low, high)}.00` });
  return {
    reference: wanted.reference,
    market: wanted.market,
    declaredOn: wanted.day,
    customsOffice: '2906',
    exitOffice: '3104',
    consignor: { uscc: consignor.uscc, name: consignor.name },
    principal: { idType: 'USCC', id: principal.uscc, name: principal.name },
    buyer: {
      name: `${chance.pick(BUYERS)} ${chance.between(1, 40)}`,
      country: destination,
      documentNumber: `P${chance.between(10_000_000, 99_999_999)}`,
    },
    tradeTerms: terms,
    currency,
    ...(terms === 'FOB' ? {} : { freight: charge(300, 1_400) }),
    ...(terms === 'CIF' ? { insurance: { mark: 'rate' as const, value: '0.3' } } : {}),
    contractNumber: `HT-${wanted.reference.slice(3)}`,
    transportMode: '2',
    vessel: wanted.container.vessel,
    voyage: wanted.container.voyage,
    billOfLading: wanted.container.billOfLading,
    portOfDestination: portOf(destination),
    exitPort: BEILUN_PORT,
    tradeCountry: destination,
    arrivalCountry: destination,
    packages: goods.reduce((sum, line) => sum + (line.packages ?? 0), 0),
    packageType: '06',
    grossWeightKg: sumOf(goods.map((line) => line.grossWeightKg)),
    netWeightKg: sumOf(goods.map((line) => line.netWeightKg)),
    simplified: false,
    remarks: 'N/M',
    documents: [{ code: '00000001', number: `INV-${wanted.reference.slice(3)}` }, { code: '00000002' }],
    containers: [{ number: wanted.container.number, goodsLines: goods.map((line) => line.line ?? 0) }],
    goods,
  };
}

/** 宁波北仑港港区, and 绍兴 as the domestic source. */
const BEILUN_PORT = '380101';
const SHAOXING = '33069';

const UNITS_PER_USD: Record<string, string> = { USD: '1', CNY: '7.1', EUR: '0.92' };

/** The stalls' goods one after the other, and then others of their kind. */
function varietyOf(index: number): DemoGood {
  const good = GOODS[index % GOODS.length];
  if (!good) throw new RangeError('There are no goods.');
  const round = Math.floor(index / GOODS.length);
  return round === 0 ? good : { ...good, name: `${good.name}${round + 1}号` };
}

interface LinePlan {
  readonly line: number;
  readonly destination: string;
  readonly currency: string;
  readonly good: DemoGood;
  readonly usd: number;
  /** Where all of it comes from one. */
  readonly stall: string | null;
}

function goodsLine(chance: SeededChance, on: LinePlan): GoodsLine {
  const { good, usd } = on;
  const priceCents = chance.between(...good.priceCents);
  const quantity = Math.max(1, Math.floor((usd * 100) / priceCents));
  const net = dec(String(quantity)).times(good.gramsPerUnit).div(1000).toDecimalPlaces(1);
  const total = dec(String(quantity * priceCents))
    .div(100)
    .times(UNITS_PER_USD[on.currency] ?? '1');
  return {
    line: on.line,
    hsCode: good.hsCode,
    name: good.name,
    specification: good.specification,
    quantity: String(quantity),
    unit: good.unit,
    packages: chance.between(10, 120),
    grossWeightKg: plain(net.times('1.03').toDecimalPlaces(1)),
    netWeightKg: plain(net),
    totalPrice: moneyText(total),
    legalQuantity1: String(quantity),
    ...(good.countsKilograms ? { legalQuantity2: plain(net) } : {}),
    elements: `品名:${good.name}|规格:${good.specification}|品牌类型:无品牌|出口享惠情况:不享惠`,
    domesticSource: SHAOXING,
    finalDestination: chance.happens(0.9) ? on.destination : chance.favour(DESTINATIONS),
    stall: on.stall ?? stallOf(chance),
  };
}

const stallOf = (chance: SeededChance): string =>
  `${chance.pick(['A', 'B', 'C', 'D', 'E'])}${chance.between(1, 5)}-${String(chance.between(1, 800)).padStart(4, '0')}`;

const sumOf = (weights: readonly (string | undefined)[]): string =>
  plain(weights.reduce((sum, weight) => sum.plus(weight ?? '0'), dec('0')));
