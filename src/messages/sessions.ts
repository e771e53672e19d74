import type { Entries } from './entry.js';

/** Who signs in, and what a browser must show besides its cookie. */
export const SESSIONS = {
  'sign-in-failed': {
    params: [],
    zh: {
      message: '登录名或密码不正确，或暂时不能登录。',
      remedy: '请核对后重试；多次失败后请等候 15 分钟，或联系管理员。',
    },
    en: {
      message: 'Login or password is wrong, or signing in is not possible at the moment.',
      remedy: 'Check both and try again; after several failures wait 15 minutes, or ask the administrator.',
    },
  },
  'session-over': {
    params: [],
    zh: { message: '登录已结束。', remedy: '请重新登录。' },
    en: { message: 'The session has ended.', remedy: 'Sign in again.' },
  },
  'session-missing': {
    params: [],
    zh: { message: '本次请求没有登录会话（使用的是密钥）。', remedy: '请先用登录名和密码登录。' },
    en: { message: 'The request has no session: it came with a key.', remedy: 'Sign in by POST /v1/session first.' },
  },
  'csrf-token-wrong': {
    params: [],
    zh: {
      message: '请求缺少 X-CSRF-Token，或与登录会话不符。',
      remedy: '请用 GET /v1/session 取得 csrfToken，随请求发送。',
    },
    en: {
      message: 'X-CSRF-Token is missing or does not belong to the session.',
      remedy: 'Read csrfToken by GET /v1/session and send it with the request.',
    },
  },
  'cross-site': {
    params: [],
    zh: { message: '请求来自其他网站的页面。', remedy: '请从本系统的页面操作；程序请使用密钥。' },
    en: {
      message: 'The request was made by a page of another site.',
      remedy: 'Work from the pages of this service; programs use a key.',
    },
  },
  'password-change-needed': {
    params: [],
    zh: { message: '当前使用的是临时密码。', remedy: '请先设置自己的密码。' },
    en: { message: 'The password is a temporary one.', remedy: 'Choose your own by PUT /v1/me/password first.' },
  },
  'password-wrong': {
    params: [],
    zh: { message: '当前密码不正确。', remedy: '请重新输入当前密码。' },
    en: { message: 'The present password is wrong.', remedy: 'Type the present password again.' },
  },
  'password-weak': {
    params: ['min', 'weakness'],
    zh: {
      message: '密码太容易被猜到[（{weakness}）]。',
      remedy: '请使用[至少 {min} 个字符]更长的密码，例如几个不相干的词；不要使用姓名、登录名或常见密码。',
    },
    en: {
      message: 'The password is too easy to guess[ ({weakness})].',
      remedy:
        'Choose a longer one[ of at least {min} characters], such as a few unrelated words; not your name, your login or a common password.',
    },
  },
  'login-taken': {
    params: ['value'],
    zh: { message: '登录名[“{value}”]已被使用。', remedy: '请换一个登录名；大小写和全半角不区分。' },
    en: {
      message: 'The login[ "{value}"] is taken.',
      remedy: 'Choose another one; width and case make no difference.',
    },
  },
  'roles-exclude': {
    params: [],
    zh: { message: '管理员和审计员不能由同一人担任。', remedy: '请只保留其中一个角色。' },
    en: { message: 'Nobody is administrator and auditor at once.', remedy: 'Keep one of the two roles.' },
  },
  'firm-administrator-broker': {
    params: [],
    zh: { message: '只有角色仅为报关人员的人员可以担任本单位管理员。', remedy: '请核对角色，或取消本单位管理员。' },
    en: {
      message: 'The administrator of a firm has the role broker and no other.',
      remedy: 'Check the roles, or leave firmAdministrator out.',
    },
  },
  'last-administrator': {
    params: [],
    zh: { message: '不能移除最后一名管理员。', remedy: '请先设置另一名管理员。' },
    en: { message: 'The last administrator cannot be removed.', remedy: 'Make another administrator first.' },
  },
  'issuer-missing': {
    params: [],
    zh: { message: '本系统没有配置统一身份认证。', remedy: '请用登录名和密码登录；如需启用，请联系系统管理员。' },
    en: {
      message: 'No issuer is set at which people sign in.',
      remedy: 'Sign in with login and password; OIDC_ISSUER sets an issuer.',
    },
  },
  'issuer-away': {
    params: [],
    zh: { message: '统一身份认证暂时没有应答。', remedy: '请稍后重试，或用登录名和密码登录。' },
    en: {
      message: 'The issuer does not answer at the moment.',
      remedy: 'Try again, or sign in with login and password.',
    },
  },
  'issuer-refused': {
    params: [],
    zh: { message: '统一身份认证没有确认这次登录。', remedy: '请重新登录。' },
    en: { message: 'The issuer has not confirmed this sign-in.', remedy: 'Begin to sign in again.' },
  },
  'issuer-person-unknown': {
    params: [],
    zh: { message: '该身份在本系统没有对应的人员，或已停用。', remedy: '请管理员在人员中登记其身份标识。' },
    en: {
      message: 'Nobody is entered here under this identity, or the person is disabled.',
      remedy: 'Let an administrator enter its subject with the person.',
    },
  },
  'subject-taken': {
    params: ['value'],
    zh: { message: '该身份标识[（{value}）]已属于另一人员。', remedy: '请核对身份标识。' },
    en: { message: 'The subject[ {value}] belongs to another person.', remedy: 'Check the subject.' },
  },
} as const satisfies Entries;
