const Module = require('node:module');

const resolve = Module._resolveFilename;

// Jest maps `./x.js` to `./x.ts` in tests, but not in global set-up: there Node itself resolves, and sources end in .ts.
Module._resolveFilename = function (request, ...rest) {
  try {
    return resolve.call(this, request, ...rest);
  } catch (error) {
    if (!request.startsWith('.') || !request.endsWith('.js')) throw error;
    return resolve.call(this, request.replace(/\.js$/, '.ts'), ...rest);
  }
};
