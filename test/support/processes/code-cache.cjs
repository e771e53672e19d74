const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join } = require('node:path');
const v8 = require('node:v8');
const vm = require('node:vm');

/**
 * Starts a process from what earlier ones have compiled and found: of three and a half thousand modules V8 would otherwise read every
 * text, and Node look for each in a dozen places, which is most of the time in which such a process starts.
 */
const root = join(__dirname, '../../..');
const folder = join(root, 'node_modules/.cache/elsewhere');
const ENTRIES_MAX = 10_000;
const packages = join(root, 'node_modules') + '/';
// Where a package is found holds for one set of packages; what V8 has compiled, for one Node.
const lockFile = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
const file = join(folder, `code-${process.version}-${lockFile.slice(0, 16)}`);
const known = load();
// Of sources that have changed since.
if (known.code.size > ENTRIES_MAX) known.code.clear();
const compiledHere = [];
let hasFound = false;

const compile = Module.prototype._compile;
Module.prototype._compile = function (content, filename, ...rest) {
  // V8 itself compares no more than the length of a text.
  const key = createHash('sha256').update(`${filename}\0${content}`).digest('base64');
  const script = scriptOf(content, filename, known.code.get(key));
  if (!script) return compile.call(this, content, filename, ...rest);
  if (script.cachedDataRejected !== false) compiledHere.push({ key, script });
  const main = script.runInThisContext();
  return main.call(this.exports, this.exports, requireOf(this), this, filename, dirname(filename));
};

const find = Module._resolveFilename;
Module._resolveFilename = function (request, parent, ...rest) {
  // Sources may be moved at any time; packages stay where the lock file has put them.
  const isOfPackage = parent?.filename?.startsWith(packages) && !Module.isBuiltin(request) && rest[1] === undefined;
  if (!isOfPackage) return find.call(this, request, parent, ...rest);
  const key = `${dirname(parent.filename)}\0${request}`;
  const before = known.places.get(key);
  if (before !== undefined) return before;
  const place = find.call(this, request, parent, ...rest);
  known.places.set(key, place);
  hasFound = true;
  return place;
};

process.once('exit', () => {
  if (compiledHere.length === 0 && !hasFound) return;
  // At the end, so that functions which were compiled while they ran are part of it.
  for (const { key, script } of compiledHere) known.code.set(key, script.createCachedData());
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${file}.${process.pid}`, v8.serialize(known));
  renameSync(`${file}.${process.pid}`, file);
});

/** Null for an ES module, which Node loads by itself. */
function scriptOf(content, filename, cachedData) {
  try {
    const importModuleDynamically = vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
    return new vm.Script(Module.wrap(content.replace(/^#!.*/, '')), { filename, cachedData, importModuleDynamically });
  } catch {
    return null;
  }
}

function requireOf(module) {
  const own = (id) => module.require(id);
  own.resolve = (request, options) => Module._resolveFilename(request, module, false, options);
  own.main = process.mainModule;
  own.extensions = Module._extensions;
  own.cache = Module._cache;
  return own;
}

function load() {
  try {
    return v8.deserialize(readFileSync(file));
  } catch {
    return { code: new Map(), places: new Map() };
  }
}
