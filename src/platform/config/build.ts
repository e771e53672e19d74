import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Which code this is: the version of the package and the revision it was built from. */
export interface Build {
  readonly version: string;
  /** "unknown" where it was built outside a checkout. */
  readonly revision: string;
}

/** Written by the build (scripts/prepare.mjs) beside the compiled files. */
const FILE = join(__dirname, '..', '..', '..', 'build.json');

export function readBuild(): Build {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8')) as Build;
  } catch {
    return { version: '0.1.0', revision: 'unknown' };
  }
}
