import { Injectable } from '@nestjs/common';
import { refuse } from '../messages/refusal.js';
import { renderViolation } from '../messages/violation.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import { type Page, type PageQuery, readPage } from '../platform/http/page.js';
import { isId } from '../vocabulary/id.js';
import type { Language } from '../vocabulary/language.js';
import { errorsCsv, rejectedCsv, toErrorResponse } from './imports.csv.js';
import type { ImportView } from './imports.dto.js';
import { allErrors, failureOf, firstErrors, headOf, rejectedRows, viewById, views } from './imports.query.js';

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

  /** Another firm's import and one that never was look the same. */
  private about<T>(actor: Actor, id: string, work: (tx: Tx, view: ImportView) => Promise<T>) {
    return this.database.transaction(actor, async (tx) => {
      const view = isId(id) ? await viewById(tx, id) : null;
      if (!view) throw refuse('not-found', 'not-found');
      return work(tx, view);
    });
  }
}

async function whole(pieces: AsyncIterable<string>): Promise<Buffer> {
  const bytes: Buffer[] = [];
  for await (const piece of pieces) bytes.push(Buffer.from(piece));
  return Buffer.concat(bytes);
}
