const Module = require('node:module');

const resolve = Module._resolveFilename;

// Jest maps `./x.js` to `./x.ts` in tests, but not in global set-up: there Node itself resolves, and sources end in .ts.
Module._resolveFilename = function (request, parent, ...rest) {
  const isOurs = request.startsWith('.') && request.endsWith('.js') && parent?.filename?.endsWith('.ts');
  return resolve.call(this, isOurs ? request.replace(/\.js$/, '.ts') : request, parent, ...rest);
};
