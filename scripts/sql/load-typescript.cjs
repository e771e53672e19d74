/**
 * Lets Node load the TypeScript of this repository as it stands, without a build. Each loaded file keeps a door to its own scope
 * (`scopeOf`), so that a check can compute constants which the file does not export.
 */
const { readFileSync } = require('node:fs');
const { Module } = require('node:module');
const { dirname, join } = require('node:path');
const swc = require('@swc/core');

const root = dirname(dirname(__dirname));
const options = { ...JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8')), swcrc: false, sourceMaps: false };
const scopes = new Map();
const resolve = Module._resolveFilename;

// TypeScript names the file that a build would make: `./x.js` stands for `./x.ts`.
Module._resolveFilename = function (request, parent, ...rest) {
  const isOurs = request.startsWith('.') && request.endsWith('.js') && parent?.filename?.endsWith('.ts');
  return resolve.call(this, isOurs ? request.replace(/\.js$/, '.ts') : request, parent, ...rest);
};

Module._extensions['.ts'] = (module, filename) => {
  const { code } = swc.transformSync(readFileSync(filename, 'utf8'), { ...options, filename });
  module.keepScope = (evaluate) => scopes.set(filename, evaluate);
  module._compile(`${code}\n;module.keepScope((name) => eval(name));`, filename);
};

/** A function that gives the value of a name as the file itself sees it. */
exports.scopeOf = (filename) => {
  require(filename);
  return scopes.get(filename);
};
