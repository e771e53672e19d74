import { readFile, readdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { CodeEditions } from '../reference/code-editions.service.js';
import { isEditedTable, type PutCodeEntry } from '../reference/domain/code-edition.js';

/** The table without a published source, as the folder's README says. */
const FROM_MEMORY = 'levy-mode';
/** Beside src/ in a working copy, one folder further up from a build. */
const PLACES = ['../../assets/code-tables', '../../../assets/code-tables'];
const FILE = /^([a-z-]+)-(\d{4})\.tsv$/;
const SOURCE = 'assets/code-tables/README.md';

/** The code tables that come with the repository, put by the same door as an administrator's. */
@Injectable()
export class DemoCodeTables {
  constructor(
    private readonly database: Database,
    private readonly editions: CodeEditions,
  ) {}

  /** Puts every table; one that is there already stays. Units come before the tariff, which names them. */
  async load(): Promise<void> {
    const folder = PLACES.map((path) => join(__dirname, path)).find((path) => existsSync(path));
    if (!folder) throw new Error('The code tables are missing: assets/code-tables belongs beside src or dist.');
    const files = (await readdir(folder)).flatMap((name) => {
      const [, table = '', year = ''] = FILE.exec(name) ?? [];
      return table === '' ? [] : [{ table, year }];
    });
    const isTariff = ({ table }: { table: string }) => (table === 'hs-code' ? 1 : 0);
    for (const { table, year } of files.sort((one, other) => isTariff(one) - isTariff(other))) {
      if (!isEditedTable(table)) throw new Error(`There is no code table ${table}.`);
      const key = { table, year: Number(year) };
      const entries = entriesOf(await readFile(join(folder, `${table}-${year}.tsv`), 'utf8'));
      await this.database.transaction(SYSTEM, async (tx) => {
        if ((await this.editions.of(tx, key)) === null)
          await this.editions.put(tx, key, { source: SOURCE, entries, verified: table !== FROM_MEMORY });
      });
    }
  }
}

/** Rows of a tab-separated file under the names of its first line; an empty cell says nothing. */
function entriesOf(text: string): PutCodeEntry[] {
  const [head = '', ...rows] = text.trimEnd().split('\n');
  const names = head.split('\t');
  return rows.map((row) => {
    const cells = row.split('\t');
    const said = names.flatMap((name, index) => (cells[index] ? [[name, cells[index]]] : []));
    return Object.fromEntries(said) as unknown as PutCodeEntry;
  });
}
