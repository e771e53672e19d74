import type { Entries } from './entry.js';

/** What the present state of a declaration, a container's visit or a period does not allow. */
export const STATES = {
  'finding-absent': {
    params: ['value', 'at'],
    zh: {
      message: '报关单的检查结果中没有这条提示[：{value}][（{at}）]。',
      remedy: '请重新读取报关单，按 findings 中的 code 和 pointer 填写；内容更改后提示可能已经消失。',
    },
    en: {
      message: 'The declaration has no such warning[: {value}][ at {at}].',
      remedy: 'Read it again and name code and pointer as its findings do; after a change the warning may be gone.',
    },
  },
  'finding-blocks': {
    params: ['value'],
    zh: {
      message: '这是错误[（{value}）]，不能以确认代替更正。',
      remedy: '请按提示更正报关单；只有警告可以说明理由后确认。',
    },
    en: {
      message: 'This is an error[ ({value})]; it cannot be acknowledged away.',
      remedy: 'Correct the declaration; only warnings can be acknowledged with a reason.',
    },
  },
  'state-forbids': {
    params: ['status', 'action'],
    zh: {
      message: '当前状态[“{status}”]不允许此操作[：{action}]。',
      remedy:
        '请刷新查看最新状态；仅草稿和退单可以修改、提交，提交后的更改请走修撤单，已撤销的请换申报参考号重新申报。',
    },
    en: {
      message: 'The present state[, {status},] does not allow this[: {action}].',
      remedy:
        'Read the present state; only drafts and returned declarations can be replaced and submitted, later changes are amendments, and what is cancelled is declared anew under another reference.',
    },
    source: {
      zh: '报关单修改和撤销：海关总署令第 220 号；条款号未核实。',
      en: 'Amendment and cancellation of declarations: GACC Order 220; article numbers unverified.',
    },
  },
  'event-time-in-future': {
    params: ['value', 'now'],
    zh: { message: '事件时间[ {value} ]晚于当前时间[（{now}）]。', remedy: '请核对时间和时区；允许的偏差为 5 分钟。' },
    en: {
      message: 'The event[ at {value}] lies in the future[ (now {now})].',
      remedy: 'Check the time and its offset; clocks may differ by 5 minutes.',
    },
    source: {
      zh: '事件时间决定业务日和统计日；时钟有误不得使报关单落入下个月。',
      en: 'The time of the event decides days and statistics; a wrong clock must not move a declaration into the next month.',
    },
  },
  'exemption-before-closing': {
    params: ['value', 'closedOn'],
    zh: {
      message: '免税申报日期[ {value} ]早于报关单的结关日期[（{closedOn}）]。',
      remedy: '请填写结关当日或之后的申报日期；结关之前没有可以免税的出口。',
    },
    en: {
      message: 'The exemption was filed[ on {value}] before the declaration was closed[ (on {closedOn})].',
      remedy: 'Name the day of a filing on or after the closing; before it there is no export to be exempt.',
    },
    source: {
      zh: '免税申报在出口之后的纳税期内办理；以结关日为起点的理解未核实。',
      en: 'The exemption is filed in the tax period after the export; that it begins with the closing is unverified.',
    },
  },
  'event-code-unknown': {
    params: ['value', 'allowed'],
    zh: { message: '事件代码[“{value}”]不存在。', remedy: '请使用 DCSA 事件代码[：{allowed}]。' },
    en: { message: 'There is no event code[ "{value}"].', remedy: 'Use an event code of DCSA[: {allowed}].' },
    source: {
      zh: 'DCSA 集装箱跟踪标准：设备和运输事件代码。',
      en: 'DCSA Track and Trace, equipment and transport event codes.',
    },
  },
  'visit-already-open': {
    params: ['container', 'first'],
    zh: {
      message: '集装箱[ {container} ]在本市场尚有未结束的在场记录[（{first}）]。',
      remedy: '请先登记该箱离场，或在原记录上继续登记事件。',
    },
    en: {
      message: 'Container[ {container}] still has an open visit at this market[ ({first})].',
      remedy: 'Record that it has left, or go on with the open visit.',
    },
    source: {
      zh: '一只集装箱只能在一个地方；在场期间，报关单与集装箱相互关联。',
      en: 'A container can be in one place only; declarations and containers are joined while the visit is open.',
    },
  },
  'receipt-target-missing': {
    params: ['value'],
    zh: {
      message: '回执没有指明对应的申报[，或找不到：{value}]。',
      remedy: '请填写 declarationId、entryId 或 reference 之一。',
    },
    en: {
      message: 'The receipt names no declaration[, or one that is not there: {value}].',
      remedy: 'Name declarationId, entryId or reference.',
    },
  },
  'receipt-target-ambiguous': {
    params: ['reference', 'count'],
    zh: {
      message: '申报参考号[ {reference} ]对应多票申报[（共 {count} 票）]。',
      remedy: '请补充 broker（报关单位）或改用 declarationId、entryId。',
    },
    en: {
      message: 'The reference[ {reference}] stands for several declarations[ ({count})].',
      remedy: 'Add "broker", or use declarationId or entryId.',
    },
  },
  'receipt-not-yours': {
    params: ['value'],
    zh: {
      message: '报关单位只能上报单一窗口对本单位报关单的回执[，不能上报“{value}”]。',
      remedy: '请使用 single-window 渠道，并只填写本单位的报关单。',
    },
    en: {
      message: 'A broker reports what the Single Window answered about its own declarations[, not {value}].',
      remedy: 'Use the channel single-window, and name declarations of your own firm.',
    },
  },
  'broker-receipts-off': {
    params: ['market'],
    zh: {
      message: '该市场[（{market}）]不接受报关单位上报回执。',
      remedy: '回执由海关渠道送达；如需开通请联系市场管理员。',
    },
    en: {
      message: 'This market[, {market},] takes no receipts from brokers.',
      remedy: 'They arrive by the channel of customs; an administrator can change the setting of the market.',
    },
  },
  'after-closing': {
    params: [],
    zh: { message: '该票已结关，本回执要求撤销，未生效。', remedy: '请通过修撤单办理；如系误发，请由海关处理该回执。' },
    en: {
      message: 'It cancels what is closed, which only an amendment does: it has no effect.',
      remedy: 'Ask for an amendment that cancels it; if it was sent by mistake, customs dismisses the receipt.',
    },
  },
  'entry-id-implausible': {
    params: ['value'],
    zh: {
      message: '海关编号[“{value}”]与该票不符：应为申报地关区、申报年份（或次年）的出口编号。',
      remedy: '请核对编号是否属于该票；回执已暂存，更正后请重新发送。',
    },
    en: {
      message:
        "The customs number[ {value}] cannot be this declaration's: it has another office, another year than that of the filing or the next, or is an import.",
      remedy: 'Compare it with the customs receipt; this one is parked, send it again with the right number.',
    },
  },
  'entry-id-taken': {
    params: ['value'],
    zh: { message: '海关编号[“{value}”]已属于另一票申报。', remedy: '请核对编号；回执已暂存，由海关处理。' },
    en: {
      message: 'The customs number[ {value}] belongs to another declaration.',
      remedy: 'Compare the numbers; the receipt is parked until customs has settled it.',
    },
  },
  'entry-id-changed': {
    params: ['value'],
    zh: {
      message: '该票已有另一海关编号[，本回执为“{value}”]；只有退单或删单后才能更换编号。',
      remedy: '请核对编号；如该票已退单，请先补报退单回执。',
    },
    en: {
      message:
        'The declaration has another customs number[ than {value}]; it changes only after a return or a cancellation.',
      remedy: 'Compare the numbers; if it was returned, the receipt of the return is missing.',
    },
  },
  'receipt-not-waiting': {
    params: ['receipt'],
    zh: {
      message: '该回执[（{receipt}）]已不在待处理之列。',
      remedy: '请查看待处理回执列表；已归属的回执不能再指定。',
    },
    en: {
      message: 'The receipt[ {receipt}] is not waiting any more.',
      remedy: 'Read the list of parked receipts; one that has its declaration cannot be given to another.',
    },
  },
  'receipt-code-overlaps': {
    params: ['code', 'meaning', 'from', 'to'],
    zh: {
      message: '回执代码[“{code}”]在该期间已有含义[：{meaning}，自 {from} 起][至 {to}]。',
      remedy: '请另选有效期；如要更正，请带上 corrects: true，原含义在前一日终止。',
    },
    en: {
      message: 'The receipt code[ "{code}"] already means something then[: {meaning}, from {from}][ to {to}].',
      remedy: 'Choose other days; to correct it, send "corrects": true and the old mapping ends the day before.',
    },
    source: {
      zh: '公开客户端对若干代码的解释不一；每个含义均为数据，并注明有效期。',
      en: 'Public clients disagree on several letters; every mapping is data with the days on which it holds.',
    },
  },
  'receipt-code-not-in-force': {
    params: ['code', 'from', 'to'],
    zh: {
      message: '没有可按此期间更正的回执代码[“{code}”][：自 {from} 起][，至 {to}]。',
      remedy: '请查看该代码的有效期；更正沿用原含义的终止日，无原含义时请直接新增。',
    },
    en: {
      message: 'No mapping of the receipt code[ "{code}"] can be corrected so[: from {from}][, which ends on {to}].',
      remedy: 'Read its mappings; a correction keeps the last day of what it corrects, and what is not there is added.',
    },
  },
  'period-not-over': {
    params: ['period', 'endsAt'],
    zh: { message: '周期[ {period} ]尚未结束[（截止 {endsAt}）]，不能结算。', remedy: '请在截止时间之后再执行。' },
    en: {
      message: 'The period[ {period}] is not over yet[; it ends at {endsAt}].',
      remedy: 'Ask again after it has ended.',
    },
    source: {
      zh: '日清、周结、月提醒只结已经结束的期间；对“日清周结月提醒”的理解未核实。',
      en: 'Daily clearance, weekly settlement and monthly reminder close finished periods; the reading of 日清周结月提醒 is unverified.',
    },
  },
  'period-before-follow-up': {
    params: ['period', 'since'],
    zh: {
      message: '周期[ {period} ]早于市场开始跟踪的日期[（{since}）]，且该期间没有申报记录。',
      remedy: '请选择开始跟踪之后的期间，或由管理员调整市场的 followUpSince。',
    },
    en: {
      message:
        'The period[ {period}] lies before the first day on which the market is followed[ ({since})], and nothing was filed in it.',
      remedy: 'Ask for a period that ends on that day or later; an administrator sets followUpSince of the market.',
    },
  },
  'period-not-begun': {
    params: ['period', 'beginsAt'],
    zh: { message: '周期[ {period} ]尚未开始[（始于 {beginsAt}）]，无可预览。', remedy: '请选择今天或以前的日期。' },
    en: {
      message: 'The period[ {period}] has not begun yet[; it begins at {beginsAt}].',
      remedy: 'Ask for today or a day before.',
    },
  },
  'period-finished': {
    params: ['period'],
    zh: {
      message: '周期[ {period} ]已经完成，结果不再变更，无需重试。',
      remedy: '如需按现在所知的事实重新计算，请使用该周期的 rerun；原结果保留。',
    },
    en: {
      message: 'The period[ {period}] is finished; its result stays, and there is nothing to retry.',
      remedy: 'To compute it with what is known now, use rerun of the period; the first result stays beside it.',
    },
  },
  'period-not-finished': {
    params: ['period', 'status'],
    zh: {
      message: '周期[ {period} ]尚未完成结算[，当前状态“{status}”]。',
      remedy: '请等待完成；失败时请在任务台账中重试。',
    },
    en: {
      message: 'The period[ {period}] is not finished[, it is {status}].',
      remedy: 'Wait until it is finished; where it failed, /v1/jobs says why and retries it.',
    },
  },
  'clock-not-movable': {
    params: [],
    zh: { message: '本系统的时钟不可调整。', remedy: '仅在试用环境（TRIAL_CLOCK=1 且非生产环境）可以调整时钟。' },
    en: {
      message: "The service's clock cannot be moved.",
      remedy: 'Only a trial (TRIAL_CLOCK=1, not in production) has a movable clock.',
    },
  },
} as const satisfies Entries;
