import { createHash } from 'node:crypto';
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

  it('keeps an edition, takes the files and a link, divides twice, and sees what moved and why, by keyboard alone', async () => {
    const analyst = await stage.visit('analyst');
    const { page } = analyst;
    const enter = (name: string | RegExp) => page.getByRole('button', { name }).first().press('Enter');
    const choose = async (label: string, option: string | RegExp) => {
      await enter(label);
      await page.getByRole('option', { name: option }).first().press('Enter');
      await analyst.settled();
    };
    await analyst.goto('/report');
    const total = await page.locator('.report-figure strong').innerText();

    await analyst.press('n');
    await page.waitForSelector('.dialog input:focus');
    await page.keyboard.type('十一月初稿');
    await analyst.press('Enter');
    await page.getByRole('button', { name: '十一月初稿' }).press('Enter');
    await page.waitForSelector('.dialog', { state: 'detached' });
    expect(new URL(page.url()).searchParams.get('asOf')).toMatch(/^\d{4}-/);
    await analyst.settled();
    expect(await page.locator('.report-figure strong').innerText()).toBe(total);

    await analyst.press('d');
    await page.waitForSelector('.formats + p code');
    const [csv, ...files] = await page.evaluate(async () => {
      const links = [...document.querySelectorAll<HTMLAnchorElement>('.formats a')];
      const read = async ({ href }: HTMLAnchorElement) => {
        const answer = await fetch(href);
        const digest = await crypto.subtle.digest('SHA-256', await answer.arrayBuffer());
        const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
        return { status: answer.status, type: answer.headers.get('Content-Type'), hex };
      };
      return Promise.all(links.map(read));
    });
    expect(await page.locator('.formats + p code').innerText()).toBe(csv?.hex);
    expect(files.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    await enter('建立链接');
    const link = await page.locator('.format-link code').first().innerText();
    const answer = await fetch(link);
    expect(answer.status).toBe(200);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(csv?.hex);
    await enter('作废');
    await page.getByRole('button', { name: '作废' }).waitFor({ state: 'detached' });
    expect((await fetch(link)).status).toBe(404);
    await analyst.press('Escape');

    await choose('再按', /^月$/);
    expect(new URL(page.url()).searchParams.get('thenBy')).toBe('month');
    await page.locator('.report-table tbody button').first().press('Enter');
    await page.waitForFunction(() => document.querySelector('.lines tfoot')?.textContent?.includes('与各行相加一致'));
    expect(new URL(page.url()).searchParams.get('lines')).toMatch(/^[A-Z]{3}\|\d{4}-\d\d$/);
    await analyst.press('Escape');
    await page.waitForSelector('.lines', { state: 'detached' });

    await choose('与之前比较', '30 天前');
    await page.waitForSelector('.table-narrow');
    const bridge = page.locator('.table-narrow');
    expect(await bridge.innerText()).toContain('与各行相加一致');
    expect(await bridge.innerText()).toContain(total);
    expect(await bridge.locator('tr').count()).toBeGreaterThan(2);
    analyst.expectQuiet();
  }, 60_000);
});
