const { readFileSync } = require('node:fs');
const { transformSync } = require('@swc/core');
require('./resolve-typescript.cjs');

// A process of its own for one of the scripts beside this: Jest cannot be killed in the middle of a transaction, nor change its zone. Sources are compiled as Jest does.
require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), { filename, sourceMaps: false });
  module._compile(code, filename);
};

require(`./${process.argv[2]}.ts`);
