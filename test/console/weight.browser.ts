import { get } from 'node:http';
import { type Name, useStage } from './support/stage.js';

const stage = useStage();
const KB = 1000;

/** How many bytes come over the wire, compressed as a browser asks for it. */
const sizeOf = (url: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const asked = get(url, { headers: { 'Accept-Encoding': 'br', Accept: '*/*' } }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.on('end', () => resolve(bytes));
    });
    asked.on('error', reject);
  });

/** The page, its scripts and its styles: what a first visit fetches. */
async function filesOf(who: Name, path: string, ready: string): Promise<string[]> {
  const visitor = await stage.visit(who);
  await visitor.goto(path);
  await visitor.page.waitForSelector(ready);
  const assets = await visitor.page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => name.includes('/assets/')),
  );
  return [`${stage.url}${path}`, ...new Set(assets)];
}
const weightOf = async (files: readonly string[]): Promise<number> =>
  (await Promise.all(files.map(sizeOf))).reduce((sum, size) => sum + size, 0);

describe('the weight of the console', () => {
  it('is at most 300 kB on the first visit of a broker and of an officer, and 175 kB more for the charts', async () => {
    const todo = await filesOf('brokerA', '/todo', 'h1');
    const board = await filesOf('officer', '/board', '.figure-value');
    const report = await filesOf('analyst', '/report', '.chart svg');
    const [first, officers, charts] = [
      await weightOf(todo),
      await weightOf(board),
      await weightOf(report.filter((file) => file.includes('chart-library'))),
    ];
    expect(first).toBeGreaterThan(50 * KB);
    expect(first).toBeLessThanOrEqual(300 * KB);
    expect(officers).toBeLessThanOrEqual(300 * KB);
    expect(charts).toBeGreaterThan(50 * KB);
    expect(charts).toBeLessThanOrEqual(175 * KB);
    expect(todo.join()).not.toMatch(/chart-library|officer|analyst/);
  });

  it('is ready for input within a second of the main thread, and fetches the form with its grid when it is opened', async () => {
    const visitor = await stage.visit('brokerA');
    const { page, context } = visitor;
    const browser = await context.newCDPSession(page);
    // Time of the thread itself: what other processes of the machine take does not count.
    await browser.send('Performance.enable', { timeDomain: 'threadTicks' });
    const busy = async (): Promise<number> => {
      const { metrics } = await browser.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
    };
    for (const [path, ready] of [
      ['/todo', 'tbody tr[data-key]'],
      ['/declarations/new', '.grid-input'],
    ] as const) {
      await page.goto('about:blank');
      const before = await busy();
      await visitor.goto(path);
      await page.waitForSelector(ready);
      const seconds = (await busy()) - before;
      expect(seconds).toBeGreaterThan(0.01);
      expect(seconds).toBeLessThan(1);
    }
    const [todo, form] = [
      await filesOf('brokerA', '/todo', 'h1'),
      await filesOf('brokerA', '/declarations/new', '.grid-input'),
    ];
    const onDemand = form.filter((file) => file.includes('/assets/') && !todo.includes(file));
    expect(await weightOf(onDemand)).toBeGreaterThan(20 * KB);
    expect(await weightOf(onDemand)).toBeLessThanOrEqual(60 * KB);
  }, 60_000);

  it('comes under the strict policy, and so does every file of it', async () => {
    for (const path of ['/', '/board', '/icon.svg']) {
      const { headers } = await fetch(`${stage.url}${path}`);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('content-security-policy')).not.toMatch(/unsafe|nonce/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });
});
