/**
 * `npm run console:types`: the types of the API for console/, from the sources of the service as they are now. `npm run check` runs
 * it before it compiles the console, so that a call which the service does not have, or answers otherwise, breaks the check.
 */
import { createRequire } from 'node:module';
import './parent.mjs';

const require = createRequire(import.meta.url);
require('./sql/load-typescript.cjs');
await require('./api/types.ts').main();
process.exit(0);
