import { Module } from '@nestjs/common';
import { MarketsModule } from '../markets/markets.module.js';
import { OpenItemsController } from './open-items.controller.js';
import { ReleasedNotClosedController } from './released-not-closed.controller.js';
import { TodoController } from './todo.controller.js';
import { TodoService } from './todo.service.js';

/** What is still open, as of an instant. Others read it by `openItemTables`, inside their own statements. */
@Module({
  imports: [MarketsModule],
  controllers: [OpenItemsController, ReleasedNotClosedController, TodoController],
  providers: [TodoService],
})
export class OpenItemsModule {}
