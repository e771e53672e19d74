/**
 * Chinese words for values of params that are names of the contract rather than something typed by a person: a broker
 * looks for 申报地海关 on the form, not for "customsOffice". English readers see the names of the contract.
 */
export const CHINESE_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  field: {
    reference: '业务编号',
    market: '市场',
    declaredOn: '申报日期',
    customsOffice: '申报地海关',
    exitOffice: '出境关别',
    consignor: '境内发货人',
    'consignor.uscc': '境内发货人统一社会信用代码',
    'consignor.name': '境内发货人名称',
    principal: '实际委托人',
    'principal.idType': '委托人证件类型',
    'principal.id': '委托人证件号码',
    'principal.name': '委托人名称',
    buyer: '境外采购商',
    'buyer.name': '境外采购商名称',
    'buyer.country': '境外采购商国别',
    'buyer.documentNumber': '境外采购商证件号码',
    tradeTerms: '成交方式',
    currency: '币制',
    freight: '运费',
    insurance: '保费',
    otherCharges: '杂费',
    'freight.mark': '运费标记',
    'freight.value': '运费',
    'freight.currency': '运费币制',
    'insurance.mark': '保费标记',
    'insurance.value': '保费',
    'insurance.currency': '保费币制',
    'otherCharges.mark': '杂费标记',
    'otherCharges.value': '杂费',
    'otherCharges.currency': '杂费币制',
    transportMode: '运输方式',
    billOfLading: '提运单号',
    portOfDestination: '指运港',
    tradeCountry: '贸易国（地区）',
    arrivalCountry: '运抵国（地区）',
    packages: '件数',
    packageType: '包装种类',
    grossWeightKg: '毛重',
    netWeightKg: '净重',
    simplified: '简化申报',
    containers: '集装箱',
    number: '集装箱号',
    containerNumber: '集装箱号',
    goodsLines: '对应货物行号',
    goods: '货物清单',
    line: '货物行号',
    hsCode: '商品编号',
    'goods.name': '商品名称',
    name: '名称',
    specification: '规格型号',
    quantity: '数量',
    unit: '计量单位',
    totalPrice: '总价',
    finalDestination: '最终目的国（地区）',
    stall: '商位号',
    tradeRecord: '交易单号',
    tradeLine: '交易单行号',
    bankReference: '银行流水号',
    sizeType: '箱型尺寸',
    seals: '封志',
    tareKg: '箱体自重',
    vessel: '船名',
    voyage: '航次',
    channel: '回执来源',
    code: '代码',
    text: '回执内容',
    eventTime: '事件时间',
    entryId: '海关编号',
    declarationId: '申报标识',
    from: '起始日期',
    to: '截止日期',
    date: '日期',
    week: '周',
    month: '月份',
    reason: '原因',
  },
  first: { 'another firm': '其他企业' },
  status: {
    draft: '草稿',
    submitted: '已申报',
    accepted: '海关已接收',
    inspecting: '查验中',
    released: '已放行',
    closed: '已结关',
    returned: '退单',
    cancelled: '已删单',
    planned: '待装箱',
    stuffed: '已装箱',
    'in-centre': '在监管中心',
    'left-centre': '已离监管中心',
    loaded: '已装船',
    departed: '已离港',
    due: '待执行',
    running: '执行中',
    finished: '已完成',
  },
  action: {
    submit: '提交申报',
    replace: '修改',
    amend: '申请修撤单',
    cancel: '撤销',
    delete: '删除',
    decide: '审批修撤单',
    acknowledge: '确认提示',
    assign: '指定回执',
  },
};

/** "/goods/3/unit" and "goods.3.unit" are the field "unit" of whatever line. */
const lastName = (path: string): string => path.split(/[./]/).findLast((part) => !/^\d*$/.test(part)) ?? path;
const dotted = (path: string): string =>
  path
    .split(/[./]/)
    .filter((part) => !/^\d*$/.test(part))
    .join('.');

/** The Chinese word for a param's value followed by the value itself; the value alone when there is no word for it. */
export const chineseWord = (param: string, value: string): string => {
  const words = CHINESE_WORDS[param];
  if (!words) return value;
  const word = [value, dotted(value), lastName(value)].find((name) => Object.hasOwn(words, name));
  if (word === undefined) return value;
  const chinese = words[word] ?? value;
  return param === 'field' ? `${chinese}（${value}）` : chinese;
};
