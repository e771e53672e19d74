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
});

/** What a person finds that belongs to another role, misses of the own one, or is refused by the service or the policy. */
async function wrongFor(who: Name): Promise<string[]> {
  const visitor = await stage.visit(who);
  const own = PAGES_OF[who] ?? [];
  const wrong: string[] = [];
  for (const path of ALL) {
    await visitor.goto(path);
    const isNotFound = /没有找到，或不属于贵单位/.test(await visitor.text());
    if (own.includes(path) === isNotFound) wrong.push(`${path} ${isNotFound ? 'is not there' : 'is there'}`);
  }
  const refused = visitor.calls.filter((call) => /^(401|403|429) /.test(call) && !call.endsWith(' /v1/session'));
  return [...wrong, ...refused, ...visitor.violations].map((finding) => `${who}: ${finding}`);
}
