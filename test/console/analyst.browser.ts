import { useStage } from './support/stage.js';

const stage = useStage();

describe('an analyst at the console', () => {
  it('asks, goes from a cell to the items behind it, which add up, and finds the files, by keyboard alone', async () => {
    const analyst = await stage.visit('analyst');
    const { page } = analyst;
    await analyst.goto('/report');
    await page.waitForSelector('.report-table tbody tr');
    expect(await page.locator('.report-table tfoot').innerText()).toContain('与各行相加一致');
    await page.locator('.report-table tbody button').first().focus();
    await analyst.press('Enter');
    await page.waitForSelector('.lines tbody tr[data-key]');
    expect(new URL(page.url()).searchParams.get('lines')).toMatch(/^[A-Z]{3}$/);
    await page.waitForFunction(() => document.querySelector('.lines tfoot')?.textContent?.includes('与各行相加一致'));
    await analyst.press('Escape');
    await page.waitForSelector('.lines', { state: 'detached' });
    await analyst.press('d');
    await page.waitForSelector('.formats');
    const href = await page.locator('.formats a').first().getAttribute('href');
    const csv = await page.evaluate(async (url) => (await fetch(url)).text(), href ?? '');
    expect(csv.split('\n').length).toBeGreaterThan(2);
    analyst.expectQuiet();
  });

  it('sees a drawing with its tooltip, and nothing that the policy forbids', async () => {
    const analyst = await stage.visit('analyst', { language: 'en' });
    const { page } = analyst;
    for (const view of ['ranks', 'tree', 'months']) {
      await analyst.goto(`/report?view=${view}`);
      await page.waitForSelector('.chart svg path, .chart svg rect');
      await page.hover('.chart svg', { position: { x: 300, y: 40 } });
    }
    analyst.expectQuiet();
  });

  it('shares a link that freezes its instant', async () => {
    const analyst = await stage.visit('analyst');
    const { page } = analyst;
    await analyst.goto('/report?groupBy=month');
    await page.waitForSelector('.report-table tbody tr');
    await page.getByRole('button', { name: '复制链接' }).press('Enter');
    await page.waitForSelector('.toast');
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(new URL(link).searchParams.get('asOf')).toMatch(/^\d{4}-/);
    expect(new URL(link).searchParams.get('groupBy')).toBe('month');
  });
});
