/** Ends with a list when a folder of the sources shows more files than one finds one's way in. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './prepare.mjs';

export const FILES_MAX = 30;
/** What is installed or built shows nothing that anybody has put there. */
const NOT_OURS = /[/\\](?:node_modules|dist)(?:[/\\]|$)/;
const SOURCES = ['src', 'test', 'console', 'bench', 'scripts', 'embedded-postgres'];

export function crowdedFolders() {
  const files = new Map();
  for (const source of SOURCES)
    for (const entry of readdirSync(join(root, source), { recursive: true, withFileTypes: true }))
      if (entry.isFile()) files.set(entry.parentPath, (files.get(entry.parentPath) ?? 0) + 1);
  return [...files].filter(([folder, count]) => count > FILES_MAX && !NOT_OURS.test(folder));
}
