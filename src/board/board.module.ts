import { Module } from '@nestjs/common';
import { MarketsModule } from '../markets/markets.module.js';
import { BoardWatch } from './board-watch.service.js';
import { BoardController } from './board.controller.js';
import { Boards } from './boards.service.js';

/** What officers watch. Writes no table. */
@Module({
  imports: [MarketsModule],
  controllers: [BoardController],
  providers: [Boards, BoardWatch],
})
export class BoardModule {}
