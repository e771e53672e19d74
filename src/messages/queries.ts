import type { Entries } from './entry.js';

/** The parameters of a question: which there are, what they may be, and what goes together. */
export const QUERIES = {
  'query-unknown': {
    params: ['field'],
    said: { field: 'name' },
    zh: { message: '没有这个查询参数[：{field}]。', remedy: '请核对参数名；每个接口的参数列在 /docs。' },
    en: {
      message: 'There is no such query parameter[: {field}].',
      remedy: 'Check its name; /docs lists the parameters of each route.',
    },
  },
  'query-value-unknown': {
    params: ['field', 'value'],
    zh: { message: '查询条件[“{field}”]的取值[“{value}”]不存在。', remedy: '请核对取值，或去掉这一条件。' },
    en: {
      message: 'There is no such value of the parameter[ {field}][: "{value}"].',
      remedy: 'Check the value, or leave the parameter out.',
    },
  },
  'query-needs-basis': {
    params: ['field', 'basis'],
    zh: {
      message: '查询条件[“{field}”]与所选统计口径不符[，只适用于“{basis}”口径]。',
      remedy: '请去掉这一条件，或改用相应的口径。',
    },
    en: {
      message: 'The parameter[ {field}] does not go with this basis[, only with {basis}].',
      remedy: 'Leave it out, or ask for that basis.',
    },
  },
  'paging-of-whole': {
    params: ['field'],
    said: { field: 'name' },
    zh: {
      message: '文件和汇总一次给出全部内容，不分页[，因此不接受参数 {field}]。',
      remedy: '请去掉 limit 和 cursor；需要分页的，请以 JSON 格式读取列表。',
    },
    en: {
      message: 'A file or a count is the whole, without pages[: it takes no {field}].',
      remedy: 'Leave limit and cursor out; read the list as JSON to have pages.',
    },
  },
  'cursor-invalid': {
    params: [],
    zh: {
      message: '翻页游标无效。',
      remedy: '请原样使用上一页返回的 nextCursor，且不要改变其他查询条件；或从第一页重新开始。',
    },
    en: {
      message: 'The cursor is not valid.',
      remedy:
        'Send nextCursor of the page before as it came, with the same other parameters, or start from the first page.',
    },
  },
  'range-reversed': {
    params: ['from', 'to'],
    zh: { message: '起始日期[ {from} ]晚于截止日期[ {to}]。', remedy: '请调换或更正起止日期。' },
    en: { message: 'The range begins[, {from},] after it ends[, {to}].', remedy: 'Put the earlier day into "from".' },
  },
  'as-of-in-future': {
    params: ['value', 'now'],
    zh: {
      message: '查询时点[ {value} ]晚于当前时间[（{now}）]。',
      remedy: '请填写已经过去的时间；省略 asOf 即为现在。',
    },
    en: {
      message: 'The instant of asOf[, {value},] lies in the future[ (now {now})].',
      remedy: 'Ask for an instant that has passed; without asOf it is now.',
    },
  },
  'as-of-needs-facts': {
    params: ['basis', 'allowed'],
    zh: {
      message: '查询时点（asOf）不适用于该统计口径[（{basis}）]。',
      remedy: '请省略 asOf，或改用可按过去时点查询的口径[：{allowed}]。',
    },
    en: {
      message: 'There is no asOf for this basis[: {basis}].',
      remedy: 'Leave asOf out, or ask for a basis whose past is known[: {allowed}].',
    },
  },
  'range-too-long': {
    params: ['max'],
    zh: { message: '查询的时间范围过长[：最长 {max}]。', remedy: '请缩短范围，分段查询。' },
    en: { message: 'The range is too long[: at most {max}].', remedy: 'Ask for a shorter range, or for several.' },
  },
  'dimension-unknown': {
    params: ['value', 'allowed'],
    zh: {
      message: '没有这个分组维度[：{value}]。',
      remedy: '请从可用维度中选择[：{allowed}]，多个维度用逗号隔开，不得重复。',
    },
    en: {
      message: 'There is no such dimension to group by[: {value}].',
      remedy: 'Use one or more dimensions[ of {allowed}], separated by commas, each once.',
    },
  },
  'query-repeated': {
    params: ['field'],
    said: { field: 'name' },
    zh: { message: '同一查询参数出现了两次[：{field}]。', remedy: '每个参数只写一次；多个取值用逗号隔开。' },
    en: {
      message: 'A query parameter is given twice[: {field}].',
      remedy: 'Give each parameter once; several values are separated by commas.',
    },
  },
} as const satisfies Entries;
