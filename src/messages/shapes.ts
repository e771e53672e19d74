import type { Entries } from './entry.js';

/** What a field may look like, before any rule of the trade. */
export const SHAPES = {
  'field-unknown': {
    params: ['field', 'suggestion'],
    said: { field: 'name' },
    zh: {
      message: '没有这个字段[：{field}]。',
      remedy: '请核对字段名的拼写和大小写，或删除该字段。[是否为 {suggestion}？]',
    },
    en: {
      message: 'There is no such field[: {field}].',
      remedy: 'Check spelling and case, or leave it out.[ Did you mean {suggestion}?]',
    },
  },
  'type-wrong': {
    params: ['expected'],
    zh: { message: '数据类型不对[：应为{expected}]。', remedy: '请改正后重新提交。' },
    en: { message: 'The value has the wrong type[: expected is {expected}].', remedy: 'Correct it and send it again.' },
  },
  'text-too-long': {
    params: ['max', 'length'],
    zh: { message: '内容过长[：最多 {max} 个字符][，现有 {length} 个]。', remedy: '请缩短后重填。' },
    en: { message: 'The text is too long[: at most {max} characters][, found {length}].', remedy: 'Shorten it.' },
  },
  'text-empty': {
    params: ['field'],
    zh: { message: '内容不能为空[：{field}]。', remedy: '请填写内容；没有内容的字段请整个省略。' },
    en: { message: 'The text is empty[: {field}].', remedy: 'Fill it in, or leave the field out altogether.' },
  },
  'text-forbidden-character': {
    params: ['character'],
    zh: {
      message: '含有不允许的字符[（{character}）]。',
      remedy: '请删除控制字符或乱码后重填；常见于从其他软件复制粘贴。',
    },
    en: {
      message: 'The text has a character that is not allowed[ ({character})].',
      remedy: 'Remove control characters and broken characters; they often come from copying out of another program.',
    },
  },
  'decimal-invalid': {
    params: ['value', 'digits', 'scale'],
    zh: {
      message: '数值[“{value}”]的写法不对[：整数部分最多 {digits} 位][，小数最多 {scale} 位]。',
      remedy: '请填写非负小数，例如 13800.50；不加正负号、千分位逗号、单位和科学计数法。',
    },
    en: {
      message:
        'This is not a plain decimal[: "{value}"][; at most {digits} digits before the point][, at most {scale} after it].',
      remedy: 'Write a non-negative decimal, such as 13800.50, without sign, thousands separator, unit or exponent.',
    },
  },
  'integer-invalid': {
    params: ['value', 'min', 'max'],
    zh: {
      message: '应为整数[，现为“{value}”][，范围 {min} 至 {max}]。',
      remedy: '请填写整数，不加引号、小数点和单位。',
    },
    en: {
      message: 'This is not a whole number[: "{value}"][; from {min} to {max}].',
      remedy: 'Enter a whole number within the range, without quotes, point or unit.',
    },
  },
  'boolean-invalid': {
    params: ['value'],
    zh: { message: '应为 true 或 false[，现为“{value}”]。', remedy: '请填写 true 或 false（表格中填“是”或“否”）。' },
    en: { message: 'This is neither true nor false[: "{value}"].', remedy: 'Use true or false (in a sheet: Y or N).' },
  },
  'enum-invalid': {
    params: ['value', 'allowed'],
    zh: { message: '取值[“{value}”]不在可选范围内。', remedy: '请从可用值中选择[：{allowed}]。' },
    en: {
      message: 'The value[ "{value}"] is not one of the choices.',
      remedy: 'Use one of the allowed values[: {allowed}].',
    },
  },
  'text-form-wrong': {
    params: ['value', 'form'],
    zh: { message: '内容[“{value}”]的格式不对。', remedy: '请按规定格式填写[：{form}]。' },
    en: {
      message: 'The text[ "{value}"] does not have the required form.',
      remedy: 'Write it in that form[: {form}].',
    },
  },
  'day-invalid': {
    params: ['value'],
    zh: { message: '日期[“{value}”]不存在或格式不对。', remedy: '请按 YYYY-MM-DD 填写（北京时间），例如 2021-12-28。' },
    en: {
      message: 'This is not a day of the calendar[: "{value}"].',
      remedy: 'Write YYYY-MM-DD (Asia/Shanghai), such as 2021-12-28.',
    },
  },
  'week-invalid': {
    params: ['value'],
    zh: {
      message: '周[“{value}”]不存在或格式不对。',
      remedy: '请按 ISO 周填写（周一至周日），例如 2026-W47；只有部分年份有第 53 周。',
    },
    en: {
      message: 'This is not an ISO week[: "{value}"].',
      remedy: 'Write it as 2026-W47 (Monday to Sunday); only some years have a week 53.',
    },
  },
  'month-invalid': {
    params: ['value'],
    zh: { message: '月份[“{value}”]不存在或格式不对。', remedy: '请按 YYYY-MM 填写，例如 2026-11。' },
    en: { message: 'This is not a month[: "{value}"].', remedy: 'Write YYYY-MM, such as 2026-11.' },
  },
  'instant-invalid': {
    params: ['value'],
    zh: {
      message: '时间[“{value}”]不存在或格式不对。',
      remedy: '请按 RFC 3339 填写并带时区，例如 2021-12-28T09:10:00+08:00。',
    },
    en: {
      message: 'This is not an instant[: "{value}"].',
      remedy: 'Write it by RFC 3339 with its offset, such as 2021-12-28T09:10:00+08:00.',
    },
  },
  'id-invalid': {
    params: ['value'],
    zh: { message: '标识[“{value}”]不是有效的 UUID。', remedy: '请使用本系统返回的 id。' },
    en: { message: 'This is not an id[: "{value}"].', remedy: 'Use an id that the service has given (a UUID).' },
  },
  'array-too-short': {
    params: ['min'],
    zh: { message: '列表项过少。', remedy: '请补充列表项[，至少 {min} 项]。' },
    en: { message: 'The list has too few entries.', remedy: 'Send at least[ {min}] entries.' },
  },
  'array-too-long': {
    params: ['max', 'count'],
    zh: { message: '条数过多[：最多 {max} 条][，现有 {count} 条]。', remedy: '请分批提交。' },
    en: { message: 'The list is too long[: at most {max}][, found {count}].', remedy: 'Send it in several parts.' },
  },
  'too-many-goods-lines': {
    params: ['max', 'count'],
    zh: { message: '货物行数过多[：一票最多 {max} 行][，现有 {count} 行]。', remedy: '请分票申报。' },
    en: {
      message: 'There are too many goods lines[: at most {max} a declaration][, found {count}].',
      remedy: 'Divide the goods over several declarations.',
    },
  },
  'too-many-container-links': {
    params: ['max', 'count'],
    zh: {
      message: '箱货对应关系过多[：所有集装箱列出的货物行合计最多 {max} 个][，现有 {count} 个]。',
      remedy: '请分票申报；如货物装在任一箱内均可，请省略该箱的货物行号。',
    },
    en: {
      message: 'The containers name too many goods lines[: at most {max} together][, found {count}].',
      remedy: 'Divide the declaration, or name no goods lines for a container that may hold any of them.',
    },
  },
  'field-repeated': {
    params: ['field'],
    said: { field: 'name' },
    zh: { message: '同一字段出现了两次[：{field}]。', remedy: '每个字段只能填写一次，请删除多余的一个。' },
    en: { message: 'A field is given twice[: {field}].', remedy: 'Give each field once.' },
  },
  'object-too-wide': {
    params: ['max'],
    zh: { message: '一个对象的字段过多[：最多 {max} 个]。', remedy: '请按接口文档的结构提交。' },
    en: {
      message: 'An object has too many fields[: at most {max}].',
      remedy: 'Send the structure the API document shows.',
    },
  },
  'body-too-many-values': {
    params: ['max'],
    zh: { message: '请求内容的数据项过多[：合计最多 {max} 个]。', remedy: '请分批提交。' },
    en: { message: 'The body has too many values[: at most {max} in all].', remedy: 'Send it in several parts.' },
  },
  'nesting-too-deep': {
    params: ['max'],
    zh: { message: '数据嵌套层数过多[：最多 {max} 层]。', remedy: '请按接口文档的结构提交。' },
    en: {
      message: 'The data are nested too deep[: at most {max} levels].',
      remedy: 'Send the structure the API document shows.',
    },
  },
} as const satisfies Entries;
