import type { Name } from './support/stage.js';
import { useStage } from './support/stage.js';

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
    '/admin/people',
  ],
  officer: [
    '/board',
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

describe('roles at the console', () => {
  it.each(Object.keys(PAGES_OF) as Name[])(
    '%s opens its own pages, and no other page makes a call it may not make',
    async (who) => {
      const visitor = await stage.visit(who);
      const own = PAGES_OF[who] ?? [];
      const wrong: string[] = [];
      for (const path of ALL) {
        await visitor.goto(path);
        const isNotFound = /没有找到，或不属于贵单位/.test(await visitor.text());
        if (own.includes(path) === isNotFound) wrong.push(`${path} ${isNotFound ? 'is not there' : 'is there'}`);
      }
      expect(wrong).toEqual([]);
      expect(visitor.calls.filter((call) => /^(401|403) /.test(call) && !call.endsWith(' /v1/session'))).toEqual([]);
      expect(visitor.violations).toEqual([]);
    },
    120_000,
  );
});
