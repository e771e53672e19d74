const ROLE_WORDS = {
  admin: '管理员',
  broker: '报关人员',
  officer: '关员',
  analyst: '统计人员',
  auditor: '审计员',
  channel: '海关通道',
};

/**
 * Chinese words for values of params that are names of the contract rather than something typed by a person: a broker
 * looks for 申报地海关 on the form, not for "customsOffice". English readers see the names of the contract.
 */
export const CHINESE_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  field: {
    reference: '申报参考号',
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
    contractNumber: '合同协议号',
    transportMode: '运输方式',
    billOfLading: '提运单号',
    portOfDestination: '指运港',
    exitPort: '离境口岸',
    tradeCountry: '贸易国（地区）',
    arrivalCountry: '运抵国（地区）',
    packages: '件数',
    packageType: '包装种类',
    grossWeightKg: '毛重',
    netWeightKg: '净重',
    simplified: '简化申报',
    remarks: '备注',
    reviewOn: '复核日期',
    owner: '复核人',
    result: '结果',
    findings: '查验情况',
    seal: '封号',
    note: '说明',
    colour: '通道',
    action: '决定',
    decisions: '决定',
    receipts: '回执',
    events: '事件',
    login: '登录名',
    password: '密码',
    roles: '角色',
    parts: '分票各票',
    period: '期间',
    kind: '种类',
    changes: '修改内容',
    documents: '随附单证',
    'documents.code': '随附单证代码',
    'documents.number': '随附单证编号',
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
    legalQuantity1: '法定第一数量',
    legalQuantity2: '法定第二数量',
    elements: '申报要素',
    domesticSource: '境内货源地',
    tradeRecord: '交易单号',
    tradeLine: '交易单行号',
    bankReference: '银行流水号',
    sizeType: '箱型尺寸',
    seals: '封志',
    tareKg: '箱体自重',
    vessel: '运输工具名称',
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
  role: ROLE_WORDS,
  needed: ROLE_WORDS,
  channel: {
    'single-window': '单一窗口',
    officer: '关员',
    customs: '海关',
    amendment: '修撤单',
  },
  weakness: {
    short: '太短',
    long: '太长',
    common: '常见或过于简单',
    'own name': '几乎只有登录名或姓名',
    same: '与当前密码相同',
  },
  status: {
    draft: '草稿',
    submitted: '已申报',
    accepted: '海关已接收',
    inspecting: '查验中',
    released: '已放行',
    closed: '已结关',
    returned: '退单',
    cancelled: '已撤销',
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
  state: {
    'not-sent': '未发出',
    sent: '待答复',
    answered: '已答复',
    closed: '已办结',
    withdrawn: '已撤回',
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
    ask: '要求更正',
    edit: '修改更正要求',
    send: '发出',
    answer: '答复',
    reopen: '再次要求更正',
    close: '办结',
    withdraw: '撤回',
    split: '分票',
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
  // Somebody may have several roles.
  if (words === ROLE_WORDS) {
    const roles: Readonly<Record<string, string>> = ROLE_WORDS;
    return value
      .split(', ')
      .map((role) => roles[role] ?? role)
      .join('、');
  }
  const word = [value, dotted(value), lastName(value)].find((name) => Object.hasOwn(words, name));
  if (word === undefined) return value;
  const chinese = words[word] ?? value;
  return param === 'field' ? `${chinese}（${value}）` : chinese;
};
