import type { Language } from '../vocabulary/language.js';

/**
 * What fields are called: a broker looks for 申报地海关 on the form, not for "customsOffice". A name of several parts stands before
 * its last part alone: the name of goods is another one than that of a firm.
 */
export const FIELD_NAMES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  reference: ['申报参考号', 'reference'],
  market: ['市场', 'market'],
  declaredOn: ['申报日期', 'day of declaration'],
  customsOffice: ['申报地海关', 'customs office'],
  exitOffice: ['出境关别', 'exit office'],
  consignor: ['境内发货人', 'consignor'],
  'consignor.uscc': ['发货人信用代码', 'consignor USCC'],
  'consignor.name': ['境内发货人', 'consignor'],
  principal: ['实际委托人', 'principal'],
  'principal.idType': ['委托人证件种类', 'principal id type'],
  'principal.id': ['委托人证件号', 'principal id'],
  'principal.name': ['实际委托人', 'principal'],
  buyer: ['境外采购商', 'buyer'],
  'buyer.name': ['境外采购商', 'buyer'],
  'buyer.country': ['采购商国别', 'buyer country'],
  'buyer.documentNumber': ['采购商证件号', 'buyer document'],
  tradeTerms: ['成交方式', 'trade terms'],
  currency: ['币制', 'currency'],
  freight: ['运费', 'freight'],
  insurance: ['保费', 'insurance'],
  otherCharges: ['杂费', 'other charges'],
  'freight.mark': ['运费计法', 'freight: how'],
  'freight.value': ['运费', 'freight'],
  'freight.currency': ['运费币制', 'freight: currency'],
  'insurance.mark': ['保费计法', 'insurance: how'],
  'insurance.value': ['保费', 'insurance'],
  'insurance.currency': ['保费币制', 'insurance: currency'],
  'otherCharges.mark': ['杂费计法', 'other charges: how'],
  'otherCharges.value': ['杂费', 'other charges'],
  'otherCharges.currency': ['杂费币制', 'other charges: currency'],
  contractNumber: ['合同协议号', 'contract number'],
  transportMode: ['运输方式', 'transport mode'],
  billOfLading: ['提运单号', 'bill of lading'],
  portOfDestination: ['指运港', 'port of destination'],
  exitPort: ['离境口岸', 'exit port'],
  tradeCountry: ['贸易国', 'trade country'],
  arrivalCountry: ['运抵国', 'arrival country'],
  packages: ['件数', 'packages'],
  packageType: ['包装种类', 'package type'],
  grossWeightKg: ['毛重（千克）', 'gross weight (kg)'],
  netWeightKg: ['净重（千克）', 'net weight (kg)'],
  simplified: ['简化申报', 'simplified declaration'],
  remarks: ['备注', 'remarks'],
  documents: ['随附单证', 'documents'],
  'documents.code': ['随附单证代码', 'code of the document'],
  'documents.number': ['随附单证编号', 'number of the document'],
  containers: ['集装箱', 'containers'],
  number: ['集装箱号', 'container number'],
  containerNumber: ['集装箱号', 'container number'],
  goodsLines: ['对应货物行号', 'goods lines'],
  goods: ['货物清单', 'goods'],
  line: ['货物行号', 'line number'],
  hsCode: ['商品编号', 'HS code'],
  'goods.name': ['品名', 'name of the goods'],
  specification: ['规格型号', 'specification'],
  quantity: ['数量', 'quantity'],
  unit: ['计量单位', 'unit'],
  totalPrice: ['总价', 'total price'],
  finalDestination: ['最终目的国', 'final destination'],
  stall: ['商位号', 'stall'],
  legalQuantity1: ['法定第一数量', 'first legal quantity'],
  legalQuantity2: ['法定第二数量', 'second legal quantity'],
  elements: ['申报要素', 'elements'],
  domesticSource: ['境内货源地', 'domestic source'],
  tradeRecord: ['交易单号', 'trade record'],
  tradeLine: ['交易单行号', 'line of the trade record'],
  bankReference: ['银行流水号', "bank's reference"],
  amount: ['金额', 'amount'],
  sizeType: ['箱型尺寸', 'size type'],
  seals: ['封志', 'seals'],
  tareKg: ['箱体自重', 'tare weight'],
  vessel: ['运输工具', 'vessel'],
  voyage: ['航次', 'voyage'],
  channel: ['回执来源', 'channel'],
  code: ['代码', 'code'],
  'receipts.text': ['回执内容', 'text of the receipt'],
  text: ['说明', 'text'],
  'fields.pointer': ['字段位置', 'place of the field'],
  'fields.comment': ['要求内容', 'what is asked'],
  'fields.text': ['答复内容', 'answer'],
  'fields.value': ['应改为的内容', 'corrected value'],
  eventTime: ['事件时间', 'time of the event'],
  entryId: ['海关编号', 'customs number'],
  declarationId: ['申报标识', 'declaration id'],
  fields: ['要求更正的字段', 'fields'],
  comment: ['总的说明', 'comment'],
  dueOn: ['答复期限', 'day to answer by'],
  name: ['名称', 'name'],
  reason: ['原因', 'reason'],
  reasonCode: ['原因代码', 'reason'],
  reviewOn: ['复核日期', 'day of review'],
  owner: ['复核人', 'who reviews it'],
  result: ['结果', 'result'],
  findings: ['查验情况', 'what was found'],
  seal: ['封号', 'seal'],
  note: ['说明', 'note'],
  colour: ['通道', 'lane'],
  action: ['决定', 'decision'],
  decisions: ['决定', 'decisions'],
  receipts: ['回执', 'receipts'],
  events: ['事件', 'events'],
  login: ['登录名', 'login'],
  password: ['密码', 'password'],
  role: ['角色', 'role'],
  roles: ['角色', 'roles'],
  organisation: ['单位', 'organisation'],
  parts: ['分票各票', 'parts'],
  period: ['期间', 'period'],
  kind: ['种类', 'kind'],
  changes: ['修改内容', 'changes'],
  conditions: ['条件', 'conditions'],
  from: ['起始日期', 'from'],
  to: ['截止日期', 'to'],
  date: ['日期', 'day'],
  week: ['周', 'week'],
  settlementWeek: ['结算周', 'settlement week'],
  month: ['月份', 'month'],
};

