import { SCOPES } from '../../src/access/domain/scopes.js';
import { ORGANISATION_KINDS } from '../../src/access/domain/key-rules.js';
import { REASON_CODES } from '../../src/amendments/domain/reasons.js';
import { CORRECTION_STATES, CORRECTION_STEPS } from '../../src/corrections/domain/states.js';
import { CODE_MEANINGS } from '../../src/declarations/domain/receipt-codes.js';
import { PARKED_REASONS } from '../../src/declarations/domain/status/parked-reasons.js';
import { hasWord, say } from '../../src/messages/words.js';
import { ROLES } from '../../src/platform/database/actor.js';
import { CODE_TABLES } from '../../src/reference/domain/code-tables.js';
import { BASES } from '../../src/reports/domain/dimensions.js';
import { EXPLAINED_KINDS } from '../../src/shipments/domain/course.js';
import { EVENT_CODES } from '../../src/shipments/domain/event-codes.js';
import { INSPECTION_STEPS } from '../../src/shipments/domain/inspections.js';
import { VISIT_STATUSES } from '../../src/shipments/domain/visit-state.js';
import { exampleDeclaration } from '../samples/example.js';
import { type ApiDocument, apiDocument, operationsOf } from '../support/http/described.js';
import { useOffice, type Who } from '../support/office.js';

const office = useOffice({ at: '2026-11-18T06:00:00Z' });

/** What readers of the trade write in Latin letters themselves, and the names of formats. */
const AS_WRITTEN = new Set(['CNY', 'USD', 'json', 'csv', 'xlsx', 'sdmx-csv', 'parquet', 'pdf']);

interface Described {
  readonly enum?: unknown[];
  readonly pattern?: string;
  readonly properties?: Record<string, Described>;
  readonly items?: Described;
  readonly [more: string]: unknown;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema?: Described;
}

