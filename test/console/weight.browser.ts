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
