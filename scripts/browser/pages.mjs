/** Every page of the console with who looks at it, where it is, and what is opened before its picture is taken. */

/** The id of the first entry of a list, read as the person who is signed in. */
const firstOf = (list, to) => async (page) => {
  const found = await page.evaluate(async (url) => (await (await fetch(url)).json()).items?.[0], list);
  return found ? to(found) : '/';
};
const at = (path) => async () => path;
const press =
  (...keys) =>
  async (page) => {
    for (const key of keys) {
      await page.keyboard.press(key);
      await page.waitForTimeout(500);
    }
  };

const page = (who, name, path, more = {}) => ({ who, name, path: typeof path === 'string' ? at(path) : path, ...more });

export const PAGES = [
  page(null, 'sign-in', '/sign-in'),
  page('brokerA', 'todo', '/todo'),
  page('brokerA', 'declarations', '/declarations'),
  page('brokerA', 'declaration-new', '/declarations/new'),
  page(
    'brokerA',
    'declaration-broker',
    firstOf('/v1/declarations?limit=1&status=released', ({ id }) => `/declarations/${id}`),
  ),
  page(
    'brokerA',
    'declaration-edit',
    firstOf('/v1/declarations?limit=1&status=draft,returned', ({ id }) => `/declarations/${id}/edit`),
  ),
  page('brokerA', 'imports', '/imports'),
  page('brokerA', 'containers', '/containers'),
  page(
    'brokerA',
    'container',
    firstOf('/v1/shipments?limit=1', ({ id }) => `/containers/${id}`),
  ),
  page('brokerA', 'statements', '/statements'),
  page('brokerA', 'reminders', '/reminders'),
  page('officer', 'board', '/board', { waitMs: 2000 }),
  page('officer', 'wall', '/wall', { waitMs: 2000 }),
  page('officer', 'queue', '/queue'),
  page('officer', 'queue-preview', '/queue', { before: press('j', 'Space') }),
  page('officer', 'queue-decision', '/queue', { before: press('j', 'x', 'j', 'x', 'p') }),
  page('officer', 'queue-lane', '/queue', { before: press('j', 'l') }),
  page(
    'officer',
    'declaration-officer',
    firstOf('/v1/declarations?limit=1&nextActor=officer', ({ id }) => `/declarations/${id}`),
  ),
  page('officer', 'day', '/day'),
  page(
    'officer',
    'day-preview',
    firstOf('/v1/markets?followed=true', ({ code }) => `/day/${code}/${new Date().toISOString().slice(0, 10)}`),
  ),
  page('officer', 'ladder', '/ladder'),
  page('officer', 'jobs', '/jobs'),
  page('officer', 'parked', '/parked'),
  page('analyst', 'report', '/report', { waitMs: 2000 }),
  page('analyst', 'report-table', '/report?view=table', { waitMs: 1500 }),
  page('analyst', 'report-months', '/report?view=months', { waitMs: 2000 }),
  page('admin', 'people', '/admin/people'),
  page('admin', 'firms', '/admin/firms'),
  page('admin', 'keys', '/admin/keys'),
  page('admin', 'markets', '/admin/markets'),
  page('admin', 'rates', '/admin/rates'),
  page('admin', 'rules', '/admin/rules'),
  page('auditor', 'audit', '/admin/audit'),
];
