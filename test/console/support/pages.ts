import type { Page } from 'playwright-core';
import type { Name } from './stage.js';

export interface ConsolePage {
  readonly who: Name | null;
  readonly name: string;
  readonly path: (page: Page) => Promise<string>;
  /** Keys that open what is looked at as well. */
  readonly open?: readonly string[];
}

/** The first entry of a list, read as the person who is signed in. */
const firstOf = (list: string, to: (id: string) => string) => async (page: Page) => {
  const id = await page.evaluate(async (url) => {
    const { items } = (await (await fetch(url)).json()) as { items: { id: string }[] };
    return items[0]?.id;
  }, list);
  return id === undefined ? '/' : to(id);
};
const page = (
  who: Name | null,
  name: string,
  path: ConsolePage['path'] | string,
  open: readonly string[] = [],
): ConsolePage => ({
  who,
  name,
  path: typeof path === 'string' ? () => Promise.resolve(path) : path,
  open,
});

/** Every page with who works at it, and the overlays that hold something of their own. */
export const PAGES: readonly ConsolePage[] = [
  page(null, 'sign-in', '/sign-in'),
  page('brokerA', 'to do', '/todo'),
  page('brokerA', 'declarations', '/declarations'),
  page(
    'brokerA',
    'declaration',
    firstOf('/v1/declarations?limit=1&status=released,accepted,closed', (id) => `/declarations/${id}`),
  ),
  page('brokerA', 'new declaration', '/declarations/new'),
  page(
    'brokerA',
    'draft',
    firstOf('/v1/declarations?limit=1&status=draft,returned', (id) => `/declarations/${id}/edit`),
  ),
  page('brokerA', 'imports', '/imports'),
  page('brokerA', 'containers', '/containers'),
  page(
    'brokerA',
    'container',
    firstOf('/v1/shipments?limit=1', (id) => `/containers/${id}`),
  ),
  page('brokerA', 'statements', '/statements'),
  page('brokerA', 'reminders', '/reminders'),
  page('brokerA', 'keys of the page', '/todo', ['?']),
  page('brokerA', 'preferences', '/me'),
  page('officer', 'board', '/board'),
  page('officer', 'wall', '/wall'),
  page('officer', 'queue', '/queue'),
  page('officer', 'preview', '/queue', ['j', 'Space']),
  page('officer', 'decision', '/queue', ['j', 'p']),
  page('officer', 'lane change', '/queue', ['j', 'l']),
  page(
    'officer',
    'declaration',
    firstOf('/v1/declarations?limit=1&nextActor=officer', (id) => `/declarations/${id}`),
  ),
  page(
    'officer',
    'correction',
    firstOf('/v1/declarations?limit=1&nextActor=officer', (id) => `/declarations/${id}`),
    ['q'],
  ),
  page(
    'officer',
    'check',
    firstOf('/v1/declarations?limit=1&nextActor=officer', (id) => `/declarations/${id}`),
    ['c'],
  ),
  page('officer', 'day', '/day'),
  page('officer', 'ladder', '/ladder'),
  page('officer', 'jobs', '/jobs'),
  page('officer', 'parked', '/parked'),
  page('analyst', 'report', '/report'),
  page('analyst', 'treemap', '/report?view=tree'),
  page('analyst', 'items', '/report?lines=NGA'),
  page('analyst', 'files', '/report', ['d']),
  page('admin', 'people', '/admin/people'),
  page('admin', 'firms', '/admin/firms'),
  page('admin', 'keys', '/admin/keys'),
  page('admin', 'markets', '/admin/markets'),
  page('admin', 'rates', '/admin/rates'),
  page('admin', 'rules', '/admin/rules'),
  page('admin', 'receipt codes', '/admin/receipt-codes'),
  page('auditor', 'audit', '/admin/audit'),
];
