/** Whether mutants still belong to the sources: a place that has moved, or a story that has another name, would be missed in silence. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';
import { root } from '../prepare.mjs';

const SYNTAX = { syntax: 'typescript', decorators: true };

/** The source with the place changed; null where the place is not there, or not once. `folder` has the sources. */
export function mutated({ file, from, to }, folder = root) {
  const place = join(folder, file);
  if (!existsSync(place)) return null;
  const source = readFileSync(place, 'utf8');
  if (source.split(from).length !== 2) return null;
  // A function, so that no character of the text has a meaning of its own.
  return source.replace(from, () => to);
}

/** The file of a story that is named by its path, without what all of them end with; null where there is none. */
export function fileOf(story) {
  const file = `${story}.spec.ts`;
  return existsSync(join(root, file)) ? file : null;
}

/** Why a mutant does not fit; null where it does. What is removed from the schema is seen by PostgreSQL alone. */
export function misfit({ sql, stories, only, ...change }) {
  const files = stories.map(fileOf);
  if (files.includes(null)) return `there is no story ${stories[files.indexOf(null)]}`;
  const texts = files.map((path) => readFileSync(join(root, path), 'utf8'));
  if (only !== undefined && !texts.some((text) => text.includes(only))) return `no test is named "${only}"`;
  if (sql !== undefined) return null;
  const text = mutated(change);
  if (text === null) return `its place does not stand once in ${change.file}`;
  return parses(text) ? null : `what is left of ${change.file} cannot be compiled`;
}

/** A file that cannot be compiled would be caught by every story, whatever was removed. */
function parses(text) {
  try {
    parseSync(text, SYNTAX);
    return true;
  } catch {
    return false;
  }
}
