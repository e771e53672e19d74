import { Module } from '@nestjs/common';
import { MarketsModule } from '../markets/markets.module.js';
import { BoardSubscriptionsService } from './board-subscriptions.service.js';
import { BoardController } from './board.controller.js';
import { BoardsService } from './boards.service.js';

/** What officers watch. Writes no table. */
@Module({
  imports: [MarketsModule],
  controllers: [BoardController],
  providers: [BoardsService, BoardSubscriptionsService],
})
export class BoardModule {}
