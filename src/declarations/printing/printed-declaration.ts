import { dec, plain } from '../../vocabulary/decimal.js';
import { isGiven, sumIfComplete } from '../domain/valuation/amounts.js';
import type { Charge, DeclarationInput, ItemDraft } from '../domain/declaration.js';

/** What codes are called on paper; a code without a name is printed as it is. */
export interface CodeNames {
  readonly office: (code: string) => string;
  readonly transportMode: (code: string) => string;
  readonly packageType: (code: string) => string;
  readonly port: (code: string) => string;
  readonly exitPort: (code: string) => string;
  readonly area: (code: string) => string;
  readonly unit: (code: string) => string;
  readonly document: (code: string) => string;
  readonly country: (code: string) => string;
  readonly currency: (code: string) => string;
  /** Legal units of a commodity code, in order; none where no tariff of the year is there. */
  readonly legalUnits: (hsCode: string) => readonly string[];
}

/** An item as the form has it: its goods lines together. */
export interface PrintedItem {
  readonly number: string;
  readonly hsCode: string;
  readonly name: string;
  /** Specification and elements. */
  readonly description: string;
  /** First legal, second legal and sold quantity, each with its unit. */
  readonly quantities: readonly string[];
  readonly unitPrice: string;
  readonly totalPrice: string;
  readonly currency: string;
  readonly origin: string;
  readonly destination: string;
  readonly source: string;
  readonly levy: string;
}

const PRICE_SCALE = 4;
/** All goods of this trade are made in China, and taxed by the law (照章征税); neither is sent. */
const ORIGIN = '中国 (CHN)';
const LEVY = '照章征税 (1)';

export const unitPriceOf = (total: string, quantity: string): string =>
  dec(quantity).isZero() ? '' : plain(dec(total).div(quantity).toDecimalPlaces(PRICE_SCALE));

export const named = (name: string, code: string): string => (name === code ? code : `${name} (${code})`);

/** The items of the form with what their goods lines say beside. */
export function printedItems(input: DeclarationInput, items: readonly ItemDraft[], names: CodeNames): PrintedItem[] {
  const lines = new Map((input.goods ?? []).map((line) => [line.line, line]));
  return items.map((item) => {
    const own = item.goodsLines.flatMap((line) => lines.get(line) ?? []);
    const units = names.legalUnits(item.hsCode);
    const legal = (['legalQuantity1', 'legalQuantity2'] as const).map((field, index) => {
      const sum = sumIfComplete(own.map((line) => line[field]));
      return sum === null ? '' : quantityText(plain(sum), units[index], names);
    });
    const [first] = own.filter(({ name }) => name === item.name);
    return {
      ...{ number: String(item.itemNumber), hsCode: item.hsCode, name: item.name },
      description: [first?.specification, first?.elements].filter(isGiven).join('|'),
      quantities: [...legal, quantityText(item.quantity, item.unit, names)],
      unitPrice: unitPriceOf(item.totalPrice, item.quantity),
      ...{ totalPrice: item.totalPrice, currency: isGiven(input.currency) ? names.currency(input.currency) : '' },
      ...{ origin: ORIGIN, destination: named(names.country(item.finalDestination), item.finalDestination) },
      source: [...new Set(own.flatMap(({ domesticSource }) => (isGiven(domesticSource) ? [domesticSource] : [])))]
        .map((code) => named(names.area(code), code))
        .join(' '),
      levy: LEVY,
    };
  });
}

const quantityText = (quantity: string, unit: string | undefined, names: CodeNames): string =>
  unit === undefined ? quantity : `${quantity}${names.unit(unit)}`;

const MARKS: Readonly<Record<Charge['mark'], string>> = { rate: '%', perTonne: '/吨', total: '' };

const chargeText = (charge: Charge | undefined, currency: string | undefined): string => {
  if (!isGiven(charge)) return '';
  const { mark, value } = charge;
  if (mark === 'rate') return `${value}${MARKS.rate}`;
  return `${charge.currency ?? currency ?? ''} ${value}${MARKS[mark]}`.trim();
};

