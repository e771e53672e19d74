import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './prepare.mjs';

/** The environment of the service when started from here: the file .env, overruled by what is set already, then our defaults. */
export function applySettings({ demo }) {
  const file = join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  process.env.DATA_DIR ||= join(root, '.data');
  process.env.DEMO ||= demo && process.env.NODE_ENV !== 'production' ? '1' : '0';
}
