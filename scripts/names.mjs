/**
 * Ends with a list when an exported name of src stands for two things: it is exported from two files, re-exports left out.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './prepare.mjs';

/** Names that are still exported twice. */
const ALLOWED = new Set([
  // Firms whose data allow no answer (open-items) and firms that a statement leaves out (settlement).
  'ExcludedFirm',
]);

export function namesExportedTwice() {
  const files = new Map();
  for (const file of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.endsWith('.spec.ts')) continue;
    const text = readFileSync(join(root, 'src', file), 'utf8');
    for (const name of exportedBy(ts.createSourceFile(file, text, ts.ScriptTarget.Latest)))
      files.set(name, new Set([...(files.get(name) ?? []), file]));
  }
  return [...files].filter(([name, { size }]) => size > 1 && !ALLOWED.has(name));
}

function exportedBy({ statements }) {
  return statements
    .filter(({ modifiers }) => modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
    .flatMap((statement) =>
      ts.isVariableStatement(statement) ? [...statement.declarationList.declarations] : [statement],
    )
    .flatMap(({ name }) => (name && ts.isIdentifier(name) ? [name.text] : []));
}
