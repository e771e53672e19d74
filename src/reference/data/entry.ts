import type { CodeTableName } from '../domain/code-tables.js';

/** One code as a fresh installation starts with it. */
export interface SeedEntry {
  readonly table: CodeTableName;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  /** Whether a public source was read; false means from memory. */
  readonly verified: boolean;
  readonly attributes?: Readonly<Record<string, string>>;
}

/**
 * Before the first pilot of 2013, so that every declaration of this trade resolves. The official dates of introduction
 * were not found; a code that ends or begins later gets its own dates through a migration.
 */
export const VALID_FROM = '2000-01-01';

/**
 * Reads lines of `code|name|English name`; a `*` after the code marks what was confirmed by a public source.
 */
export const entriesOf = (table: CodeTableName, text: string): SeedEntry[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [mark = '', name = '', nameEn = ''] = line.split('|');
      return { table, code: mark.replace('*', ''), name, nameEn, verified: mark.endsWith('*') };
    });
