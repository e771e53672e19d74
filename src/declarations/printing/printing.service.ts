import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import type { Tx } from '../../platform/database/tx.js';
import { type CodeTables, loadCodeTables } from '../../reference/code-tables.js';
import { countryName } from '../../vocabulary/country.js';
import { currencyName } from '../../vocabulary/currency.js';
import { businessDayOf, type Day } from '../../vocabulary/period.js';
import { withMaskedNumbers } from '../../parties/masked-numbers.js';
import { wordOf } from '../../messages/words.js';
import type { DeclarationInput } from '../domain/declaration.js';
import { isGiven } from '../domain/valuation/amounts.js';
import { DeclarationsReader } from '../reading/declarations.query.js';
import { declarationPdf, type PrintedPapers } from './declaration-pdf.js';
import { type CodeNames, headFields, named, printedItems } from './printed-declaration.js';
import { invoiceOf, packingListOf, simplifiedListOf } from './printed-lists.js';

/** A declaration on paper. */
export interface PrintedFile {
  readonly body: Buffer;
  readonly reference: string;
}

/** Prints declarations: the form of customs, invoice, packing list and, of a simplified one, the list of its goods. */
@Injectable()
export class PrintingService {
  constructor(
    private readonly database: Database,
    private readonly reader: DeclarationsReader,
  ) {}

  /** The papers of a declaration the reader may see, in Chinese as customs takes them. They are drawn when nothing is held any more. */
  async pdf(actor: Actor, id: string): Promise<PrintedFile> {
    const papers = await this.database.transaction(actor, (tx) => this.papersOf(tx, id), { snapshot: true });
    return { body: await declarationPdf(papers), reference: papers.form.reference };
  }

  private async papersOf(tx: Tx, id: string): Promise<PrintedPapers> {
    const read = await this.reader.one(tx, id, 'zh');
    const shown = tx.actor.role === 'broker' ? read : (withMaskedNumbers(read) as typeof read);
    const { items, entryId, status, brokerId, updatedAt, ...input } = shown;
    const day = read.declaredOn ?? businessDayOf(updatedAt);
    const names = namesOf(await loadCodeTables(tx), day);
    const firm = await tx.one<{ name: string }>('SELECT name FROM organisation WHERE id = $1', [brokerId]);
    const broker = firm?.name ?? '';
    const said: DeclarationInput = input;
    return {
      form: {
        ...{ entryId: entryId ?? '', reference: said.reference, broker },
        office: isGiven(said.customsOffice) ? named(names.office(said.customsOffice), said.customsOffice) : '',
        status: `状态：${wordOf('status', status, 'zh')}`,
        fields: headFields(said, read.declaredOn ?? '', names),
        items: printedItems(said, items, names),
      },
      lists: [
        () => invoiceOf(said, day, names),
        () => packingListOf(said, day),
        ...(said.simplified === true ? [() => simplifiedListOf(said, items, { day, names })] : []),
      ],
      at: updatedAt,
    };
  }
}

function namesOf(tables: CodeTables, day: Day): CodeNames {
  const of = (table: Parameters<CodeTables['name']>[0]) => (code: string) => tables.name(table, code, 'zh');
  const tariff = tables.tariff(day);
  return {
    ...{ office: of('customs-office'), transportMode: of('transport-mode'), packageType: of('package-type') },
    ...{ port: of('port'), exitPort: of('domestic-port'), area: of('domestic-area'), unit: of('unit') },
    document: of('document'),
    country: (code) => countryName(code, 'zh'),
    currency: (code) => named(currencyName(code, 'zh'), code),
    legalUnits: (hsCode) => tariff?.get(hsCode)?.units ?? [],
  };
}