/** The values from which each field or parameter takes one, as "sort newest". */
function choicesIn(document: ApiDocument): string[] {
  const found = new Set<string>();
  const note = (name: string, schema: Described | undefined): void => {
    if (!schema) return;
    const several = /^\^\(([\w.|-]+)\)\(,/.exec(schema.pattern ?? '')?.[1]?.split('|') ?? [];
    for (const value of [...(schema.enum ?? []), ...several]) found.add(`${name} ${String(value)}`);
    note(name, schema.items);
    for (const [field, inner] of Object.entries(schema.properties ?? {})) note(field, inner);
  };
  for (const { operation } of operationsOf(document)) {
    for (const { name, in: where, schema } of (operation.parameters ?? []) as readonly Parameter[]) {
      if (where !== 'header') note(name, schema);
    }
    for (const { schema } of Object.values(operation.requestBody?.content ?? {})) {
      for (const name of referredTo(document, schema)) note('', document.components['schemas']?.[name] as Described);
    }
  }
  return [...found];
}

/** The schemas that one refers to, and those that these refer to. */
function referredTo(document: ApiDocument, schema: unknown, seen = new Set<string>()): Set<string> {
  for (const [, name = ''] of JSON.stringify(schema ?? {}).matchAll(/#\/components\/schemas\/(\w+)/g)) {
    if (seen.has(name)) continue;
    seen.add(name);
    referredTo(document, document.components['schemas']?.[name], seen);
  }
  return seen;
}

describe('what could be given', () => {
  it('has a Chinese name for each value, beside which the value stands', async () => {
    const choices = choicesIn(await apiDocument(office));
    expect(choices.length).toBeGreaterThan(150);
    const nameless = choices.filter((choice) => {
      const [field = '', value = ''] = choice.split(' ');
      return !AS_WRITTEN.has(value) && !/\p{Script=Han}/u.test(say('choices', value, 'zh', field));
    });
    expect(nameless).toEqual([]);
  });
});

it.each([
  ['status', [...CODE_MEANINGS.filter((each) => each !== 'information'), ...VISIT_STATUSES, 'draft', 'submitted']],
  ['meaning', CODE_MEANINGS],
  ['state', [...CORRECTION_STATES, 'pending', 'accepted', 'rejected']],
  ['step', INSPECTION_STEPS],
  ['kind', [...EXPLAINED_KINDS, ...ORGANISATION_KINDS]],
  ['event', EVENT_CODES],
  ['parked', PARKED_REASONS],
  ['role', ROLES],
  ['scope', SCOPES],
  ['basis', BASES],
  ['amendmentReason', REASON_CODES],
  ['action', [...Object.keys(CORRECTION_STEPS), 'submit', 'replace', 'withdraw', 'split', 'amend', 'cancel']],
  ['thing', CODE_TABLES],
] as const)('a refusal has a word for every %s', (table, values) => {
  expect(values.filter((value) => !hasWord(table, value))).toEqual([]);
});

type Method = 'get' | 'post' | 'put';
type Ask = readonly [who: Who, method: Method, path: string, body?: object];

const ID = '019a95e2-4c00-7000-8000-000000000026';

const asked = async ([who, method, path, body]: Ask) => {
  const request = office.as(who)[method](path).set('Accept-Language', 'zh-CN').set('If-Match', '"r1"');
  const { body: problem } = await (body ? request.send(body) : request);
  const { message, remedy } = problem.violations?.[0] ?? { message: problem.detail, remedy: problem.remedy };
  return `${message} ${remedy}`;
};

describe('a refusal in Chinese', () => {
  it.each<[string, Ask, string]>([
    [
      'says the form of a customs number',
      ['brokerA', 'get', '/v1/declarations?entryId=2906'],
      '内容“2906”的格式不对。 请按规定格式填写：18 位数字。',
    ],
    [
      'says why a file has no pages',
      ['brokerA', 'get', '/v1/declarations?format=csv&limit=5'],
      '文件和汇总一次给出全部内容，不分页，因此不接受参数 limit。 请去掉 limit 和 cursor；需要分页的，请以 JSON 格式读取列表。',
    ],
    [
      'names the values that there are',
      ['officer', 'post', '/v1/decisions', { decisions: [{ declarationId: ID, action: 'stop' }] }],
      '取值“stop”不在可选范围内。 请从可用值中选择：接单（accept）、退单（return）、布控查验（inspect）、放行（release）、结关（close）、撤销（cancel）。',
    ],
    [
      'says what type a list has',
      ['brokerA', 'post', '/v1/declarations', { reference: 'A', market: 'KQ-CTC', goods: 'x' }],
      '数据类型不对：应为列表，用方括号括起。 请改正后重新提交。',
    ],
    [
      'says how a decimal is written',
      ['brokerA', 'post', '/v1/declarations', { reference: 'A', market: 'KQ-CTC', grossWeightKg: 12 }],
      '数据类型不对：应为数值，用英文双引号括起，例如 "13800.50"。 请改正后重新提交。',
    ],
    [
      'names a table of codes that is not there',
      ['brokerA', 'get', '/v1/code-tables/hs-code/2031'],
      '没有找到所请求的内容：商品编号表 2031。 请核对后重试；不属于贵单位的内容也查不到。',
    ],
    [
      'says which answer to a request for corrections is missing',
      ['brokerA', 'post', `/v1/declarations/${ID}/corrections/1/answer`, { fields: [{ pointer: '/goods/0/unit' }] }],
      '缺少必填项：答复内容。 请补填。',
    ],
    [
      'names a field without the name it has in the API',
      ['brokerA', 'post', '/v1/declarations', { market: 'KQ-CTC' }],
      '缺少必填项：申报参考号。 请补填。',
    ],
    [
      'names a kind of basis',
      ['analyst', 'get', '/v1/reports/export-value?from=2021-01-01&to=2021-12-31&settlementWeek=2021-W40'],
      '查询条件“结算周（settlementWeek）”与所选统计口径不符，只适用于“已结算”口径。 请去掉这一条件，或改用相应的口径。',
    ],
  ])('%s', async (_, ask, expected) => {
    expect(await asked(ask)).toBe(expected);
  });
});

it('a refusal in English names the field as the form does', async () => {
  const { body } = await office
    .as('brokerA')
    .post('/v1/declarations/preview')
    .send({
      ...exampleDeclaration({ goods: [{ line: 1 }] }),
      currency: undefined,
    });
  const said = (body.findings as { pointer: string; message: string }[]).map(
    ({ pointer, message }) => `${pointer} ${message}`,
  );
  expect(said).toEqual(
    expect.arrayContaining([
      '/currency A required field is missing: currency.',
      '/goods/0/hsCode A required field is missing: HS code.',
      '/goods/0/finalDestination A required field is missing: final destination.',
    ]),
  );
});
