/**
 * Makes the project ready to run: packages as the lock file says, and a build of the present sources. Does nothing when both are
 * there. `npm start`, `npm test` and their like call it first, so a fresh clone needs no other command. Plain Node: it runs
 * before there are packages.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alone } from './alone.mjs';
import { run } from './child.mjs';

const NODE_MIN = [20, 19];
const PLATFORM = ` ${process.platform} ${process.arch}`;
const BUILT_FROM = [
  'src',
  'embedded-postgres',
  'migrations',
  'bench',
  'nest-cli.json',
  '.swcrc',
  'tsconfig.json',
  'package-lock.json',
];
const CONSOLE_BUILT_FROM = ['console', 'package-lock.json'];
const CONSOLE_NOT_BUILT_FROM = /[/\\]console[/\\](dist|api[/\\]generated)[/\\]|\.(spec|prop\.spec)\.tsx?$/;

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const installStamp = join(root, 'node_modules', '.loomgate-installed');
const buildStamp = join(root, 'dist', '.loomgate-built');
const consoleStamp = join(root, 'console', 'dist', '.loomgate-built');

/**
 * Installs and builds what is missing or stale: the service unless `build` is false, the console with it unless `page` is false.
 * Ends the process with one line when it cannot.
 */
export async function prepare({ build = true, page = build } = {}) {
  checkNode();
  const isReady = () => isInstalled() && (!build || isBuilt()) && (!page || isConsoleBuilt());
  if (isReady()) return;
  const waiting = () => console.log('Another process prepares this folder: waiting for it…');
  await alone(
    `prepare ${root}`,
    async () => {
      if (!isInstalled()) await install();
      if (build && !isBuilt()) await compile();
      if (page && !isConsoleBuilt()) await bundleConsole();
    },
    waiting,
  );
}

/** Ends the process with one line on the error stream. */
export function failWith(message, code = 1) {
  console.error(message);
  process.exit(code);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1])) return;
  failWith(`Node ${NODE_MIN.join('.')} or later is needed; this is ${process.versions.node}.`);
}

function isInstalled() {
  const wanted = installationWanted();
  const found = readText(installStamp);
  if (found === wanted) return true;
  if ((found !== undefined && !found.endsWith(PLATFORM)) || !wasInstalledByHand()) return false;
  stamp(installStamp, wanted);
  return true;
}

/** The lock file's digest; with the platform, because a folder shared with another system holds the wrong binaries. */
function installationWanted() {
  return digest([join(root, 'package-lock.json')]) + PLATFORM;
}

/** `npm ci` or `npm install` by hand leaves no stamp of ours, but npm's own list of what it put there. */
function wasInstalledByHand() {
  const found = JSON.parse(readText(join(root, 'node_modules', '.package-lock.json')) ?? '{}').packages;
  if (!found) return false;
  const wanted = JSON.parse(readText(join(root, 'package-lock.json'))).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, extraneous }]) => !path || optional || extraneous || found[path]?.version === version,
  );
}

async function install() {
  const started = performance.now();
  console.log('Installing the packages of package-lock.json…');
  const npm = process.env.npm_execpath;
  // Scripts off: nothing of a package runs at installation. Development packages always: they hold the compiler.
  const args = [
    'ci',
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const { code } = npm?.endsWith('.js')
    ? await run(process.execPath, [npm, ...args], { cwd: root })
    : await run('npm', args, { cwd: root, shell: process.platform === 'win32' });
  if (code !== 0) failWith(`npm ci failed (exit code ${code}): its message is above.`);
  stamp(installStamp, installationWanted());
  console.log(`Installed in ${seconds(started)} s.`);
}

function isBuilt() {
  return readText(buildStamp) === buildWanted();
}

function buildWanted() {
  return digest(BUILT_FROM.flatMap((path) => filesIn(join(root, path))).filter((path) => !path.endsWith('.spec.ts')));
}

async function compile() {
  const started = performance.now();
  // Taken before the build: a file saved while it runs makes the next start build again.
  const wanted = buildWanted();
  const nest = join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  // A backtrace of the compiler's own insides would bury the line that says where the mistake is.
  const env = { ...process.env, RUST_BACKTRACE: '0' };
  const { code, output } = await run(process.execPath, [nest, 'build'], { cwd: root, quiet: true, env });
  if (code !== 0) failWith(`${output.trim()}\nThe build failed.`);
  writeFileSync(join(root, 'dist', 'build.json'), JSON.stringify(await describeBuild()));
  stamp(buildStamp, wanted);
  console.log(`Built in ${seconds(started)} s.`);
}

function isConsoleBuilt() {
  return readText(consoleStamp) === consoleWanted();
}

function consoleWanted() {
  const sources = CONSOLE_BUILT_FROM.flatMap((path) => filesIn(join(root, path)));
  return digest(sources.filter((path) => !CONSOLE_NOT_BUILT_FROM.test(path)));
}

async function bundleConsole() {
  const started = performance.now();
  const wanted = consoleWanted();
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', '-c', join(root, 'console', 'vite.config.mts'), '--logLevel', 'warn'];
  const { code, output } = await run(process.execPath, args, { cwd: root, quiet: true });
  if (code !== 0) failWith(`${output.trim()}\nThe build of the console failed.`);
  stamp(consoleStamp, wanted);
  console.log(`Built the console in ${seconds(started)} s.`);
}

/** What `/health/live`, the proofs of days and the metrics say of the running code. */
async function describeBuild() {
  const { version } = JSON.parse(readText(join(root, 'package.json')));
  const { code, output } = await run('git', ['rev-parse', '--short=12', 'HEAD'], { cwd: root, quiet: true });
  return { version, revision: code === 0 ? output.trim() : 'unknown' };
}

function filesIn(path) {
  const entries = readDirectory(path);
  if (!entries) return existsSync(path) ? [path] : [];
  return entries.flatMap((entry) => (entry.isDirectory() ? filesIn(join(path, entry.name)) : [join(path, entry.name)]));
}

function readDirectory(path) {
  try {
    return readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return null;
  }
}

function digest(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    const content = readFileSync(path);
    hash.update(`${path.slice(root.length)} ${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** A folder that cannot be written only costs the short cut. */
function stamp(path, content) {
  try {
    writeFileSync(path, content);
  } catch (error) {
    if (error.code !== 'EACCES' && error.code !== 'EROFS') throw error;
  }
}

function seconds(started) {
  return ((performance.now() - started) / 1000).toFixed(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await prepare();
