/**
 * `npm run shots [-- page …]`: a picture of every page and overlay of the console in two sizes and both languages, in shots/ (not in
 * git): full, of people in the middle of their work, and empty, of a new firm and a new office. With `CONSOLE_URL` and `CONSOLE_PEOPLE`
 * (demo-people.json) a running service is photographed instead. What a page cannot show (a new firm has no declaration) is named at the
 * end, and so is what its browser complained of.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium as driver } from 'playwright-core';
import { chromium } from './browser/chromium.mjs';
import { newcomers } from './browser/newcomers.mjs';
import { PAGES } from './browser/pages.cjs';
import { failWith, prepare, root } from './prepare.mjs';

const SIZES = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
];
const LANGUAGES = ['zh', 'en'];
const SEED = ['--days', '6', '--containers-per-day', '12'];
const PORT = Number(process.env.PORT) || 3790;
/** How long a page may ask and draw before it is photographed as it is. */
const SETTLED_MS = 10_000;
const asked = process.argv.slice(2);
const pages = PAGES.filter(({ name }) => asked.length === 0 || asked.includes(name));
const missing = [];
const complaints = [];

if (pages.length === 0)
  failWith(`There is no page ${asked.join(', ')}; there are ${PAGES.map(({ name }) => name).join(', ')}.`);
const { path, why } = chromium();
if (!path) failWith(`No pictures: ${why}.`);
if (!process.env.CONSOLE_URL) await prepare();
const browser = await driver.launch({ executablePath: path, args: ['--no-sandbox', '--disable-gpu'] });
try {
  if (process.env.CONSOLE_URL) {
    await photographBoth(process.env.CONSOLE_URL, JSON.parse(readFileSync(process.env.CONSOLE_PEOPLE, 'utf8')));
  } else {
    await withService(photographBoth);
  }
} finally {
  await browser.close();
}
for (const [title, lines] of [
  ['Not there', missing],
  ['Complaints', complaints],
]) {
  if (lines.length > 0) console.log(`${title}:\n  ${[...new Set(lines)].join('\n  ')}`);
}

/** The pages of people in the middle of their work, and of people who begin. */
async function photographBoth(url, people) {
  await photographMarket(url, people, 'full');
  await photographMarket(url, await newcomers(url, people), 'empty');
}

/** A service with its own embedded database and a small demo. */
async function withService(work) {
  const data = mkdtempSync(join(tmpdir(), 'loomgate-shots-'));
  const env = { ...process.env, DATA_DIR: data, DEMO: '0', PORT: String(PORT), LOG_LEVEL: 'warn', NODE_ENV: '' };
  await ended(spawn(process.execPath, [join(root, 'dist/src/cli.js'), 'seed', ...SEED], { env, stdio: 'inherit' }));
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

function ended(child) {
  return new Promise((resolve) => child.once('exit', resolve));
}

/** Two people at a time: more of them only wait for each other. */
async function photographMarket(url, people, market) {
  const everybody = [...new Set(pages.map(({ who }) => who))].filter((who) =>
    who === null ? market === 'full' : people[who],
  );
  const waiting = everybody.flatMap((who) => LANGUAGES.map((language) => ({ who, language })));
  const photographer = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await photographPages({ url, person: people[next.who], market, ...next });
    }
  };
  await Promise.all([photographer(), photographer()]);
}

/** The pages of one person in one language, each in both sizes. */
async function photographPages({ url, who, person, language, market }) {
  const context = await browser.newContext({
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url });
  await context.addInitScript((value) => localStorage.setItem('loomgate.language', value), language);
  const page = await context.newPage();
  watchCalls(page);
  let name = 'sign-in';
  page.on('console', (message) => message.type() === 'error' && complaints.push(`${name}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`${name}: ${error.message}`));
  await page.goto(`${url}/sign-in`);
  if (person) await signIn(page, person);
  for (const each of pages.filter((one) => one.who === who)) {
    name = `${each.name} (${market}, ${language})`;
    try {
      const place = await each.path(page);
      if (place === null) {
        missing.push(`${each.name} (${market})`);
        continue;
      }
      await photograph(page, { each, address: `${url}${place}`, language, market });
    } catch (error) {
      complaints.push(`${name}: ${error.message.split('\n')[0]}`);
    }
  }
  await context.close();
}

async function signIn(page, person) {
  const status = await page.evaluate(async (body) => {
    const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
    return (await fetch('/v1/session', init)).status;
  }, person);
  if (status !== 201) throw new Error(`Signing in as ${person.login}: ${status}`);
}

/** One load for both sizes: the page is opened in the smaller one, as on an office PC, and then given more room. */
async function photograph(page, { each, address, language, market }) {
  await page.setViewportSize(SIZES[0]);
  await page.goto(address);
  await settled(page);
  await each.open?.(page);
  await settled(page);
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await pause(250);
    const folder = join(root, 'shots', `${size.width}x${size.height}`, language, market);
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `${each.name}.png`) });
  }
}

/** Until the page asks for nothing more, and nothing of it is still loading or dimmed because newer rows are on their way. */
async function settled(page) {
  // Between two calls that follow each other a page looks settled for a moment.
  let quiet = 0;
  for (const until = Date.now() + SETTLED_MS; Date.now() < until && quiet < 3; await pause(80)) {
    const isDrawn =
      (await page.locator('.skeleton, .skeleton-row, [aria-busy=true], .is-stale, .is-waiting').count()) === 0 &&
      (await page.locator('main > *, .wall').count()) > 0;
    quiet = isDrawn && page.calls.size === 0 ? quiet + 1 : 0;
  }
}

/** The calls that a page waits for; a stream stays open. */
function watchCalls(page) {
  page.calls = new Set();
  page.on('request', (request) => {
    if (!/\/v1\/(events|board\/stream)/.test(request.url())) page.calls.add(request);
  });
  for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => page.calls.delete(request));
}
