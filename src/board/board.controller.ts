import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ForDisplays } from '../access/sessions/session-routes.js';
import type { Actor } from '../platform/database/actor.js';
import { LongWork } from '../platform/http/long-work.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample, ResponseFileExample, Refuses } from '../platform/http/description/describe.js';
import { CurrentActor } from '../platform/http/request.js';
import { BoardSubscriptionsService } from './board-subscriptions.service.js';
import { BoardQuery } from './board.dto.js';
import { BOARD, BOARD_STREAM } from './board.examples.js';
import type { Board } from './board.query.js';
import { BoardsService } from './boards.service.js';

const SUMMARY = "today's declarations and containers by status, what is open by level and kind, and what waits longest";

@ApiTags('follow-up')
@Roles('officer', 'admin')
@ForDisplays()
@LongWork()
@Controller('v1/board')
export class BoardController {
  constructor(
    private readonly boards: BoardsService,
    private readonly subscriptions: BoardSubscriptionsService,
  ) {}

  @Get()
  @ApiOperation({
    summary: `The state of a market: ${SUMMARY}`,
    description:
      'Declarations are those filed today (`filedAt`, in Asia/Shanghai), by their status now. Shipments are the visits that are open, ' +
      'and those that ended today; `arrived` came into the centre today. Open items are those of `/v1/open-items`. ' +
      'The trend has the same kinds as of the cut-offs of the seven days before, as far as these are cleared; null is a kind that was not counted yet.',
  })
  @ResponseExample(BOARD)
  @Refuses(404)
  now(@CurrentActor() actor: Actor, @Query() { market }: BoardQuery): Promise<Board> {
    return this.boards.of(actor, market);
  }

  @Get('stream')
  @ApiOperation({
    summary: 'The same as server-sent events: at once, and whenever it has changed',
    description:
      'A change is sent within a second of its commit. The same `id` means the same figures. A comment comes every 15 seconds; ' +
      'the stream ends when its key or session does.',
  })
  @ResponseFileExample({ 'text/event-stream': BOARD_STREAM })
  @Refuses(404, 429)
  stream(
    @CurrentActor() actor: Actor,
    @Query() { market }: BoardQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.subscriptions.subscribe(actor, market, { request, reply });
  }
}
