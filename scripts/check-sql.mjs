/** `npm run check` runs this as "sql": every statement and its row type against the migrated schema. See scripts/sql/check.ts. */
import { createRequire } from 'node:module';
import './parent.mjs';

const require = createRequire(import.meta.url);
require('./sql/load-typescript.cjs');
await require('./sql/check.ts').main();
