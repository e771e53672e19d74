/**
 * `npm run shots [-- page …]`: a picture of every page of the console in two sizes, both languages, with the demo market and empty, in
 * shots/ (not in git). With `CONSOLE_URL` and `CONSOLE_PEOPLE` (demo-people.json) the pages of a running service are photographed instead.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium as driver } from 'playwright-core';
import { chromium } from './browser/chromium.mjs';
import { PAGES } from './browser/pages.mjs';
import { failWith, prepare, root } from './prepare.mjs';

const SIZES = [
  [1366, 768],
  [1920, 1080],
];
const LANGUAGES = ['zh', 'en'];
const SEED = ['--days', '6', '--containers-per-day', '12'];
const PORT = Number(process.env.PORT) || 3790;
const asked = process.argv.slice(2);

await prepare();
const { path, why } = chromium();
if (!path) failWith(`No pictures: ${why}.`);
const browser = await driver.launch({ executablePath: path, args: ['--no-sandbox'] });
try {
  if (process.env.CONSOLE_URL) {
    await photographMarket(
      process.env.CONSOLE_URL,
      JSON.parse(readFileSync(process.env.CONSOLE_PEOPLE, 'utf8')),
      'full',
    );
  } else {
    await withService(SEED, (url, people) => photographMarket(url, people, 'full'));
    await withService(['--days', '1', '--containers-per-day', '0'], (url, people) =>
      photographMarket(url, people, 'empty'),
    );
  }
} finally {
  await browser.close();
}

/** A service with its own embedded database and a demo of this size. */
async function withService(seed, work) {
  const data = mkdtempSync(join(tmpdir(), 'loomgate-shots-'));
  const env = { ...process.env, DATA_DIR: data, DEMO: '0', PORT: String(PORT), LOG_LEVEL: 'warn', NODE_ENV: '' };
  await ended(spawn(process.execPath, [join(root, 'dist/src/cli.js'), 'seed', ...seed], { env, stdio: 'inherit' }));
  const service = spawn(process.execPath, [join(root, 'dist/src/main.js')], { env, stdio: 'inherit' });
  try {
    const url = `http://127.0.0.1:${PORT}`;
    while (!(await fetch(`${url}/health/ready`).catch(() => null))?.ok) await pause(200);
    await work(url, JSON.parse(readFileSync(join(data, 'demo-people.json'), 'utf8')));
  } finally {
    service.kill('SIGTERM');
    await ended(service);
    rmSync(data, { recursive: true, force: true });
  }
}

const ended = (child) => new Promise((resolve) => child.once('exit', resolve));

async function photographMarket(url, people, market) {
  for (const [width, height] of SIZES) {
    for (const language of LANGUAGES) {
      for (const who of [...new Set(PAGES.map((page) => page.who))]) {
        const pages = PAGES.filter((page) => page.who === who && (asked.length === 0 || asked.includes(page.name)));
        if (pages.length === 0 || (who !== null && !people[who])) continue;
        const folder = join(root, 'shots', `${width}x${height}`, language, market);
        mkdirSync(folder, { recursive: true });
        await photographPages({ url, person: people[who], language, size: { width, height } }, pages, folder);
      }
    }
  }
}

/** The pages of one person in one language and size; what the browser complains of is printed with the page's name. */
async function photographPages({ url, person, language, size }, pages, folder) {
  const context = await browser.newContext({
    viewport: size,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
  });
  const page = await context.newPage();
  let name = 'sign-in';
  page.on('console', (message) => message.type() === 'error' && console.log(`${name}: ${message.text()}`));
  page.on('pageerror', (error) => console.log(`${name}: ${error.message}`));
  await page.goto(`${url}/sign-in`);
  await page.evaluate((value) => localStorage.setItem('loomgate.language', value), language);
  if (person) {
    await page.evaluate(async (body) => {
      await fetch('/v1/session', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
    }, person);
  }
  for (const each of pages) {
    name = each.name;
    try {
      await page.goto(`${url}${await each.path(page)}`);
      await page.waitForLoadState('load');
      await pause(each.waitMs ?? 900);
      await each.before?.(page);
      await page.screenshot({ path: join(folder, `${each.name}.png`) });
    } catch (error) {
      console.log(`${name}: ${error.message}`);
    }
  }
  await context.close();
}
