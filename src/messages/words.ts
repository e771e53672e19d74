import { KINDS } from '../vocabulary/open-item-kinds.js';
import { CUSTOMS_OFFICES } from '../vocabulary/customs-office.js';
import { UNITS } from '../vocabulary/unit.js';
import { AMENDMENT_REASONS, CHOICES, CODE_TABLE_NAMES, EVENT_NAMES, PARKED_NAMES, STATE_NAMES } from './choices.js';
import type { Language } from '../vocabulary/language.js';
import { fieldName, sayField, sayPlace } from './field-names.js';

/** A word in Chinese, and in English where that reads otherwise than the value itself. */
type Words = Readonly<Record<string, string | readonly [zh: string, en: string]>>;

const ROLES: Words = {
  admin: '管理员',
  broker: '报关人员',
  officer: '关员',
  analyst: '统计人员',
  auditor: '审计员',
  channel: '海关通道',
  system: '系统',
};

/** Codes that people of the trade write themselves, each with its name. */
const named = (names: readonly (readonly [code: string, zh: string, en: string])[]): Words =>
  Object.fromEntries(names.map(([code, zh, en]) => [code, [`${zh}（${code}）`, `${en} (${code})`]]));

/** The types of JSON, each with how it is written. */
const TYPES: Words = {
  string: ['文字，用英文双引号括起', 'a text, in double quotes'],
  'decimal string': ['数值，用英文双引号括起，例如 "13800.50"', 'a decimal in double quotes, such as "13800.50"'],
  integer: ['整数，不加引号', 'a whole number without quotes'],
  array: ['列表，用方括号括起', 'a list, in square brackets'],
  object: ['对象，用花括号括起', 'an object, in curly brackets'],
  'object of strings': ['对象，其每个值都是文字', 'an object whose values are texts'],
};

/** The forms that texts may have to have, in words. */
export const FORMS = {
  'entry-id': ['18 位数字', '18 digits'],
  office: ['4 位数字', 'four digits'],
  'hs-prefix': ['2 至 10 位数字', '2 to 10 digits'],
  'hs-digits': ['1 至 10 位数字', '1 to 10 digits'],
  searchable: ['至少含一个文字、字母或数字', 'at least one letter or digit'],
  login: [
    '2 至 100 个字符，以文字、字母或数字开头，其后还可用点、@、加号、连字符和下划线，不含空格',
    '2 to 100 characters, the first a letter or digit, then also . _ @ + and -, without blanks',
  ],
  'name-with-hyphens': [
    '2 至 63 个字符，只用小写字母、数字和连字符，以字母开头',
    '2 to 63 lower-case letters, digits and hyphens, the first a letter',
  ],
  'mapping-name': [
    '至多 60 个字符，以文字、字母或数字开头，其后还可用空格、点、连字符和下划线',
    'up to 60 characters, the first a letter or digit, then also blanks . _ and -',
  ],
  'market-code': [
    '2 至 20 个大写字母、数字或连字符，例如 KQ-CTC',
    '2 to 20 capital letters, digits or hyphens, such as KQ-CTC',
  ],
  'country-code': ['三位大写字母，例如 NGA', 'three capital letters, such as NGA'],
} as const satisfies Words;
export type FormName = keyof typeof FORMS;

const THINGS: Words = {
  ...CODE_TABLE_NAMES,
  key: ['密钥', 'key'],
  organisation: ['单位', 'organisation'],
  broker: ['报关行', 'broker'],
  person: ['人员', 'person'],
  display: ['大屏', 'display'],
  market: ['市场', 'market'],
  'code table': ['代码表', 'code table'],
  year: ['年份', 'year'],
  'import mapping': ['列名对照', 'import mapping'],
  'notice-address': ['提醒邮箱', 'address for reminders'],
  delivery: ['推送记录', 'delivery'],
  webhook: ['事件推送', 'webhook'],
  job: ['任务', 'job'],
  period: ['周期种类', 'kind of period'],
  revision: ['重算版次', 'revision'],
  'trade-rule': ['贸易规则', 'trade rule'],
  'hs-rule': ['商品规则', 'HS rule'],
  rates: ['海关汇率', 'rates'],
  reminder: ['提醒', 'reminder'],
  edition: ['统计版本', 'edition'],
  'report link': ['下载链接', 'report link'],
  settlement: ['结算单', 'statement'],
  'daily-clearance': ['日清', 'daily clearance'],
  'weekly-settlement': ['周结', 'weekly settlement'],
  'monthly-reminder': ['月提醒', 'monthly reminder'],
  'pre-close-warning': ['月末预警', 'pre-close warning'],
};

