import { Injectable } from '@nestjs/common';
import { isOwn } from '../periods/ledger/period-runs.service.js';
import type { Market } from '../markets/domain/market.js';
import { Markets } from '../markets/markets.service.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../vocabulary/clock.js';
import { refuse } from '../messages/refusals/refusal.js';
import { type Board, boardOf } from './board.query.js';
import { CountsOfDays } from './trend.query.js';

/** A board, unless nothing was committed since the one before; and what had been committed by then. */
export interface Count {
  readonly commits: string;
  readonly board: Board | null;
}

@Injectable()
export class BoardsService {
  private readonly days = new CountsOfDays();

  constructor(
    private readonly database: Database,
    private readonly markets: Markets,
    private readonly clock: Clock,
  ) {}

  /** The board of a market. Refuses an unknown market (400) and another office's (404). */
  async of(actor: Actor, market: string): Promise<Board> {
    const { board } = await this.since(actor, market, null);
    if (!board) throw new Error(`The board of ${market} was not counted.`);
    return board;
  }

  /**
   * The same, if anything was committed by anybody since `seen`. PostgreSQL knows that without reading a table: as long as
   * the set of transactions one sees is the same, so is every row. The snapshot that is returned is the one the board is counted in.
   */
  since(actor: Actor, market: string, seen: string | null): Promise<Count> {
    return this.database.transaction(
      actor,
      async (tx) => {
        const commits = (await tx.one<{ commits: string }>(SNAPSHOT))?.commits ?? '';
        if (commits === seen) return { commits, board: null };
        const found = await this.marketOf(tx, market);
        return { commits, board: await boardOf(tx, found, this.clock.now().toISOString(), this.days) };
      },
      { snapshot: true },
    );
  }

  private async marketOf(tx: Tx, code: string): Promise<Market> {
    const market = await this.markets.ofQuery(tx, code);
    const isShown = (tx.actor.onlyMarket ?? code) === code;
    if (!market || !isShown || !isOwn(tx.actor, market))
      throw refuse('not-found', 'not-found', { what: 'market', value: code });
    return market;
  }
}

const SNAPSHOT = 'SELECT pg_current_snapshot()::text AS commits';
