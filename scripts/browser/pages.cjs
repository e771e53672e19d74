/**
 * Every page of the console with who looks at it, where it is, and what is opened on it before it is looked at: for the pictures of
 * `npm run shots` and for the stories of all pages (test/console/pages.browser.ts).
 */
const { DRAFT } = require('./draft.cjs');

/** The id of the first entry of a list, read as the person who is signed in; null where there is none. */
const firstOf =
  (list, to, isWanted = () => true) =>
  async (page) => {
    const items = await page.evaluate(async (url) => (await (await fetch(url)).json()).items ?? [], list);
    const found = items.find(isWanted);
    return found ? to(found) : null;
  };
const at = (path) => async () => path;
const keys = (names) => async (page) => {
  for (const key of names) {
    await page.keyboard.press(key);
    await page.waitForTimeout(300);
  }
};
const press =
  (selector, ...more) =>
  async (page) => {
    await page.locator(selector).first().press('Enter');
    await page.waitForTimeout(400);
    await keys(more)(page);
  };
const openOf = (open) => (Array.isArray(open) ? keys(open) : open);

const page = (who, name, path, open, more = {}) => ({
  who,
  name,
  path: typeof path === 'string' ? at(path) : path,
  ...(open ? { open: openOf(open) } : {}),
  ...more,
});

const declaration = (query, rest = '') =>
  firstOf(`/v1/declarations?limit=1&${query}`, ({ id }) => `/declarations/${id}${rest}`);
const WAITING = declaration('nextActor=officer');
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** The market that the person works in. */
const ownMarket = (to) => async (page) => {
  const code = await page.evaluate(async () => {
    const read = async (url) => (await fetch(url)).json();
    return (await read('/v1/me/preferences')).market ?? (await read('/v1/markets?followed=true')).items[0].code;
  });
  return to(code);
};

const LINES = [
  '商品编号\t品名\t规格型号\t数量\t单位\t件数\t毛重\t净重\t总价\t最终目的国',
  '5407520090\t涤纶染色布\t150cm 幅宽\t１２，０００\t米\t160\t7100\t6900\t18,600.00\t尼日利亚',
  '540752009\t涤纶印花布\t150cm 幅宽\t3,000\t米\t40\t1800\t1720\t6,450.00\t尼日利亚',
  '5.40752E+09\t涤纶印花布（加厚）\t150cm\t3,000\t卷\t40\t1800\t1720\t6,450.00\t尼日利亚',
];
async function paste(page) {
  await page.locator('.grid-input').first().focus();
  await page.evaluate((text) => globalThis.navigator.clipboard.writeText(text), LINES.join('\r\n'));
  await page.keyboard.press('Control+v');
  await page.waitForTimeout(600);
}
async function pasted(page) {
  await paste(page);
  await page.keyboard.press('Enter');
  await page.waitForTimeout(600);
}
async function typeCode(page) {
  await page.locator('.grid-input').first().focus();
  await page.keyboard.type('5407');
  await page.waitForSelector('.grid-code');
}
const fold = keys(['Alt+h']);

const TYPED_WRONG = async (page) => {
  await page.fill('input[autocomplete=username], input >> nth=0', 'nobody');
  await page.fill('input[type=password]', 'wrong password');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(800);
};

