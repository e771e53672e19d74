import { Injectable } from '@nestjs/common';
import { refuse } from '../messages/refusals/refusal.js';
import { renderViolation } from '../messages/refusals/violation.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import { type Page, type PageQuery, readPage } from '../platform/http/page.js';
import { isId } from '../vocabulary/id.js';
import type { Language } from '../vocabulary/language.js';
import { errorsCsv, rejectedCsv, toErrorResponse } from './imports.csv.js';
import type { ImportView } from './imports.dto.js';
import { rejectedWorkbook, templateWorkbook } from './imports.xlsx.js';
import {
  allErrors,
  failureOf,
  firstErrors,
  formMarkets,
  headOf,
  rejectedRows,
  viewById,
  views,
} from './imports.query.js';

const ERRORS_SHOWN = 100;

/** Says what became of the files of a firm. */
@Injectable()
export class ImportReportsService {
  constructor(private readonly database: Database) {}

  list(actor: Actor, query: PageQuery): Promise<Page<ImportView>> {
    return this.database.transaction(actor, (tx) =>
      readPage(
        query,
        [isId],
        (after, limit) => views(tx, after?.[0] ?? null, limit),
        (view) => [view.id],
      ),
    );
  }

  /** With its first errors. */
  one(actor: Actor, id: string, language: Language) {
    return this.about(actor, id, async (tx, view) => {
      const errors = await firstErrors(tx, id, ERRORS_SHOWN);
      const failure = (await failureOf(tx, id))?.failure?.violations.map((found) => renderViolation(found, language));
      return {
        ...view,
        errors: errors.map((error) => toErrorResponse(error, language)),
        ...(failure ? { failure } : {}),
      };
    });
  }

  errors(actor: Actor, id: string, language: Language): Promise<Buffer> {
    return this.about(actor, id, (tx) => whole(errorsCsv(allErrors(tx, id), language)));
  }

  rejected(actor: Actor, id: string, language: Language): Promise<Buffer> {
    return this.about(actor, id, async (tx) => {
      const head = (await headOf(tx, id)) ?? { header: null, delimiter: null };
      return whole(rejectedCsv(head, rejectedRows(tx, id), language));
    });
  }

  /** The same as a workbook. */
  rejectedWorkbook(actor: Actor, id: string, language: Language): Promise<Buffer> {
    return this.about(actor, id, async (tx, { createdAt: at }) => {
      const { header = null, mapping = {} } = (await headOf(tx, id)) ?? {};
      const markets = await marketsOf(tx);
      return whole(rejectedWorkbook({ header, mapping, markets, language, at }, rejectedRows(tx, id)));
    });
  }

  /** An empty form. */
  templateWorkbook(actor: Actor, language: Language): Promise<Buffer> {
    return this.database.transaction(actor, async (tx) =>
      whole(templateWorkbook(await marketsOf(tx), language, TEMPLATE_AT)),
    );
  }

  /** Another firm's import and one that never was look the same. */
  private about<T>(actor: Actor, id: string, work: (tx: Tx, view: ImportView) => Promise<T>) {
    return this.database.transaction(actor, async (tx) => {
      const view = isId(id) ? await viewById(tx, id) : null;
      if (!view) throw refuse('not-found', 'not-found');
      return work(tx, view);
    });
  }
}

const marketsOf = async (tx: Tx) => (await formMarkets(tx)).map(({ code, name }) => [code, name] as const);

/** The same form is the same bytes. */
const TEMPLATE_AT = '2026-11-01T00:00:00.000Z';

async function whole(pieces: AsyncIterable<string | Buffer>): Promise<Buffer> {
  const bytes: Buffer[] = [];
  for await (const piece of pieces) bytes.push(typeof piece === 'string' ? Buffer.from(piece) : piece);
  return Buffer.concat(bytes);
}
