import type { Entries } from './entry.js';

/** Why a hold ends, or an inspection begins, that goes on from one visit of a container to the next. */
export const CARRIED_ON = { zh: '随箱转入下一次进场', en: 'carried on to the next visit' } as const;

/** Holds and inspections of containers. */
export const CONTAINERS = {
  'market-elsewhere': {
    params: ['value', 'markets'],
    said: { markets: 'choices' },
    zh: {
      message: '市场[“{value}”]属于其他海关。',
      remedy: '请填写本关所管市场的代码[：{markets}]；其他市场的集装箱由所属海关录入。',
    },
    en: {
      message: 'The market[ "{value}"] belongs to another customs office.',
      remedy:
        'Use the code of a market of this office[: {markets}]; what is elsewhere is reported by the office there.',
    },
  },
  'container-declared': {
    params: ['container'],
    zh: {
      message: '已有报关单申报集装箱[“{container}”]，不能更改箱号或市场。',
      remedy: '如申报的箱号有误，请先修改报关单；其他内容可以更改。',
    },
    en: {
      message: 'A filed declaration names the container[ {container}]; its number and its market cannot be changed.',
      remedy: 'If the declared number is wrong, amend the declaration first; everything else can be changed.',
    },
    source: {
      zh: '报关单与集装箱按箱号关联：更改箱号，申报的集装箱就没有进场记录可查。',
      en: 'A declaration and its containers are joined by number: under another one the declared container would have no visit.',
    },
  },
  'container-held': {
    params: ['container'],
    zh: {
      message: '集装箱[“{container}”]已被海关暂停放行，不能更改箱号或市场。',
      remedy: '请先由海关解除暂停放行；其他内容可以更改。',
    },
    en: {
      message: 'The container[ {container}] is held; its number and its market cannot be changed.',
      remedy: 'Have customs release the hold first; everything else can be changed.',
    },
    source: {
      zh: '暂停放行按箱号跟踪集装箱：更改箱号，箱内报关单就会漏管。',
      en: 'A hold follows the container by its number: under another number its declarations would slip out.',
    },
  },
  'seals-under-control': {
    params: ['container'],
    zh: {
      message: '集装箱[“{container}”]正在查验或已被海关暂停放行，不能更改封号。',
      remedy: '请保留原封号，其他内容可以更改；封号确有变化的，请联系主管海关登记。',
    },
    en: {
      message: 'The container[ {container}] is held or under inspection; its seals cannot be changed.',
      remedy:
        'Leave the seals as they are, everything else can be changed; where a seal has changed, have customs record it.',
    },
  },
  'inspection-without-result': {
    params: ['container'],
    zh: {
      message: '集装箱[“{container}”]的查验尚无结果，不能报送海关放行。',
      remedy: '请先登记查验结果，再报送放行。',
    },
    en: {
      message: 'An inspection of the container[ {container}] has no result; its release cannot be reported.',
      remedy: 'Record the result of the inspection first, then the release.',
    },
  },
  'visit-ended': {
    params: ['container', 'endedAt'],
    zh: {
      message: '集装箱[“{container}”]已离开[（{endedAt}）]，不能再暂停放行或布控查验。',
      remedy: '请核对箱号；如该箱再次进场，请在新的在场记录上操作。',
    },
    en: {
      message: 'The container[ {container}] has departed[ ({endedAt})]; it cannot be held or inspected here any more.',
      remedy: 'Compare the number; if the container has come again, act on its new visit.',
    },
  },
  'nothing-to-explain': {
    params: ['kind'],
    zh: { message: '该箱没有待说明的事项[（{kind}）]。', remedy: '请刷新查看；可能已由他人说明，或已有查验结果。' },
    en: {
      message: 'Nothing of this kind[, {kind},] is open of the container.',
      remedy: 'Read the container again: somebody may have explained it, or an inspection has.',
    },
  },
  'hold-released': {
    params: ['releasedAt', 'by'],
    zh: {
      message: '该项暂停放行已解除[（{releasedAt}，{by}）]。',
      remedy: '请刷新查看；如需再次暂停放行，请新增一项。',
    },
    en: {
      message: 'The hold has been released already[ ({releasedAt}, {by})].',
      remedy: 'Read the container again; to hold it once more place a new hold.',
    },
  },
  'review-day-past': {
    params: ['value', 'today'],
    zh: { message: '复核日期[“{value}”]早于今天[（{today}）]。', remedy: '请填写今天或以后的日期。' },
    en: {
      message: 'The day of review[ {value}] is before today[ ({today})].',
      remedy: 'Give today or a later day: a hold nobody looks at again would stand for ever.',
    },
  },
  'inspection-step-known': {
    params: ['step', 'at', 'by'],
    zh: {
      message: '该查验的此步骤[“{step}”]已有记录[（{at}，{by}）]。',
      remedy: '请刷新查看；记录不能更改，如需再次查验请另行布控。',
    },
    en: {
      message: 'This step of the inspection[, {step},] is on record already[ ({at}, {by})].',
      remedy: 'Read the container again; a record is never changed, for another look order another inspection.',
    },
  },
  'inspection-times-reversed': {
    params: ['step', 'other', 'at'],
    said: { other: 'step' },
    zh: {
      message: '查验步骤[“{step}”]的时间与已有步骤[“{other}”（{at}）]前后颠倒。',
      remedy: '顺序为：布控、开箱、结果、重新施封。请填写实际发生的时间。',
    },
    en: {
      message: 'The time of this step[, {step},] is on the wrong side of another[: {other} at {at}].',
      remedy: 'The order is ordered, opened, result, resealed; give the time when it really happened.',
    },
  },
  'event-not-yours': {
    params: ['value'],
    said: { value: 'event' },
    zh: {
      message: '事件[“{value}”]只能由海关报送；查验未结束时，启封、拆箱和重新施封也由海关报送。',
      remedy: '请删去该事件后重新报送；需要海关放行或查验结果的，请联系主管海关。',
    },
    en: {
      message:
        'The event[ {value}] is reported by customs alone; so are removing seals, opening and resealing while an inspection is open.',
      remedy: 'Leave it out and send the others again; ask the customs office for its release or its result.',
    },
  },
  'visit-not-yours': {
    params: [],
    zh: {
      message: '该集装箱的在场记录属于另一家报关企业。',
      remedy: '贵司在箱内有货，可以查看并登记事件；箱子的信息请由其所属企业修改。',
    },
    en: {
      message: "The container's visit is another firm's.",
      remedy:
        'With goods in it a firm sees it and reports events; its header is changed by the firm whose visit it is.',
    },
  },
} as const satisfies Entries;
