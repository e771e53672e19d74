import { decimal, type Cell, type Sheet } from '../../platform/files/sheet.js';
import { chapterOf } from '../../vocabulary/identifiers/hs-code.js';
import { plain } from '../../vocabulary/decimal.js';
import { isGiven, sumIfComplete } from '../domain/valuation/amounts.js';
import type { DeclarationInput, GoodsLine, ItemDraft } from '../domain/declaration.js';
import { type CodeNames, named, unitPriceOf } from './printed-declaration.js';

/** A paper that goes with the form: a title, facts above, one table. */
export interface PrintedList {
  readonly title: string;
  readonly facts: readonly string[];
  readonly table: Sheet;
  readonly total: readonly Cell[];
}

const number = (text: string | number | undefined): Cell => (isGiven(text) ? decimal(String(text)) : null);
const CENTS = 2;
/** A sum only where every line gives the figure: of some it would be a wrong one. */
const sum = (goods: readonly GoodsLine[], field: 'totalPrice' | 'packages' | 'grossWeightKg' | 'netWeightKg'): Cell => {
  const total = sumIfComplete(goods.map((line) => line[field]));
  if (total === null) return null;
  return decimal(field === 'totalPrice' && total.decimalPlaces() <= CENTS ? total.toFixed(CENTS) : plain(total));
};

const partiesOf = (input: DeclarationInput, day: string): string[] => [
  `卖方：${input.consignor?.name ?? ''}    买方：${input.buyer?.name ?? ''}`,
  `申报参考号：${input.reference}    合同协议号：${input.contractNumber ?? ''}    日期：${day}`,
];

export function invoiceOf(input: DeclarationInput, day: string, names: CodeNames): PrintedList {
  const { goods = [], currency = '', tradeTerms = '', documents = [] } = input;
  const invoice = documents.find(({ code }) => code === INVOICE)?.number ?? input.reference;
  const rows = goods.map((line): Cell[] => [
    line.line ?? '',
    line.name ?? '',
    line.specification ?? '',
    number(line.quantity),
    isGiven(line.unit) ? names.unit(line.unit) : '',
    isGiven(line.totalPrice) && isGiven(line.quantity) ? number(unitPriceOf(line.totalPrice, line.quantity)) : null,
    number(line.totalPrice),
  ]);
  const total: Cell[] = ['', '合计', '', null, '', null, sum(goods, 'totalPrice')];
  return {
    title: '商业发票',
    facts: [`发票号：${invoice}    成交方式：${tradeTerms}    币制：${currency}`, ...partiesOf(input, day)],
    table: {
      name: '货物',
      columns: ['行号', '商品名称', '规格型号', '数量', '单位', '单价', '总价'],
      rows,
    },
    total,
  };
}

const INVOICE = '00000001';

export function packingListOf(input: DeclarationInput, day: string): PrintedList {
  const { goods = [], containers = [] } = input;
  const containersOf = ({ line }: GoodsLine): string =>
    containers
      .filter(({ goodsLines }) => goodsLines === undefined || (line !== undefined && goodsLines.includes(line)))
      .map((each) => each.number)
      .join(' ');
  const rows = goods.map((line): Cell[] => [
    ...[line.line ?? '', line.name ?? '', number(line.packages), number(line.grossWeightKg)],
    ...[number(line.netWeightKg), containersOf(line)],
  ]);
  const total: Cell[] = [
    ...['', '合计', sum(goods, 'packages'), sum(goods, 'grossWeightKg'), sum(goods, 'netWeightKg'), ''],
  ];
  return {
    title: '装箱单',
    facts: [`提运单号：${input.billOfLading ?? ''}`, ...partiesOf(input, day)],
    table: {
      name: '货物',
      columns: ['行号', '商品名称', '件数', '毛重（千克）', '净重（千克）', '集装箱号'],
      rows,
    },
    total,
  };
}

/** Which goods lines stand in which item: what a simplified declaration is attached. */
export function simplifiedListOf(
  input: DeclarationInput,
  items: readonly ItemDraft[],
  { day, names }: { day: string; names: CodeNames },
): PrintedList {
  const { goods = [] } = input;
  const itemOf = new Map(items.flatMap((item) => item.goodsLines.map((line) => [line, item] as const)));
  const sorted = [...goods].sort((one, other) => {
    const [left, right] = [itemOf.get(one.line ?? 0)?.itemNumber ?? 0, itemOf.get(other.line ?? 0)?.itemNumber ?? 0];
    return left - right || (one.line ?? 0) - (other.line ?? 0);
  });
  const rows = sorted.map((line): Cell[] => {
    const item = itemOf.get(line.line ?? 0);
    return [
      ...[item?.itemNumber ?? '', item?.hsCode ?? '', isGiven(line.hsCode) ? chapterOf(line.hsCode) : ''],
      ...[line.line ?? '', line.hsCode ?? '', line.name ?? '', number(line.quantity)],
      ...[isGiven(line.unit) ? names.unit(line.unit) : '', number(line.netWeightKg), number(line.totalPrice)],
      isGiven(line.finalDestination) ? named(names.country(line.finalDestination), line.finalDestination) : '',
    ];
  });
  const total: Cell[] = ['', '', '', '', '', '合计', null, '', sum(goods, 'netWeightKg'), sum(goods, 'totalPrice'), ''];
  return {
    title: '简化申报商品清单',
    facts: partiesOf(input, day),
    table: {
      name: '归并前商品',
      columns: [
        ...[
          '项号',
          '归入编号',
          '章',
          '行号',
          '商品编号',
          '商品名称',
          '数量',
          '单位',
          '净重（千克）',
          '总价',
          '最终目的国',
        ],
      ],
      rows,
    },
    total,
  };
}
