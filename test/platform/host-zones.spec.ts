import { Given } from '../support/trade/given.js';
import { useOffice } from '../support/office.js';
import { reconcileElsewhere } from '../support/processes/worker.js';

/** An hour after midnight in Shaoxing: yesterday in London and New York, and today again on Kiritimati. */
const AT = '2026-12-31T17:00:00Z';
const ZONES = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati'];
const offices = ZONES.map((zone) => ({ zone, office: useOffice({ at: AT }) }));

it('the same periods are due, in the same order, wherever the host believes to be', async () => {
  const runs = [];
  for (const { zone, office } of offices) {
    office.clock.stopAt(AT);
    await new Given(office).followUp('KQ-CTC', '2026-12-01');
    const { output: text } = await reconcileElsewhere(office, zone);
    const { zone: host, entered } = JSON.parse(text.trim()) as { zone: string; entered: string[] };
    expect(host).toBe(zone);
    const due = await office.rows('SELECT kind, period, due_at FROM period_run ORDER BY due_at, kind, period');
    runs.push({ entered, due });
  }
  expect(runs[0]?.entered).toEqual(
    expect.arrayContaining(['daily-clearance 2026-12-31', 'weekly-settlement 2026-W52']),
  );
  expect(runs[0]?.entered).not.toContain('daily-clearance 2027-01-01');
  for (const other of runs.slice(1)) expect(other).toEqual(runs[0]);
}, 120_000);