/** A field of the form: what is printed small above, and what stands in it. */
export interface FormField {
  readonly title: string;
  readonly text: string;
  /** Its share of the row. */
  readonly share: number;
}

const field = (title: string, text: string | undefined, share = 1): FormField => ({ title, text: text ?? '', share });

/** The fields above the items, row by row (GACC 2019 No. 18; the sheet itself as it is in use since August 2018: unverified). */
export function headFields(input: DeclarationInput, declaredOn: string, names: CodeNames): FormField[][] {
  const coded = (code: string | undefined, name: (code: string) => string): string =>
    isGiven(code) ? named(name(code), code) : '';
  const { consignor, principal, buyer } = input;
  const firm = (name?: string, code?: string): string => [name, code].filter(isGiven).join('  ');
  const vessel = [input.vessel, input.voyage].filter(isGiven).join(' / ');
  return [
    [
      field('境内发货人', firm(consignor?.name, consignor?.uscc), 2.4),
      field('出境关别', coded(input.exitOffice, names.office)),
      field('出口日期', ''),
      field('申报日期', declaredOn.replaceAll('-', '')),
      field('备案号', ''),
    ],
    [
      field('境外收货人', firm(buyer?.name), 2.4),
      field('运输方式', coded(input.transportMode, names.transportMode)),
      field('运输工具名称及航次号', vessel, 1.6),
      field('提运单号', input.billOfLading, 1.4),
    ],
    [
      field('生产销售单位', firm(principal?.name, principal?.id), 2.4),
      field('监管方式', '市场采购 (1039)'),
      field('征免性质', '一般征税 (101)', 1.6),
      field('许可证号', '', 1.4),
    ],
    [
      field('合同协议号', input.contractNumber, 2.4),
      field('贸易国（地区）', coded(input.tradeCountry, names.country)),
      field('运抵国（地区）', coded(input.arrivalCountry, names.country)),
      field('指运港', coded(input.portOfDestination, names.port)),
      field('离境口岸', coded(input.exitPort, names.exitPort)),
    ],
    [
      field('包装种类', coded(input.packageType, names.packageType), 1.4),
      field('件数', isGiven(input.packages) ? String(input.packages) : '', 0.6),
      field('毛重（千克）', input.grossWeightKg, 0.8),
      field('净重（千克）', input.netWeightKg, 0.8),
      field('成交方式', input.tradeTerms, 0.6),
      field('运费', chargeText(input.freight, input.currency), 0.8),
      field('保费', chargeText(input.insurance, input.currency), 0.8),
      field('杂费', chargeText(input.otherCharges, input.currency), 0.6),
    ],
    [field('随附单证及编号', documentsText(input, names))],
    [field('标记唛码及备注', remarksText(input, names))],
  ];
}

const documentsText = ({ documents = [] }: DeclarationInput, names: CodeNames): string =>
  documents.map(({ code, number }) => [named(names.document(code), code), number].filter(isGiven).join(' ')).join('；');

/** Remarks with what the trade puts there: the buyer with nationality and document, the containers, the mark of a simplified declaration. */
function remarksText({ remarks, buyer, containers = [], simplified }: DeclarationInput, names: CodeNames): string {
  const country = isGiven(buyer?.country) ? names.country(buyer.country) : undefined;
  const person = [buyer?.name, country, buyer?.documentNumber].filter(isGiven).join(' ');
  const numbers = containers.map(({ number }) => number);
  return [
    remarks?.replaceAll('\n', ' '),
    person === '' ? undefined : `境外采购商：${person}`,
    numbers.length > 0 ? `集装箱（${numbers.length}）：${numbers.join(' ')}` : undefined,
    simplified === true ? '简化申报 JH' : undefined,
  ]
    .filter(isGiven)
    .join('  ');
}
