import type { Entries } from './entry.js';

/** Asking the service: keys and rights, versions, repetition, and the service's own failures. */
export const REQUESTS = {
  'key-missing': {
    params: [],
    zh: {
      message: '请求没有携带密钥。',
      remedy: '请在 Authorization 头中携带 Bearer 密钥；Excel 请用 HTTP Basic，密码填密钥。',
    },
    en: {
      message: 'The request carries no key.',
      remedy: 'Send "Authorization: Bearer <key>"; from Excel use HTTP Basic with the key as password.',
    },
  },
  'key-invalid': {
    params: [],
    zh: { message: '密钥无效、已过期或已停用。', remedy: '请核对密钥，或向管理员申请新的密钥。' },
    en: {
      message: 'The key is unknown, expired or revoked.',
      remedy: 'Check the key, or ask the administrator for a new one.',
    },
  },
  'not-allowed': {
    params: ['role', 'needed'],
    zh: { message: '当前角色[（{role}）]无权进行此操作。', remedy: '请使用有权限的账号[（{needed}）]，或联系管理员。' },
    en: {
      message: 'Your role[, {role},] may not do this.',
      remedy: 'Use an account that may[ ({needed})], or ask the administrator.',
    },
  },
  'not-found': {
    params: ['what', 'value'],
    zh: {
      message: '没有找到所请求的内容[：{what}][ {value}]。',
      remedy: '请核对后重试；不属于贵单位的内容也查不到。',
    },
    en: {
      message: 'There is nothing here[: {what}][ {value}].',
      remedy: 'Check what you asked for; what is not of your organisation is not found either.',
    },
  },
  'route-unknown': {
    params: ['method', 'path'],
    zh: { message: '没有这个接口[：{method} {path}]。', remedy: '请查阅 /docs 中的接口文档。' },
    en: { message: 'There is no such route[: {method} {path}].', remedy: 'The routes are listed under /docs.' },
  },
  'method-not-allowed': {
    params: ['method', 'allowed'],
    zh: { message: '此接口不支持该方法[：{method}]。', remedy: '请改用支持的方法[：{allowed}]。' },
    en: { message: 'The method is not allowed here[: {method}].', remedy: 'Use a method the route has[: {allowed}].' },
  },
  'not-acceptable': {
    params: ['value', 'allowed'],
    zh: { message: '无法按 Accept 要求的格式应答[：{value}]。', remedy: '请改用可提供的格式[：{allowed}]。' },
    en: {
      message: 'The answer cannot be given in a form that Accept names[: {value}].',
      remedy: 'Accept one of the media types there are[: {allowed}].',
    },
  },
  'path-broken': {
    params: [],
    zh: { message: '请求地址无法解读。', remedy: '请检查地址中的百分号编码（应为 UTF-8）。' },
    en: { message: 'The address cannot be read.', remedy: 'Check its percent-encoding, which must be UTF-8.' },
  },
  'path-parameter-too-long': {
    params: ['max'],
    zh: { message: '地址中的一段过长[：最多 {max} 个字符]。', remedy: '请核对编号。' },
    en: { message: 'A part of the address is too long[: at most {max} characters].', remedy: 'Check the id.' },
  },
  'request-broken': {
    params: ['reason'],
    zh: { message: '收到的不是有效的 HTTP 请求[（{reason}）]。', remedy: '请检查客户端或代理服务器。' },
    en: { message: 'This is no valid HTTP request[ ({reason})].', remedy: 'Check the client, or the proxy before it.' },
  },
  'request-timeout': {
    params: [],
    zh: { message: '请求未在规定时间内发送完毕。', remedy: '请检查网络后重试。' },
    en: { message: 'The request did not arrive in time.', remedy: 'Check the network and try again.' },
  },
  'headers-too-large': {
    params: ['max'],
    zh: { message: '请求头过大[：合计最多 {max} 字节]。', remedy: '请减少请求头或缩短地址。' },
    en: {
      message: 'The headers are too large[: at most {max} bytes together].',
      remedy: 'Send fewer headers, or a shorter address.',
    },
  },
  'header-form-wrong': {
    params: ['header', 'max'],
    zh: {
      message: '请求头[ {header} ]的写法不对。',
      remedy: '请填写 1 至[ {max} ]个可见的 ASCII 字符。',
    },
    en: {
      message: 'The header[ {header}] does not have the required form.',
      remedy: 'Use 1 to[ {max}] printable ASCII characters.',
    },
  },
  'version-stale': {
    params: ['current', 'given'],
    zh: {
      message: '内容已被他人修改[：当前版本 {current}][，您依据的是 {given}]。',
      remedy: '请重新读取最新内容，核对后再次提交。',
    },
    en: {
      message: 'Somebody else has changed it[: the current version is {current}][, yours was {given}].',
      remedy: 'Read it again, compare, and send your change with the new ETag.',
    },
  },
  'if-match-missing': {
    params: [],
    zh: { message: '缺少 If-Match 请求头。', remedy: '请先读取该内容，将返回的 ETag 放入 If-Match 后重试。' },
    en: {
      message: 'The header If-Match is missing.',
      remedy: 'Read the resource first and send its ETag as If-Match.',
    },
  },
  'idempotency-key-reused': {
    params: ['key'],
    zh: {
      message: '幂等键[ {key} ]已用于内容不同的请求。',
      remedy: '每个新请求请使用新的 Idempotency-Key；仅在重发同一请求时沿用。',
    },
    en: {
      message: 'The idempotency key[ {key}] has been used for another request.',
      remedy: 'Use a new Idempotency-Key for each request; repeat it only when sending the very same one again.',
    },
  },
  'idempotency-in-flight': {
    params: ['key'],
    zh: { message: '相同幂等键[ {key} ]的请求正在处理中。', remedy: '请稍后用同一幂等键重试，即可取得结果。' },
    en: {
      message: 'A request with the same idempotency key[ {key}] is being worked on.',
      remedy: 'Send it again in a moment with the same key to get the answer.',
    },
  },
  'rate-limited': {
    params: ['seconds'],
    zh: { message: '请求过于频繁。', remedy: '请稍后再试[，{seconds} 秒后可继续]。' },
    en: { message: 'There have been too many requests.', remedy: 'Try again later[, in {seconds} seconds].' },
  },
  'firm-busy': {
    params: ['seconds'],
    zh: {
      message: '贵单位正在处理的请求过多，本次请求未处理。',
      remedy: '请减少同时发出的请求，[{seconds} 秒后]再试。',
    },
    en: {
      message: 'So many requests of this firm are being worked on that this one was not.',
      remedy: 'Send fewer at the same time, and try again[ in {seconds} seconds].',
    },
  },
  'streams-too-many': {
    params: ['max'],
    zh: {
      message: '该密钥同时打开的实时连接过多[（上限 {max} 个）]。',
      remedy: '请关闭不再使用的页面，或为不同的屏幕使用各自的密钥。',
    },
    en: {
      message: 'This key has too many live connections open[ (at most {max})].',
      remedy: 'Close pages that are not needed any more, or give each screen a key of its own.',
    },
  },
  'internal-error': {
    params: ['requestId'],
    zh: {
      message: '系统内部出错，您的数据未受影响。',
      remedy: '请稍后重试；如仍出现，请将请求编号[ {requestId} ]告知管理员。',
    },
    en: {
      message: 'The service has failed; nothing was changed.',
      remedy: 'Try again later; if it happens again, give the administrator the request id[ {requestId}].',
    },
  },
  'service-unavailable': {
    params: ['seconds'],
    zh: { message: '服务暂时不可用。', remedy: '请稍后重试[，约 {seconds} 秒后]。' },
    en: {
      message: 'The service is not available at the moment.',
      remedy: 'Try again later[, in about {seconds} seconds].',
    },
  },
  'database-away': {
    params: [],
    zh: { message: '数据库没有应答。', remedy: '请检查数据库是否在运行、是否可达；恢复后本服务会自动继续。' },
    en: {
      message: 'The database does not answer.',
      remedy: 'See whether it runs and can be reached; the service goes on by itself when it is back.',
    },
  },
  'database-full': {
    params: [],
    zh: {
      message: '数据库所在磁盘已满，暂时无法写入。',
      remedy: '请为数据库腾出或增加磁盘空间；之后本服务会自动恢复。',
    },
    en: {
      message: 'The disk of the database is full: nothing can be written.',
      remedy: 'Give the database more room; the service recovers by itself.',
    },
  },
  'database-read-only': {
    params: [],
    zh: { message: '数据库处于只读状态，暂时无法写入。', remedy: '请将 DATABASE_URL 指向主库，或解除只读。' },
    en: {
      message: 'The database is read-only: nothing can be written.',
      remedy: 'Let DATABASE_URL name the primary server, or end the read-only state.',
    },
  },
  'database-schema-missing': {
    params: [],
    zh: {
      message: '数据库中没有本服务的数据表。',
      remedy: '请执行数据库迁移（npm run cli -- migrate），并检查 DATABASE_URL 指向的数据库。',
    },
    en: {
      message: 'The tables of the service are missing in the database.',
      remedy: 'Run the migrations (npm run cli -- migrate), and see whether DATABASE_URL names the right database.',
    },
  },
  'database-constraint': {
    params: ['value'],
    zh: { message: '数据与已有记录冲突[（{value}）]。', remedy: '请刷新后核对是否已有相同记录，再重试。' },
    en: {
      message: 'The data conflict with what is stored[ ({value})].',
      remedy: 'Read again whether the same record exists already, then retry.',
    },
  },
} as const satisfies Entries;
