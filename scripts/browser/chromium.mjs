/**
 * The Chromium that the console is tried in: the system's own, or, where there is none, Debian's with a font that has Chinese.
 * Nothing is downloaded by packages of npm.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const PACKAGES = ['chromium', 'fonts-noto-cjk'];

const found = () => PLACES.find((place) => place && existsSync(place)) ?? null;

/** Its path, after installing it where that is possible; null with the reason where it is not. */
export function chromium() {
  const there = found();
  if (there) return { path: there };
  if (process.getuid?.() !== 0) return { path: null, why: 'there is no Chromium, and only root may install one' };
  if (spawnSync('apt-get', ['--version']).status !== 0)
    return { path: null, why: 'there is no Chromium and no apt-get' };
  console.log('Installing Chromium and a Chinese font from Debian…');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (...args) => spawnSync('apt-get', args, { env, stdio: 'ignore' }).status === 0;
  run('update', '-qq');
  if (run('install', '-y', '-qq', '--no-install-recommends', ...PACKAGES) && found()) return { path: found() };
  return { path: null, why: `apt-get could not install ${PACKAGES.join(' and ')}` };
}
