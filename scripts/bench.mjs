/** `npm run bench [-- names]`: the benchmarks of bench/main.ts, compiled like the service so that they measure what runs. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { failWith, prepare, root } from './prepare.mjs';

await prepare();
const main = join(root, 'dist', 'bench', 'main.js');
if (!existsSync(main)) failWith('There is no bench/main.ts, so there is nothing to measure.');
await import(pathToFileURL(main).href);
