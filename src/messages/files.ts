import type { Entries } from './entry.js';

/** Bodies and files as such: encoding, columns, formats. */
export const FILES = {
  'body-not-json': {
    params: ['position'],
    zh: {
      message: '请求内容不是有效的 JSON[（第 {position} 个字符处）]。',
      remedy: '请检查引号、逗号和括号，并以 UTF-8 编码发送。',
    },
    en: {
      message: 'The body is not valid JSON[ (at character {position})].',
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
    said: { reason: 'unreadable' },
    zh: {
      message: '文件无法读取[：{reason}]。',
      remedy: '请确认文件为未加密的 xlsx 或 CSV，用 Excel 另存一次后重试。',
    },
    en: {
      message: 'The file cannot be read[: {reason}].',
      remedy: 'Send an unprotected xlsx or CSV file; saving it once more in Excel often helps.',
    },
  },
  'file-type-differs': {
    params: ['value'],
    zh: { message: '文件内容与声明的类型不符[（{value}）]。', remedy: '请按文件的实际类型上传：xlsx 或 CSV。' },
    en: {
      message: 'The file is not what its media type says[: {value}].',
      remedy: 'Send it under the type it has: xlsx or CSV.',
    },
  },
  'workbook-locked': {
    params: [],
    zh: { message: '文件带密码，或为旧版 xls 格式。', remedy: '请去掉密码，另存为 xlsx 后重新上传。' },
    en: {
      message: 'The workbook has a password, or is of the old xls format.',
      remedy: 'Save it as xlsx without a password and send it again.',
    },
  },
  'workbook-too-large': {
    params: ['reason'],
    said: { reason: 'unreadable' },
    zh: {
      message: '工作簿过大或结构异常[（{reason}）]。',
      remedy: '请只保留需要的工作表和数据，或另存为 CSV 后上传。',
    },
    en: {
      message: 'The workbook is too large, or not built like one[ ({reason})].',
      remedy: 'Keep the sheet and the rows that are needed, or send it as CSV.',
    },
  },
  'fact-parked': {
    params: ['reason'],
    said: { reason: 'parked' },
    zh: { message: '回执已保存但暂未入账[（{reason}）]。', remedy: '请在待处理回执中核对并指派。' },
    en: {
      message: 'The receipt was stored and parked[ ({reason})].',
      remedy: 'Look at it in the list of parked receipts and assign it.',
    },
  },
  'visit-unknown': {
    params: ['value'],
    zh: { message: '没有该集装箱的进出场记录[：{value}]。', remedy: '请核对箱号和市场，或先登记该集装箱。' },
    en: {
      message: 'There is no visit of this container[: {value}].',
      remedy: 'Compare number and market, or open its visit first.',
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
      message:
        '无法识别文件编码[（第 {position} 字节处）]：不是 UTF-8、带 BOM 的 UTF-16 或 GB18030，或解码后含有无效字符。',
      remedy: '请另存为“CSV UTF-8（逗号分隔）”后重新上传。',
    },
    en: {
      message:
        'The file is neither UTF-8, UTF-16 with a byte order mark, nor GB18030[ (at byte {position})], or its text holds characters that nobody writes.',
      remedy: 'Save it as "CSV UTF-8 (comma delimited)" and send it again.',
    },
  },
  'file-too-many-rows': {
    params: ['max'],
    zh: { message: '文件行数过多[：上限 {max} 行]。', remedy: '请拆分为多个文件后分次上传。' },
    en: { message: 'The file has too many rows[: at most {max}].', remedy: 'Send it as several files.' },
  },
  'file-too-many-columns': {
    params: ['max'],
    zh: { message: '文件列数过多[：上限 {max} 列]。', remedy: '请只保留模板中的列，并检查分隔符和换行是否正确。' },
    en: {
      message: 'The file has too many columns[: at most {max}].',
      remedy: 'Keep the columns of the template only, and check delimiters and line breaks.',
    },
  },
  'reference-too-many-rows': {
    params: ['reference', 'row', 'max'],
    zh: {
      message: '同一申报参考号[“{reference}”]的行数过多[：上限 {max} 行][，第 {row} 行已超出]。',
      remedy: '一票申报最多 2,000 行商品；请分票，或检查参考号列是否填错。',
    },
    en: {
      message: 'One reference[, "{reference}",] has too many rows[: at most {max}][; row {row} is one too many].',
      remedy: 'A declaration has at most 2,000 goods lines: split it, or check the column of references.',
    },
  },
  'quote-malformed': {
    params: ['row'],
    zh: {
      message: '该单元格[（第 {row} 行）]的英文双引号不成对，或其后还有其他字符。',
      remedy: '含引号的单元格须整体用英文双引号括起，其中的引号写成两个；用 Excel 另存为 CSV 即可。',
    },
    en: {
      message: 'The quotes of this cell[ of row {row}] are not closed, or something follows after them.',
      remedy:
        'Put the whole cell in quotes and double the quotes inside it; saving the file from a spreadsheet does so.',
    },
  },
  'cell-without-column': {
    params: ['cells', 'columns'],
    zh: {
      message: '该单元格没有对应的列[：本行有 {cells} 个单元格，表头只有 {columns} 列]。',
      remedy: '含逗号的内容须用英文双引号括起；请删除多余的单元格，或为该列补上表头。',
    },
    en: {
      message: 'This cell has no column[: the row has {cells} cells, the header {columns} columns].',
      remedy: 'Put a text that contains the delimiter in quotes, remove the cell, or give its column a header.',
    },
  },
  'beside-stray-row': {
    params: ['row'],
    zh: {
      message: '相邻的[第 {row} ]行不属于任何一票申报，可能是本票遗漏的商品。',
      remedy: '请为该行填写申报参考号，或删除该行；合并单元格的续行，其申报栏目须全部为空。',
    },
    en: {
      message: 'The row beside it[, row {row},] belongs to no declaration and may be a lost line of this one.',
      remedy:
        'Give that row its reference, or remove it; in a row below merged cells all cells about the declaration are empty.',
    },
  },
  'scientific-notation': {
    params: ['value'],
    zh: {
      message: '表格软件把该号码变成了科学计数法[“{value}”]，后面的数字已丢失。',
      remedy: '请将该列设为“文本”格式，重新填写完整号码。',
    },
    en: {
      message: 'A spreadsheet has turned this number into scientific notation[, "{value}"]; its last digits are lost.',
      remedy: 'Set the column to the format "text" and enter the whole number again.',
    },
  },
  'leading-zeros-lost': {
    params: ['value', 'as'],
    zh: {
      message: '代码[“{value}”]缺少前导零，已按[“{as}”]读取。',
      remedy: '请核对；将该列设为“文本”格式可保留前导零。',
    },
    en: {
      message: 'The code[ "{value}"] has lost its leading zeros; it was read as[ "{as}"].',
      remedy: 'Check it; a column of the format "text" keeps leading zeros.',
    },
  },
  'cell-read-as': {
    params: ['value', 'as'],
    zh: { message: '单元格[“{value}”]已按[“{as}”]读取。', remedy: '如与原意不符，请修改。' },
    en: {
      message: 'The cell[ "{value}"] was read in another writing[: "{as}"].',
      remedy: 'Correct it if something else is meant.',
    },
  },
  'changed-meanwhile': {
    params: ['value', 'current'],
    zh: {
      message: '上次由文件提交之后，该申报已被人修改[：文件为“{value}”][，现为“{current}”]。',
      remedy: '请核对两个值：在系统中修改该申报，或将文件改为与现值一致后重新上传。',
    },
    en: {
      message:
        'The declaration was changed since a file last said something of it[: the file says "{value}"][; it now says "{current}"].',
      remedy: 'Compare both values: change the declaration itself, or make the file say what it says now.',
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
        '同一申报参考号[ {reference} ]各行的表头内容不一致[：“{column}”列][，首行为“{first}”，本行为“{other}”][（见第 {row} 行）]。',
      remedy: '同一票申报的各行，表头栏目必须填写相同内容；如属不同申报，请使用不同的申报参考号。',
    },
    en: {
      message:
        'Rows of one reference[, {reference},] disagree about the header[: column "{column}"][, first "{first}", here "{other}"][ (see row {row})].',
      remedy:
        'Repeat the same header values on all rows of a declaration, or give different declarations different references.',
    },
  },
} as const satisfies Entries;
