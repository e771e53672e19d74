import type { Entries } from './entry.js';

/** Bodies and files as such: encoding, columns, formats. */
export const FILES = {
  'body-not-json': {
    params: ['reason'],
    zh: {
      message: '请求内容不是有效的 JSON[（{reason}）]。',
      remedy: '请检查引号、逗号和括号，并以 UTF-8 编码发送。',
    },
    en: {
      message: 'The body is not valid JSON[ ({reason})].',
      remedy: 'Check quotes, commas and brackets, and send it as UTF-8.',
    },
  },
  'body-cut-off': {
    params: [],
    zh: { message: '请求内容没有完整到达。', remedy: '请检查网络后重新发送。' },
    en: { message: 'The body did not arrive whole.', remedy: 'Check the network and send it again.' },
  },
  'form-broken': {
    params: ['reason'],
    zh: {
      message: '表单（multipart/form-data）无法解读[（{reason}）]。',
      remedy: '请由客户端生成含 boundary 的 Content-Type，并完整发送，文件放在 file 字段中。',
    },
    en: {
      message: 'The form (multipart/form-data) cannot be read[ ({reason})].',
      remedy:
        'Let the client write a Content-Type with its boundary, send the whole form, the file in the field "file".',
    },
  },
  'body-empty': {
    params: [],
    zh: { message: '请求没有内容。', remedy: '请在请求体中提交数据。' },
    en: { message: 'The body is empty.', remedy: 'Send the data in the body of the request.' },
  },
  'body-too-large': {
    params: ['max'],
    zh: { message: '提交的内容过大[：上限 {max}]。', remedy: '请拆分后分次提交；大批量申报请使用文件导入。' },
    en: {
      message: 'The body is too large[: at most {max}].',
      remedy: 'Send it in parts; for many declarations use the import of files.',
    },
  },
  'media-type-unsupported': {
    params: ['value', 'allowed'],
    zh: { message: '不支持的内容类型[：{value}]。', remedy: '请设置正确的 Content-Type[：{allowed}]。' },
    en: {
      message: 'The media type is not supported[: {value}].',
      remedy: 'Set the Content-Type[ to one of {allowed}].',
    },
  },
  'format-unsupported': {
    params: ['value', 'allowed'],
    zh: { message: '不支持的输出格式[：{value}]。', remedy: '请从可用格式中选择[：{allowed}]。' },
    en: {
      message: 'The format is not supported[: {value}].',
      remedy: 'Ask for one of the formats there are[: {allowed}].',
    },
  },
  'file-unreadable': {
    params: ['reason'],
    zh: {
      message: '文件无法读取[：{reason}]。',
      remedy: '请确认文件为未加密的 xlsx 或 CSV，用 Excel 另存一次后重试。',
    },
    en: {
      message: 'The file cannot be read[: {reason}].',
      remedy: 'Send an unprotected xlsx or CSV file; saving it once more in Excel often helps.',
    },
  },
  'file-empty': {
    params: [],
    zh: { message: '文件中没有数据行。', remedy: '请在表头下至少填写一行货物后重新上传。' },
    en: { message: 'The file has no rows of data.', remedy: 'Put at least one row of goods below the header.' },
  },
  'file-encoding-unknown': {
    params: ['position'],
    zh: {
      message: '无法识别文件编码[（第 {position} 字节处）]：既不是 UTF-8，也不是 GB18030。',
      remedy: '请另存为“CSV UTF-8（逗号分隔）”后重新上传。',
    },
    en: {
      message: 'The file is neither UTF-8 nor GB18030[ (at byte {position})].',
      remedy: 'Save it as "CSV UTF-8 (comma delimited)" and send it again.',
    },
  },
  'column-unknown': {
    params: ['column', 'suggestion'],
    zh: {
      message: '没有这一列[：“{column}”]。',
      remedy: '请使用模板中的中文或英文列名，或删除该列。[是否为“{suggestion}”？]',
    },
    en: {
      message: 'There is no such column[: "{column}"].',
      remedy:
        'Use the header names of the template, in Chinese or English, or remove the column.[ Did you mean "{suggestion}"?]',
    },
  },
  'column-missing': {
    params: ['column'],
    zh: { message: '缺少必需的列[：“{column}”]。', remedy: '请下载最新模板，补上该列。' },
    en: { message: 'A required column is missing[: "{column}"].', remedy: 'Add it; the template shows all columns.' },
  },
  'column-duplicate': {
    params: ['column'],
    zh: { message: '列名重复[：“{column}”]。', remedy: '同一列（含中英文列名）只能出现一次，请删除多余的列。' },
    en: {
      message: 'A column occurs twice[: "{column}"].',
      remedy: 'Each column may occur once, in Chinese or in English.',
    },
  },
  'header-rows-disagree': {
    params: ['column', 'reference', 'first', 'other', 'row'],
    zh: {
      message:
        '同一业务编号[ {reference} ]各行的表头内容不一致[：“{column}”列][，首行为“{first}”，本行为“{other}”][（见第 {row} 行）]。',
      remedy: '同一票申报的各行，表头栏目必须填写相同内容；如属不同申报，请使用不同的业务编号。',
    },
    en: {
      message:
        'Rows of one reference[, {reference},] disagree about the header[: column "{column}"][, first "{first}", here "{other}"][ (see row {row})].',
      remedy:
        'Repeat the same header values on all rows of a declaration, or give different declarations different references.',
    },
  },
} as const satisfies Entries;