const PAGES = [
  page(null, 'sign-in', '/sign-in'),
  page(null, 'sign-in-refused', '/sign-in', TYPED_WRONG),

  page('brokerA', 'todo', '/todo'),
  page('brokerA', 'todo-filtered', '/todo?group=correction'),
  page('brokerA', 'declarations', '/declarations'),
  page('brokerA', 'declarations-nothing', '/declarations?search=NOSUCH'),
  page('brokerA', 'declaration-new', '/declarations/new'),
  page('brokerA', 'declaration-new-folded', '/declarations/new', fold),
  page('brokerA', 'declaration-new-paste', '/declarations/new', paste),
  page('brokerA', 'declaration-new-pasted', '/declarations/new', async (p) => {
    await pasted(p);
    await fold(p);
  }),
  page('brokerA', 'declaration-new-codes', '/declarations/new', typeCode),
  page('brokerA', 'declaration-edit', DRAFT),
  page('brokerA', 'declaration-edit-header', DRAFT, fold),
  page('brokerA', 'declaration-submit', DRAFT, ['Control+Enter']),
  page('brokerA', 'declaration-broker', declaration('status=released')),
  page('brokerA', 'declaration-closed', declaration('status=closed')),
  page('brokerA', 'declaration-returned', declaration('status=returned')),
  page('brokerA', 'declaration-goods', declaration('status=closed'), press('[role=tab] >> nth=1')),
  page('brokerA', 'declaration-header', declaration('status=closed'), press('[role=tab] >> nth=2')),
  page('brokerA', 'declaration-money', declaration('status=closed'), press('[role=tab] >> nth=3')),
  page('brokerA', 'declaration-amend', declaration('status=released'), ['a']),
  page('brokerA', 'declaration-receipts', declaration('status=released'), ['h']),
  page('brokerA', 'declaration-copy', declaration('status=closed'), ['d']),
  page('brokerA', 'merging', declaration('status=closed', '/merging')),
  page('brokerA', 'imports', '/imports'),
  page(
    'brokerA',
    'import',
    firstOf('/v1/imports', ({ id }) => `/imports/${id}`),
  ),
  page('brokerA', 'containers', '/containers'),
  page(
    'brokerA',
    'container',
    firstOf('/v1/shipments?limit=1', ({ id }) => `/containers/${id}`),
  ),
  page(
    'brokerA',
    'container-event',
    firstOf('/v1/shipments?limit=1', ({ id }) => `/containers/${id}`),
    ['e'],
  ),
  page('brokerA', 'statements', '/statements'),
  page(
    'brokerA',
    'statement',
    firstOf('/v1/settlements?limit=1', ({ id }) => `/statements/${id}`),
  ),
  page('brokerA', 'reminders', '/reminders'),
  page(
    'brokerA',
    'reminder',
    firstOf('/v1/reminders?limit=1', ({ id }) => `/reminders/${id}`),
  ),
  page('brokerA', 'ladder-broker', '/ladder'),
  page('brokerA', 'report-broker', '/report'),
  page('brokerA', 'people-broker', '/admin/people'),
  page('brokerA', 'keys-broker', '/admin/keys'),
  page('brokerA', 'webhooks', '/admin/webhooks'),
  page('brokerA', 'webhook-new', '/admin/webhooks', press('.button-primary')),
  page('brokerA', 'keys-help', '/todo', ['?']),
  page('brokerA', 'find', '/todo', async (p) => {
    await p.keyboard.press('Control+k');
    await p.waitForTimeout(200);
    await p.keyboard.type('LG-2026');
    await p.waitForTimeout(900);
  }),
  page('brokerA', 'menu', '/todo', press('.header .menu-button >> nth=-1')),
  page('brokerA', 'preferences', '/me'),
  page('brokerA', 'password', '/me/password'),
  page('brokerA', 'not-found', '/admin/rules'),

  page('officer', 'board', '/board'),
  page('officer', 'wall', '/wall'),
  page('officer', 'queue', '/queue'),
  page('officer', 'queue-preview', '/queue', ['j', 'Space']),
  page('officer', 'queue-decision', '/queue', ['j', 'x', 'j', 'x', 'p']),
  page('officer', 'queue-return', '/queue', ['j', 'b']),
  page('officer', 'queue-lane', '/queue', ['j', 'l']),
  page('officer', 'queue-empty', '/queue?lane=red&age=14&status=closed'),
  page('officer', 'declaration-officer', WAITING),
  page('officer', 'declaration-officer-goods', WAITING, press('[role=tab] >> nth=1')),
  page('officer', 'declaration-officer-header', WAITING, press('[role=tab] >> nth=2')),
  page('officer', 'declaration-officer-amounts', WAITING, press('[role=tab] >> nth=3')),
  page('officer', 'declaration-officer-containers', WAITING, press('[role=tab] >> nth=4')),
  page('officer', 'declaration-officer-corrections', WAITING, press('[role=tab] >> nth=5')),
  page('officer', 'declaration-officer-receipts', WAITING, press('[role=tab] >> nth=7')),
  page('officer', 'declaration-officer-check', WAITING, ['c']),
  page('officer', 'declaration-officer-correct', WAITING, ['q']),
  page('officer', 'declarations-officer', '/declarations'),
  page('officer', 'containers-officer', '/containers'),
  page('officer', 'day', '/day'),
  page(
    'officer',
    'day-preview',
    ownMarket((code) => `/day/${code}/${today()}`),
  ),
  page('officer', 'ladder', '/ladder'),
  page('officer', 'jobs', '/jobs'),
  page('officer', 'parked', '/parked'),
  page('officer', 'parked-assign', '/parked', ['a']),
  page('officer', 'statements-officer', '/statements'),
  page('officer', 'reminders-officer', '/reminders'),
  page('officer', 'todo-officer', '/todo'),
  page('officer', 'imports-officer', '/imports'),
  page('officer', 'rules-officer', '/admin/rules?tab=lane'),
  page('officer', 'rules-replay', '/admin/rules?tab=lane', press('tbody .button')),

  page('analyst', 'report', '/report'),
  page('analyst', 'report-tree', '/report?view=tree'),
  page('analyst', 'report-months', '/report?view=months'),
  page('analyst', 'report-table', '/report?view=table'),
  page('analyst', 'report-lines', '/report?lines=NGA'),
  page('analyst', 'report-compare', async () => `/report?since=${new Date(Date.now() - 7 * 86_400_000).toISOString()}`),
  page('analyst', 'report-download', '/report', ['d']),
  page('analyst', 'report-editions', '/report', ['n']),
  page('analyst', 'report-nothing', '/report?from=2019-01-01&to=2019-01-31'),

  page('admin', 'people', '/admin/people'),
  page('admin', 'person-new', '/admin/people', ['n']),
  page('admin', 'person', '/admin/people', press('tbody th button')),
  page('admin', 'firms', '/admin/firms'),
  page('admin', 'firm-new', '/admin/firms', press('.button-primary')),
  page('admin', 'keys', '/admin/keys'),
  page('admin', 'key-new', '/admin/keys', press('.button-primary')),
  page('admin', 'markets', '/admin/markets'),
  page(
    'admin',
    'market',
    firstOf('/v1/markets?followed=true', ({ code }) => `/admin/markets/${code}`),
  ),
  page('admin', 'rates', '/admin/rates'),
  page('admin', 'rates-month', `/admin/rates/${today().slice(0, 7)}`),
  page('admin', 'rules', '/admin/rules'),
  page('admin', 'rules-hs', '/admin/rules?tab=hs'),
  page('admin', 'rules-lane', '/admin/rules?tab=lane'),
  page('admin', 'rules-random', '/admin/rules?tab=random'),
  page('admin', 'receipt-codes', '/admin/receipt-codes'),
  page('admin', 'declaration-admin', declaration('status=closed')),
  page('auditor', 'audit', '/admin/audit'),
];

/** They show the same parts as others, with other data or another tab chosen: photographed, and not tried for themselves. */
const LOOKED_AT_ONLY = new Set([
  'todo-filtered',
  'declarations-nothing',
  'declaration-new-folded',
  'declaration-new-pasted',
  'declaration-edit-header',
  'declaration-closed',
  'declaration-returned',
  'declaration-goods',
  'declaration-header',
  'declaration-money',
  'queue-return',
  'queue-empty',
  'declaration-officer-goods',
  'declaration-officer-header',
  'declaration-officer-amounts',
  'declaration-officer-containers',
  'declaration-officer-corrections',
  'declaration-officer-receipts',
  'declarations-officer',
  'containers-officer',
  'statements-officer',
  'imports-officer',
  'reminders-officer',
  'report-months',
  'report-table',
  'report-nothing',
  'sign-in-refused',
  'menu',
  'password',
]);

module.exports = { PAGES, LOOKED_AT_ONLY };
