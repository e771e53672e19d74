import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { refuse, refuseAt } from '../../messages/refusals/refusal.js';
import { pointer } from '../../messages/refusals/violation.js';
import type { Actor } from '../database/actor.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/tx.js';
import { csvPieces } from '../files/csv-stream.js';
import type { RowBatches, TableColumn } from '../files/table.js';
import { attachment } from './file-name.js';
import { answerWithFile } from './file-stream.js';

/** What a list offers beside its pages. */
export const LIST_FORMATS = ['json', 'csv'] as const;

/** Rows read together from the cursor of the database. */
export const LIST_BATCH_ROWS = 500;
/** Each long file holds a connection of the pool as long as its reader takes. */
const OPEN_MAX = 4;

/** A list as one file. */
export interface ListFile {
  /** Without its ending, in ASCII and as people read it. */
  readonly names: readonly [ascii: string, readable: string];
  readonly columns: readonly ListColumn[];
  readonly rowCount: number;
  readonly batches: RowBatches;
}
export type ListColumn = Pick<TableColumn, 'name' | 'type'>;

/** Lists as CSV: whole and of one moment, however many rows, with cells that start no formula. */
@Injectable()
export class ListFiles {
  private open = 0;

  constructor(private readonly database: Database) {}

  /** `read` says what is in the file; it refuses what the list refuses. */
  csv(reply: FastifyReply, actor: Actor, read: (tx: Tx) => Promise<ListFile>) {
    return answerWithFile(reply, async (send) => {
      if (this.open >= OPEN_MAX) throw refuse('unavailable', 'service-unavailable');
      this.open += 1;
      try {
        await this.database.transaction(
          actor,
          async (tx) => {
            const { names, columns, rowCount, batches } = await read(tx);
            await send({
              mediaType: 'text/csv; charset=utf-8',
              disposition: attachment(`${names[0]}.csv`, `${names[1]}.csv`),
              headers: { 'X-Row-Count': String(rowCount) },
              pieces: csvPieces(columns, batches),
              keepOpen: () => tx.one('SELECT 1 AS open'),
            });
          },
          { snapshot: true },
        );
      } finally {
        this.open -= 1;
      }
    });
  }
}

/** A file is the whole: a page of one would be taken for all of it. */
export function assertWhole<Q extends { limit?: string; cursor?: string }>({
  limit,
  cursor,
  ...rest
}: Q): Omit<Q, 'limit' | 'cursor'> {
  for (const [field, value] of Object.entries({ limit, cursor })) {
    if (value === undefined) continue;
    throw refuseAt(pointer('query', field), 'malformed', 'paging-of-whole', { field });
  }
  return rest;
}