/** Values that are names of the contract rather than something typed by a person. A kind that is not here is said by a function below. */
export const WORDS = {
  role: ROLES,
  status: STATE_NAMES,
  event: named(Object.entries(EVENT_NAMES).map(([code, [zh, en]]) => [code, zh, en])),
  parked: PARKED_NAMES,
  type: TYPES,
  form: FORMS,
  thing: THINGS,
  meaning: { ...STATE_NAMES, information: '仅供参考' },
  first: { 'another firm': '其他企业' },
  scope: { read: '读取', write: '写入', receipts: '回执' },
  channel: { 'single-window': '单一窗口', officer: '关员', customs: '海关', amendment: '修撤单' },
  weakness: {
    short: '太短',
    long: '太长',
    common: '常见或过于简单',
    'own name': '几乎只有登录名或姓名',
    same: '与当前密码相同',
  },
  state: {
    'not-sent': '未发出',
    sent: '待答复',
    answered: '已答复',
    closed: '已办结',
    withdrawn: '已撤回',
    pending: '待审批',
    accepted: '已批准',
    rejected: '未批准',
  },
  step: { ordered: '布控', opened: '开箱', result: '查验结果', resealed: '重新施封' },
  kind: {
    ...Object.fromEntries(Object.entries(KINDS).map(([kind, { name }]) => [kind, [name.zh, name.en] as const])),
    broker: '报关行',
    customs: '海关',
    statistics: '统计机构',
    operator: '运营单位',
  },
  mark: { rate: '费率', perTonne: ['单价（每吨）', 'price per tonne'], total: '总价' },
  basis: { closed: '结关', declared: '申报', released: '放行', settled: '已结算' },
  office: named(CUSTOMS_OFFICES.map(({ code, zh, en }) => [code, zh, en])),
  unit: named(UNITS.map(({ code, zh, en }) => [code, zh, en])),
  deliveryFailure: {
    'no answer within 10 s': ['10 秒内没有应答', 'no answer within 10 s'],
    'webhook-url-invalid': ['接收地址不可用', 'the address cannot be used'],
    'webhook-address-refused': ['接收地址指向内部网络', 'the address is inside a network'],
    'webhook-host-unknown': ['找不到主机', 'the host cannot be found'],
    ...named([
      ['ECONNREFUSED', '连接被拒绝', 'connection refused'],
      ['ECONNRESET', '连接中断', 'connection closed'],
      ['ETIMEDOUT', '连接超时', 'connection timed out'],
      ['ENETUNREACH', '网络不可达', 'network unreachable'],
      ['EHOSTUNREACH', '主机不可达', 'host unreachable'],
      ['CERT_HAS_EXPIRED', '证书已过期', 'certificate expired'],
      ['DEPTH_ZERO_SELF_SIGNED_CERT', '证书为自签名', 'self-signed certificate'],
      ['ERR_TLS_CERT_ALTNAME_INVALID', '证书与主机名不符', 'certificate of another host'],
    ]),
  },
  unreadable: {
    'not-a-workbook': ['不是 Excel 工作簿', 'not a workbook'],
    'broken-archive': ['文件已损坏', 'the file is damaged'],
    'broken-xml': ['文件内容已损坏', 'its content is damaged'],
    'no-sheet': ['没有工作表', 'it has no sheet'],
    'too-many-parts': ['内部文件过多', 'too many parts'],
    'too-many-sheets': ['工作表过多', 'too many sheets'],
    'too-large-unpacked': ['解压后过大', 'too large when unpacked'],
  },
  action: {
    submit: '提交申报',
    replace: '修改',
    amend: '申请修改',
    cancel: '申请撤销',
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
    'change-lane': ['更改通道', 'change the lane'],
  },
  amendmentReason: AMENDMENT_REASONS,
  amendmentType: { 'by-customs': ['海关修改', 'amendment by customs'] },
} as const satisfies Readonly<Record<string, Words>>;

