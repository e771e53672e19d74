/**
 * `npm start`: from a fresh clone to a running service. The service runs in this very process, so signals reach it directly.
 * package.json says `exec node … || node …`: with exec, npm's shell becomes this process, so npm waits until the service has stopped;
 * Windows has no exec and takes the second half.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { endWithParent } from './parent.mjs';
import { prepare, root } from './prepare.mjs';
import { applySettings } from './settings.mjs';

endWithParent();
await prepare();
applySettings({ demo: true });
await import(pathToFileURL(join(root, 'dist', 'src', 'main.js')).href);
