import { type Name, useStage } from './support/stage.js';

const stage = useStage();

/** Who has which page. Whatever is missing here must show the one page for what is not there, or is not one's own. */
const PAGES_OF: Partial<Record<Name, readonly string[]>> = {
  brokerA: [
    '/todo',
    '/declarations',
    '/declarations/new',
    '/imports',
    '/containers',
    '/statements',
    '/reminders',
    '/ladder',
    '/report',
    '/admin/people',
    '/admin/keys',
    '/admin/webhooks',
  ],
  officer: [
    '/board',
    '/todo',
    '/imports',
    '/wall',
    '/queue',
    '/declarations',
    '/containers',
    '/day',
    '/ladder',
    '/jobs',
    '/parked',
    '/report',
    '/statements',
    '/reminders',
    '/admin/rules',
  ],
  analyst: ['/report'],
  admin: [
    '/declarations',
    '/containers',
    '/jobs',
    '/parked',
    '/admin/people',
    '/admin/firms',
    '/admin/keys',
    '/admin/markets',
    '/admin/rates',
    '/admin/rules',
    '/admin/receipt-codes',
    '/admin/audit',
  ],
  auditor: ['/admin/audit'],
};
const ALL = [...new Set(Object.values(PAGES_OF).flat())];

const EVERYBODY = Object.keys(PAGES_OF) as Name[];

describe('roles at the console', () => {
  it('open their own pages, and no other page makes a call that its reader may not make', async () => {
    const visits = await Promise.all(EVERYBODY.map(wrongFor));
    expect(visits.flat()).toEqual([]);
  }, 180_000);

  it.each<Name>(['analyst', 'auditor', 'admin'])(
    'of %s call nothing of a page of others on the way from it and back to it',
    async (who) => {
      const visitor = await stage.visit(who);
      const isForeign = (path: string) => !PAGES_OF[who]?.includes(path);
      for (const path of ['/declarations', '/containers', '/statements', '/queue', '/todo'].filter(isForeign)) {
        await visitor.goto(path);
        await visitor.page.locator('.rail-entry').first().press('Enter');
        await visitor.page.waitForURL((url) => url.pathname !== path);
        await visitor.settled();
        await visitor.page.goBack();
        await visitor.page.waitForURL((url) => url.pathname === path);
        await visitor.settled();
      }
      expect(visitor.calls.filter((call) => call.startsWith('403 '))).toEqual([]);
      visitor.expectQuiet();
    },
    60_000,
  );

  it('shows an administrator a declaration and a container without the acts of those who work at them', async () => {
    const admin = await stage.visit('admin');
    const read = (path: string) => stage.call<{ items: { id: string }[] }>('admin', 'GET', path);
    const [declarations, shipments] = await Promise.all([
      read('/v1/declarations?limit=1&status=closed'),
      read('/v1/shipments?limit=1'),
    ]);
    await admin.goto(`/declarations/${declarations.items[0]?.id}`);
    await admin.page.waitForSelector('.actbar');
    expect(await admin.page.locator('.actbar').innerText()).toMatch(/归并[^]*PDF/);
    expect(await admin.page.locator('.actbar').innerText()).not.toMatch(/复制|免税|收汇|申请|撤回/);
    await admin.press('d', 'a', 'h');
    expect(await admin.page.locator('.dialog').count()).toBe(0);
    await admin.goto(`/containers/${shipments.items[0]?.id}`);
    await admin.page.waitForSelector('.timeline');
    await admin.press('e');
    expect(await admin.page.locator('.dialog').count()).toBe(0);
    admin.expectQuiet();
  }, 60_000);
});

/** What a person finds that belongs to another role, misses of the own one, or is refused by the service or the policy. */
async function wrongFor(who: Name): Promise<string[]> {
  const visitor = await stage.visit(who);
  const own = PAGES_OF[who] ?? [];
  const wrong: string[] = [];
  await visitor.goto('/me');
  for (const path of ALL) {
    await visitor.follow(path);
    const isNotFound = /没有找到，或不属于贵单位/.test(await visitor.text());
    if (own.includes(path) === isNotFound) wrong.push(`${path} ${isNotFound ? 'is not there' : 'is there'}`);
  }
  const refused = visitor.calls.filter((call) => /^(401|403|429) /.test(call) && !call.endsWith(' /v1/session'));
  return [...wrong, ...refused, ...visitor.violations].map((finding) => `${who}: ${finding}`);
}
