/** `npm run cli -- <command>`: the command line of the service, on the same settings and the same database as `npm start`. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare, root } from './prepare.mjs';
import { applySettings } from './settings.mjs';

await prepare({ page: false });
applySettings({ demo: false });
await import(pathToFileURL(join(root, 'dist', 'src', 'cli.js')).href);