const LISTS = { roles: 'role', scopes: 'scope', units: 'unit', offices: 'office' } as const satisfies Readonly<
  Record<string, Table>
>;

type Table = keyof typeof WORDS;
/** How the value of a param is said: by a table of words, or by a function of its own. */
export type WordKind =
  Table | keyof typeof LISTS | 'field' | 'place' | 'choices' | 'finding' | 'findings' | 'name' | 'typed';

/** How params are said unless an entry says otherwise; what is not here is shown as it was typed. */
const KIND_OF_PARAM: Readonly<Record<string, WordKind>> = {
  field: 'field',
  allowed: 'choices',
  role: 'roles',
  needed: 'roles',
  first: 'first',
  channel: 'channel',
  weakness: 'weakness',
  status: 'status',
  state: 'state',
  step: 'step',
  kind: 'kind',
  meaning: 'meaning',
  mark: 'mark',
  basis: 'basis',
  action: 'action',
  expected: 'type',
  form: 'form',
  what: 'thing',
};
export const kindOfParam = (param: string): WordKind => KIND_OF_PARAM[param] ?? 'typed';

const WORD = /[\w-]+/g;
/** What stands before the name of a field or a parameter in its place. */
const PLACE_OF_NAMES = /^\/?(?:(?:query|path|headers)\/)?/;
const SEPARATOR: Readonly<Record<Language, string>> = { zh: '、', en: ', ' };

const isTable = (kind: WordKind): kind is Table => Object.hasOwn(WORDS, kind);
const isList = (kind: WordKind): kind is keyof typeof LISTS => Object.hasOwn(LISTS, kind);

/** The word of a table for a value, or the value itself. */
export function wordOf(table: Table, value: string, language: Language): string {
  const words: Words = WORDS[table];
  const word = Object.hasOwn(words, value) ? words[value] : undefined;
  if (word === undefined) return value;
  if (typeof word === 'string') return language === 'zh' ? word : value;
  return word[language === 'zh' ? 0 : 1] ?? value;
}

/** Whether a table has a word for the value: what has none would stand in a Chinese sentence as it is. */
export const hasWord = (table: Table, value: string): boolean => Object.hasOwn(WORDS[table], value);

/** A value as a sentence in this language says it; `field` is the one that it would be a value of. What was typed stays as it is. */
export function say(kind: WordKind, value: string, language: Language, field = ''): string {
  if (kind === 'field') return sayField(value, language);
  if (kind === 'name') return value.replace(PLACE_OF_NAMES, '');
  if (kind === 'place') return sayPlace(value, language);
  if (kind === 'choices') return listOf(value, language, (each) => sayChoice(each, language, field));
  if (isList(kind)) {
    return value.replace(WORD, (each) => wordOf(LISTS[kind], each, language)).replaceAll(', ', SEPARATOR[language]);
  }
  return isTable(kind) ? wordOf(kind, value, language) : value;
}

const listOf = (value: string, language: Language, saying: (each: string) => string): string =>
  value.split(', ').map(saying).join(SEPARATOR[language]);

/** One of the values that could be given: its name, and beside it what has to be written. */
function sayChoice(value: string, language: Language, field: string): string {
  if (language === 'en') return value;
  const ofField = `${field.split(/[./]/).at(-1) ?? ''}.${value}`;
  const known = [ofField, value].find((key) => Object.hasOwn(CHOICES, key));
  const name = known === undefined ? fieldName(value, 'zh') : CHOICES[known];
  return name === null ? value : `${name}（${value}）`;
}