/** Where a rule of a question, a path or a header stands; its author knows it by its name alone. */
const PARAMETER = /^(?:query|path|headers)\/(.+)$/;
const PART = /[./]/;

/** What a field is called, given by its name or its place ("unit", "goods.3.unit", "/goods/3/unit"); null where it has no name. */
export function fieldName(path: string, language: Language): string | null {
  const parts = path.split(PART).filter((part) => !/^\d*$/.test(part));
  const known = [parts.join('.'), parts.slice(-2).join('.'), parts.at(-1) ?? ''].find((name) =>
    Object.hasOwn(FIELD_NAMES, name),
  );
  const names = known === undefined ? undefined : FIELD_NAMES[known];
  return names ? names[language === 'zh' ? 0 : 1] : null;
}

/** A field as a sentence names it: by its name, a parameter by its name in the request, too. */
export function sayField(path: string, language: Language): string {
  const parameter = PARAMETER.exec(path)?.[1];
  const name = fieldName(path, language);
  if (parameter === undefined) return name ?? path;
  return name === null || language === 'en' ? parameter : `${name}（${parameter}）`;
}

/** A place in a document as a sentence names it: "/goods/3/unit" is the unit of the fourth line. */
export function sayPlace(place: string, language: Language): string {
  const name = fieldName(place, language) ?? place;
  const index = /^\/?goods\/(\d+)\/./.exec(place)?.[1];
  if (index === undefined) return name;
  const line = Number(index) + 1;
  return language === 'zh' ? `第 ${line} 行的${name}` : `${name} of line ${line}`;
}
