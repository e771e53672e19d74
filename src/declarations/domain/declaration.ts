import type { RateBasis } from '../../markets/domain/market.js';
import type { Rate } from '../../reference/domain/rates.js';
import type { Violation } from '../../messages/refusals/violation.js';
import type { Day, Month } from '../../vocabulary/period.js';

/**
 * What a broker declares: the body of `POST /v1/declarations`. Only `reference` and `market` are always there, a draft may
 * be unfinished. Amounts, weights and quantities are plain decimal texts whose shape has been checked at the edge.
 */
export interface DeclarationInput {
  reference: string;
  market: string;
  declaredOn?: Day | undefined;
  /** 交易单号 or 统一编号: the trade record on the market's platform. One live declaration may use it, or a line of it. */
  tradeRecord?: string | undefined;
  /** 申报地海关, the office of the place of purchase. */
  customsOffice?: string | undefined;
  /** 出境关别, where the goods leave the country. */
  exitOffice?: string | undefined;
  consignor?: Consignor | undefined;
  principal?: Principal | undefined;
  buyer?: Buyer | undefined;
  tradeTerms?: string | undefined;
  currency?: string | undefined;
  freight?: Charge | undefined;
  insurance?: Charge | undefined;
  otherCharges?: Charge | undefined;
  /** 合同协议号. */
  contractNumber?: string | undefined;
  transportMode?: string | undefined;
  /** 运输工具名称. */
  vessel?: string | undefined;
  /** 航次号. */
  voyage?: string | undefined;
  billOfLading?: string | undefined;
  /** 指运港, abroad. */
  portOfDestination?: string | undefined;
  /** 离境口岸, where the goods leave the country; `exitOffice` is the customs office there. */
  exitPort?: string | undefined;
  tradeCountry?: string | undefined;
  arrivalCountry?: string | undefined;
  packages?: number | undefined;
  packageType?: string | undefined;
  grossWeightKg?: string | undefined;
  netWeightKg?: string | undefined;
  simplified?: boolean | undefined;
  /** 备注. */
  remarks?: string | undefined;
  /** 随附单证. */
  documents?: readonly AttachedDocument[] | undefined;
  containers?: readonly ContainerLoad[] | undefined;
  goods?: readonly GoodsLine[] | undefined;
}

/** 境内发货人: the foreign-trade operator who answers for the export. */
export interface Consignor {
  uscc?: string | undefined;
  name?: string | undefined;
}

/** 实际委托人: who really exports and is paid; an old registration or an identity card is possible, so the number is typed. */
export interface Principal {
  idType?: string | undefined;
  id?: string | undefined;
  name?: string | undefined;
}

/** 境外采购商. */
export interface Buyer {
  name?: string | undefined;
  country?: string | undefined;
  documentNumber?: string | undefined;
}

/** 1 rate (percent of the declared total), 2 price per gross tonne (freight only), 3 total (GACC 2019 No. 18, Art. 28 to 30). */
export type ChargeMark = 'rate' | 'perTonne' | 'total';

/** Freight, insurance or another charge; in the declaration's currency unless it names its own. */
export interface Charge {
  mark: ChargeMark;
  value: string;
  currency?: string | undefined;
}

/** A container and, where known, the goods lines in it; without `goodsLines` all of them may be. */
export interface ContainerLoad {
  number: string;
  goodsLines?: readonly number[] | undefined;
}

/** A document that goes with the declaration: its code (随附单证代码) and, where it has one, its number. */
export interface AttachedDocument {
  code: string;
  number?: string | undefined;
}

/** One row of the goods list, before merging. */
export interface GoodsLine {
  line?: number | undefined;
  hsCode?: string | undefined;
  name?: string | undefined;
  specification?: string | undefined;
  quantity?: string | undefined;
  unit?: string | undefined;
  packages?: number | undefined;
  grossWeightKg?: string | undefined;
  netWeightKg?: string | undefined;
  totalPrice?: string | undefined;
  finalDestination?: string | undefined;
  stall?: string | undefined;
  /** 法定第一数量, in the first unit that the tariff gives the commodity code. */
  legalQuantity1?: string | undefined;
  /** 法定第二数量, where the tariff gives a second unit. */
  legalQuantity2?: string | undefined;
  /** 申报要素, as the tariff asks for them. */
  elements?: string | undefined;
  /** 境内货源地, five digits. */
  domesticSource?: string | undefined;
  /** The line of the trade record these goods come from. */
  tradeLine?: number | undefined;
}

/** What customs sees of one or more goods lines: an item of the declaration form, not yet valued. */
export interface ItemDraft {
  /** From 1, in the order of the form. */
  itemNumber: number;
  hsCode: string;
  name: string;
  quantity: string;
  unit: string;
  netWeightKg: string;
  totalPrice: string;
  finalDestination: string;
  /** The line numbers merged into it, ascending. */
  goodsLines: number[];
}

/** An item with its FOB value: what the statistics count. */
export interface Item extends ItemDraft {
  fobUsd: string;
  fobCny: string;
}

/** `declared` in the declaration's currency, `usd` and `cny` the same converted as a whole; `fob…` are the sums of the items. */
export interface Totals {
  declared: string;
  usd: string;
  cny: string;
  fobUsd: string;
  fobCny: string;
}

/** The rates of a month that were used, by currency. */
export interface RatesUsed {
  month: Month;
  rates: Record<string, Rate>;
}

/**
 * The rates a declaration was valued at; kept with it, so that a later change of a rate changes nothing. `month` and `rates`
 * are those of the FOB values, `declared` those of the declared total in USD and CNY, by which the ceiling is tested. A closing
 * that values anew leaves there what FOB was until then: the weeks before the closing count that.
 */
export interface Valuation extends RatesUsed {
  basis: RateBasis;
  declared: RatesUsed & Partial<Pick<Totals, 'fobCny' | 'fobUsd'>>;
}

/** Everything the rules have to say about a declaration. Items, totals and valuation only where it could be valued. */
export interface Assessment {
  findings: Violation[];
  items: Item[];
  totals: Totals | null;
  valuation: Valuation | null;
}
