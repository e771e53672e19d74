import type { Entries } from './entry.js';

/** What the present state of a declaration, a container's visit or a period does not allow. */
export const STATES = {
  'finding-absent': {
    params: ['value', 'at'],
    said: { value: 'finding', at: 'place' },
    zh: {
      message: '报关单的检查结果中没有这条提示[：{value}][，位于{at}]。',
      remedy: '请重新读取报关单，按其提示的代码和位置填写；内容更改后提示可能已经消失。',
    },
    en: {
      message: 'The declaration has no such warning[: {value}][, about {at}].',
      remedy: 'Read it again and name code and pointer as its findings do; after a change the warning may be gone.',
    },
  },
  'finding-blocks': {
    params: ['value'],
    said: { value: 'finding' },
    zh: {
      message: '这是错误，不能以确认代替更正[：{value}]。',
      remedy: '请按提示更正报关单；只有警告可以说明理由后确认。',
    },
    en: {
      message: 'This is an error, which cannot be acknowledged away[: {value}].',
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
      message: 'The present state[ is "{status}": it] does not allow this step[ ({action})].',
      remedy:
        'Read the present state; only drafts and returned declarations can be replaced and submitted, later changes are amendments, and what is cancelled is declared anew under another reference.',
    },
    source: {
      zh: '报关单修改和撤销：海关总署令第 220 号。',
      en: 'Amendment and cancellation of declarations: GACC Order 220.',
    },
    doubt: {
      zh: '条款号未核实。',
      en: 'The article numbers are unverified.',
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
  'event-time-too-early': {
    params: ['value', 'earliest'],
    zh: {
      message: '事件时间[ {value} ]过早，集装箱当时不可能在场[（最早 {earliest}）]。',
      remedy: '请核对年份、日期和时区。',
    },
    en: {
      message: 'The event[ at {value}] lies too far before the visit of its container[ (earliest {earliest})].',
      remedy: 'Check year, day and offset.',
    },
    source: {
      zh: '事件时间决定集装箱的状态和待办时限；时间有误不得改写早已结束的时段。',
      en: 'The time of an event decides where a container stands and what is due; a wrong one must not rewrite what is long over.',
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
      zh: '免税申报在出口之后的纳税期内办理。',
      en: 'The exemption is filed in the tax period after the export.',
    },
    doubt: {
      zh: '以结关日为起点的理解未核实。',
      en: 'That it begins with the closing is unverified.',
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
  'period-not-over': {
    params: ['period', 'endsAt'],
    zh: { message: '周期[ {period} ]尚未结束[（截止 {endsAt}）]，不能结算。', remedy: '请在截止时间之后再执行。' },
    en: {
      message: 'The period[ {period}] is not over yet[; it ends at {endsAt}].',
      remedy: 'Ask again after it has ended.',
    },
    source: {
      zh: '日清、周结、月提醒只结已经结束的期间。',
      en: 'Daily clearance, weekly settlement and monthly reminder close finished periods.',
    },
    doubt: {
      zh: '对“日清周结月提醒”的理解未核实。',
      en: 'The reading of 日清周结月提醒 is unverified.',
    },
  },
  'period-before-follow-up': {
    params: ['period', 'since'],
    zh: {
      message: '周期[ {period} ]早于市场开始跟踪的日期[（{since}）]，且该期间没有申报记录。',
      remedy: '请选择开始跟踪之后的期间，或由管理员调整市场的开始跟踪日期。',
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
      remedy: '如需按现在所知的事实重新计算，请对该周期重新计算；原结果保留。',
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
    zh: { message: '本系统的时钟不可调整。', remedy: '仅在试用环境可以调整时钟。' },
    en: {
      message: "The service's clock cannot be moved.",
      remedy: 'Only a trial (TRIAL_CLOCK=1, not in production) has a movable clock.',
    },
  },
} as const satisfies Entries;
