/**
 * Every page of the console with who looks at it, where it is, and what is opened before its picture is taken: keys, or a function of the
 * page. `markets` names those markets in which it shows anything of its own.
 */

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
const NAMES = ['涤纶染色布', '涤纶印花布（加厚，双面，全棉内衬，幅宽 280cm）', '合纤连衣裙'];
const GOODS = Array.from({ length: 24 }, (_, n) => ({
  line: n + 1,
  hsCode: n === 6 ? '54075' : ['5407520090', '5407540000', '6204430000'][n % 3],
  name: NAMES[n % 3],
  specification: '150cm 幅宽',
  quantity: String(1000 + 137 * n),
  unit: ['030', '030', '011'][n % 3],
  packages: 10 + n,
  grossWeightKg: String(300 + 11 * n),
  netWeightKg: n === 9 ? '900' : String(280 + 11 * n),
  totalPrice: (4200.5 + 91.3 * n).toFixed(2),
  finalDestination: n % 5 === 4 ? 'ARE' : 'NGA',
  stall: `C1-02${n + 10}`,
}));
/** A draft with faults in its lines, made of a filed declaration: the demo market has none. */
const DRAFT = async (page) => {
  const id = await page.evaluate(
    async ({ reference, goods }) => {
      const read = async (url) => (await fetch(url)).json();
      const found = await read(`/v1/declarations?search=${reference}&limit=1`);
      if (found.items[0]) return found.items[0].id;
      const [filed] = (await read('/v1/declarations?status=closed&limit=1')).items;
      if (!filed) return null;
      const { market, customsOffice, exitOffice, exitPort, consignor, principal, buyer, ...rest } = await read(
        `/v1/declarations/${filed.id}`,
      );
      const { tradeTerms, transportMode, tradeCountry, arrivalCountry, portOfDestination, packageType } = rest;
      const header = {
        market,
        customsOffice,
        exitOffice,
        exitPort,
        consignor,
        principal,
        buyer,
        tradeTerms,
        transportMode,
      };
      const course = {
        tradeCountry,
        arrivalCountry,
        portOfDestination,
        packageType,
        currency: 'USD',
        declaredOn: filed.declaredOn,
      };
      const totals = { packages: 500, grossWeightKg: '12000', netWeightKg: '10500' };
      const { csrfToken } = await read('/v1/session');
      const answer = await fetch('/v1/declarations', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken },
        body: JSON.stringify({
          ...header,
          ...course,
          ...totals,
          reference,
          containers: [{ number: 'CSQU3054384' }],
          goods,
        }),
      });
      return answer.ok ? (await answer.json()).id : null;
    },
    { reference: 'LG-SHOT-0001', goods: GOODS },
  );
  return id === null ? null : `/declarations/${id}/edit`;
};
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
  await page.waitForTimeout(1_200);
}
const fold = keys(['Alt+h']);

const TYPED_WRONG = async (page) => {
  await page.fill('input[autocomplete=username], input >> nth=0', 'nobody');
  await page.fill('input[type=password]', 'wrong password');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(800);
};

export const PAGES = [
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
    firstOf('/v1/shipments?limit=1&status=released', ({ id }) => `/containers/${id}`),
  ),
  page(
    'brokerA',
    'container-event',
    firstOf('/v1/shipments?limit=1&status=released', ({ id }) => `/containers/${id}`),
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

  page('analyst', 'report', '/report'),
  page('analyst', 'report-tree', '/report?view=tree'),
  page('analyst', 'report-months', '/report?view=months'),
  page('analyst', 'report-table', '/report?view=table'),
  page('analyst', 'report-lines', '/report?lines=NGA'),
  page('analyst', 'report-compare', '/report?since=7'),
  page('analyst', 'report-download', '/report', ['d']),
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
