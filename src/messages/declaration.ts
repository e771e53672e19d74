import type { Entries } from './entry.js';

/** The rules about a declaration as a whole: value, items, weights, charges, and what is needed to submit it. */
export const DECLARATIONS = {
  'ceiling-exceeded': {
    params: ['usd', 'ceiling', 'total', 'currency', 'month'],
    zh: {
      message:
        '单票报关单货值[折合 {usd} 美元]超过市场采购贸易限额[ {ceiling} 美元][（申报总价 {total} {currency}，按 {month} 海关汇率折算）]。',
      remedy:
        '请按实际成交分票申报（可先查看分票建议），或改用一般贸易（0110）等其他监管方式；不得为规避限额而拆分同一笔交易。',
    },
    en: {
      message:
        'The declared value[ of {usd} USD] is above the ceiling of market procurement for one declaration[, {ceiling} USD][ (declared total {total} {currency} at the customs rate of {month})].',
      remedy:
        'Declare genuinely separate deals separately (the proposal to split shows how), or use another supervision mode such as 0110; one deal may not be split to stay below the ceiling.',
    },
    see: 'split-proposal',
    source: {
      zh: '海关总署公告 2019 年第 221 号第一条：每票报关单最高 15 万美元（含）。',
      en: 'GACC Announcement 2019 No. 221, Art. 1: at most 150,000 USD a declaration, inclusive.',
    },
    doubt: {
      zh: '以申报总价还是离岸价、按何汇率核定，未核实。',
      en: 'Whether the declared total or the FOB value is tested, and at which rate, is unverified.',
    },
  },
  'near-ceiling': {
    params: ['usd', 'ceiling', 'percent'],
    zh: {
      message: '单票货值[折合 {usd} 美元，]已接近市场采购贸易限额[ {ceiling} 美元][（达到 {percent}%）]。',
      remedy: '请核对单价、数量和币制；如后续汇率或数量有调整，注意不要超过限额。',
    },
    en: {
      message:
        'The declared value[ of {usd} USD] comes close to the ceiling of one declaration[, {ceiling} USD][ ({percent}% of it)].',
      remedy:
        'Check unit prices, quantities and currency; a later change of the rate or the quantity may exceed the ceiling.',
    },
    source: {
      zh: '本系统的提示（超过限额的 90%），不是海关规定。',
      en: 'A precaution of this service (above 90 % of the ceiling), not a rule of customs.',
    },
  },
  'too-many-items': {
    params: ['count', 'max'],
    zh: {
      message: '归并后商品项数[为 {count} 项，]超过一票报关单的上限[ {max} 项]。',
      remedy: '请分票申报（可先查看分票建议）；品种达到 5 种以上的，可采用简化申报，按章归并。',
    },
    en: {
      message: 'After merging there are more items[, {count},] than one declaration can hold[, {max}].',
      remedy:
        'Divide the goods over several declarations (the proposal to split shows how), or, from 5 varieties on, ask for the simplified declaration, which merges by chapter.',
    },
    see: 'split-proposal',
    source: {
      zh: '出口货物报关单最多可填 50 项商品。',
      en: 'The declaration form holds at most 50 items.',
    },
    doubt: {
      zh: '50 项见于公开的报关软件，官方文本未核实。',
      en: 'The limit was seen in public broker software; the official text is unverified.',
    },
  },
  'simplified-not-allowed': {
    params: ['varieties', 'min'],
    zh: {
      message: '不符合简化申报条件：商品品种[只有 {varieties} 种，]不足[ {min} 种]规定数量。',
      remedy: '请将“简化申报”改为“否”，逐项申报全部商品；同一商品编号且品名相同的算一个品种。',
    },
    en: {
      message:
        'The simplified declaration is not open to so few varieties[: {varieties}][, at least {min} are needed].',
      remedy:
        'Declare every variety, without the simplified declaration; one HS code with one name counts as one variety.',
    },
    source: {
      zh: '海关总署公告 2019 年第 221 号关于简化申报的规定：品种在 5 种以上。',
      en: 'GACC Announcement 2019 No. 221 on simplified declaration: 5 varieties or more.',
    },
    doubt: {
      zh: '具体措辞未核实。',
      en: 'The exact wording is unverified.',
    },
  },
  'goods-line-duplicate': {
    params: ['line'],
    zh: {
      message: '货物行号[ {line} ]重复。',
      remedy: '同一票申报内行号不得重复，请重新编号；集装箱对应的货物行号须同步修改。',
    },
    en: {
      message: 'Goods line[ {line}] occurs more than once.',
      remedy: 'Number the goods lines without repetition, and let the containers name the new numbers.',
    },
    source: {
      zh: '集装箱按行号对应货物，行号重复将无法区分。',
      en: 'Each container names its goods by number; a repeated number would be ambiguous.',
    },
  },
  'goods-line-unknown': {
    params: ['line', 'container'],
    zh: {
      message: '集装箱[ {container} ]对应的货物行号[ {line} ]在货物清单中不存在。',
      remedy: '请核对装箱单，填写货物清单中已有的行号，或补录该行货物。',
    },
    en: {
      message: 'Container[ {container}] names goods line[ {line}], which is not among the goods.',
      remedy: 'Check the packing list: name a line that exists, or add the missing goods.',
    },
    source: {
      zh: '报关单集装箱信息：每箱填写对应的商品项号。',
      en: 'Declaration form, container part: goods item numbers per container.',
    },
  },
  'net-above-gross': {
    params: ['net', 'gross'],
    zh: {
      message: '净重[ {net} 千克]大于毛重[ {gross} 千克]。',
      remedy: '请核对磅单和装箱单：毛重 = 净重 + 包装材料重量，毛重不得小于净重。',
    },
    en: {
      message: 'The net weight[, {net} kg,] is above the gross weight[, {gross} kg].',
      remedy: 'Check the weighing slip and the packing list: gross weight is net weight plus packing.',
    },
    source: {
      zh: '海关总署公告 2019 年第 18 号第二十四至二十六条（件数、毛重、净重）。',
      en: 'GACC Announcement 2019 No. 18, Art. 24 to 26 (packages, gross and net weight).',
    },
  },
  'totals-do-not-tie': {
    params: ['field', 'lines', 'header'],
    zh: {
      message: '表头与货物清单不符[：{field}][，表头为 {header}，各行合计为 {lines}]。',
      remedy: '请核对装箱单，使表头件数、毛重、净重与各行合计完全一致。',
    },
    en: {
      message: 'The goods lines do not add up to the header[: {field}][, header {header}, lines {lines}].',
      remedy: 'Check the packing list: packages, gross and net weight of the lines must add up to the header exactly.',
    },
    source: {
      zh: '查验货物须与申报一致；相差一件也有被处罚的案例（2019 年公开的行政处罚）。',
      en: 'Goods found must agree with goods declared; a difference of one piece has been fined (public penalty cases, 2019).',
    },
  },
  'charges-exceed-total': {
    params: ['total', 'charges', 'currency'],
    zh: {
      message: '扣除运费、保费后离岸价（FOB）不为正数[：总价 {total} {currency}，运保费 {charges} {currency}]。',
      remedy: '请核对运费、保费的标记（费率、单价、总价）、数值和币制，以及成交方式。',
    },
    en: {
      message:
        'Freight and insurance leave no positive FOB value[: total {total} {currency}, charges {charges} {currency}].',
      remedy: 'Check mark (rate, per tonne, total), value and currency of freight and insurance, and the trade terms.',
    },
    source: {
      zh: '出口按离岸价统计；费用按海关总署公告 2019 年第 18 号第二十八至三十条填报。',
      en: 'Exports are counted at FOB; charges by GACC Announcement 2019 No. 18, Art. 28 to 30.',
    },
  },
  'charge-mark-invalid': {
    params: ['mark'],
    zh: {
      message: '费用标记[“{mark}”]在此处不适用。',
      remedy: '运费可填费率、单价或总价；保费和杂费只能填费率或总价。',
    },
    en: {
      message: 'The charge mark[ {mark}] does not apply here.',
      remedy: 'Freight takes a rate, a price per tonne or a total; insurance and other charges only a rate or a total.',
    },
    source: {
      zh: '海关总署公告 2019 年第 18 号第二十八至三十条：标记 1 为费率，2 为每吨单价（仅运费），3 为总价。',
      en: 'GACC Announcement 2019 No. 18, Art. 28 to 30: mark 1 rate, 2 price per tonne (freight only), 3 total.',
    },
  },
  'rate-missing': {
    params: ['currency', 'month'],
    zh: {
      message: '没有[ {month} ]适用的海关汇率[（币制 {currency}）]。',
      remedy: '请管理员录入该月海关汇率（每月第三个星期三的汇率为次月海关汇率），或核对币制和申报日期。',
    },
    en: {
      message: 'There is no customs rate[ for {currency}][ in {month}].',
      remedy:
        'Ask the administrator to enter the rates of that month (fixed on the third Wednesday of the month before), or check currency and day.',
    },
    source: {
      zh: '海关统计问答：采用上月第三个星期三的汇率，遇法定节假日顺延至第四个星期三。',
      en: 'Customs statistics, questions and answers: monthly rate of the third Wednesday of the previous month, the fourth if it is a public holiday.',
    },
  },
  'amount-not-positive': {
    params: ['field', 'value'],
    zh: {
      message: '数值必须大于零[：{field}][，现为 {value}]。',
      remedy: '请填写实际的数量、重量或金额。',
    },
    en: {
      message: 'The value must be above zero[: {field}][ is {value}].',
      remedy: 'Enter the actual quantity, weight or amount.',
    },
    source: {
      zh: '报关单填制规范：申报货物的数量、重量、价格须大于零；件数不得为 0（第二十四条）。',
      en: 'Declaration form: quantities, weights and prices of declared goods are positive; packages are not 0 (Art. 24).',
    },
  },
  'declared-in-future': {
    params: ['day', 'today'],
    zh: {
      message: '申报日期[ {day} ]晚于今天[（{today}）]。',
      remedy: '请填写实际向单一窗口申报的日期；尚未申报的请留空，提交时自动取当日。',
    },
    en: {
      message: 'The day of declaration[, {day},] is after today[, {today}].',
      remedy:
        'Enter the day on which it was filed at the Single Window, or leave it empty: the day of submission is taken.',
    },
    source: {
      zh: '报关单在申报当时或之后登记；申报日期决定适用哪个月的海关汇率。',
      en: 'A declaration is recorded when or after it is filed; the day decides the month of the customs rate.',
    },
  },
  'required-missing': {
    params: ['field'],
    zh: {
      message: '缺少必填项[：{field}]。',
      remedy: '请补填。',
    },
    en: {
      message: 'A required field is missing[: {field}].',
      remedy: 'Fill it in.',
    },
    source: {
      zh: '海关总署公告 2019 年第 18 号（出口货物报关单各栏目）。',
      en: 'GACC Announcement 2019 No. 18 (fields of the export declaration).',
    },
    // Other requests need fields too, which the act says nothing of.
    sourceAt: /^\/(?:customsOffice|consignor|principal|buyer|tradeTerms|currency|declaredOn|goods)(?:\/|$)/,
  },
  'buyer-document-missing': {
    params: ['buyer', 'refusesFrom'],
    zh: {
      message: '缺少境外采购商[“{buyer}”]的证件号码。[自 {refusesFrom} 起，缺少证件号码的申报将被拒绝。]',
      remedy: '请补填境外采购商的护照号或公司注册号。',
    },
    en: {
      message:
        'The document number of the buyer[ "{buyer}"] is missing.[ From {refusesFrom} on a declaration without it is refused.]',
      remedy: "Enter the number of the buyer's passport or company registration.",
    },
    source: {
      zh: '海关总署公告 2014 年第 54 号（备注栏填写境外采购商的姓名、国籍和证件号码）。',
      en: 'GACC Announcement 2014 No. 54 (remarks: name, nationality and document number of the buyer).',
    },
    doubt: {
      zh: '现行规定未核实。',
      en: 'Whether it holds today is unverified.',
    },
  },
  'stall-missing': {
    params: ['line', 'refusesFrom'],
    zh: {
      message: '货物行[ {line} ]未填写市场商位号。[自 {refusesFrom} 起，未填写商位号的申报将被拒绝。]',
      remedy: '请填写货物采购所在的商位号，以便与市场的商品认定和交易登记核对。',
    },
    en: {
      message:
        'Goods line[ {line}] does not name the stall it was bought at.[ From {refusesFrom} on a declaration without it is refused.]',
      remedy: 'Enter the number of the stall, so that the goods can be compared with the records of the market.',
    },
    source: {
      zh: '海关总署公告 2014 年第 54 号（商品须经市场商品认定体系确认）。',
      en: 'GACC Announcement 2014 No. 54 (goods are confirmed by the recognition system of the market).',
    },
    doubt: {
      zh: '现行规定及商位号是否必填未核实。',
      en: 'Whether it holds today, and needs the stall, is unverified.',
    },
  },
  'reference-taken': {
    params: ['reference', 'first'],
    zh: {
      message: '申报参考号[ {reference} ]已被另一内容不同的申报占用[（首票 {first}）]。',
      remedy: '请更换申报参考号；如需修改原申报，请打开首票进行修改。',
    },
    en: {
      message: 'The reference[ {reference}] already stands for another content[ (first used by {first})].',
      remedy: 'Use another reference, or change the first declaration if that was meant.',
    },
    source: {
      zh: '申报参考号在同一报关行内唯一：回执和文件凭它找到对应的报关单。',
      en: 'A reference is unique per broker: it is how receipts and files find their declaration again.',
    },
  },
} as const satisfies Entries;
