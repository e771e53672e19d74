require('./compile-typescript.cjs');
require('./code-cache.cjs');

// A process of its own for one of the scripts beside this: Jest cannot be killed in the middle of a transaction, nor change its zone.
require(`./${process.argv[2]}.ts`);
