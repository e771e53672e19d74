import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { STREAMED_TYPES } from '../../domain-events/domain-event.js';
import type { Actor } from '../../platform/database/actor.js';
import { Refuses, ResponseFileExample } from '../../platform/http/description/describe.js';
import { CurrentActor } from '../../platform/http/request.js';
import { Roles } from '../../platform/http/roles.js';
import { EventStreams } from './event-streams.service.js';

const EVENT = {
  ...{ type: 'declaration.moved', id: '019a9472-6d00-7000-8000-000000000001', market: 'KQ-CTC' },
  at: '2026-11-18T02:00:00.000Z',
};
const EXAMPLE = `retry: 2000\n\nid: 741:741:@1763431200000\n\ndata: ${JSON.stringify(EVENT)}\n\nid: 742:742:@1763431200300\n\n: \n\n`;

@ApiTags('notices')
@Roles('broker', 'officer', 'analyst', 'admin', 'auditor', 'channel')
@Controller('v1/events')
export class EventStreamsController {
  constructor(private readonly eventStreams: EventStreams) {}

  @Get()
  @ApiOperation({
    summary: 'What changed for the caller, as server-sent events, within a second of its commit',
    description:
      'One event a change: `type`, `id`, `at` and, where there is one, `market`. The `id` is that of the thing that the first word of ' +
      'the type names; of `amendment`, `correction` and `lane` that of the declaration, of `clearance` that of the run. Types: ' +
      `${STREAMED_TYPES.map((type) => `\`${type}\``).join(', ')}; and \`reset\`, with \`id\` null, where changes cannot be sent one by one, ` +
      'so that whatever is shown is to be read anew. A firm hears of its own and of containers with its goods, an officer of the own ' +
      'office, an analyst of editions, auditors and channels of nothing. The `id:` line of the stream, sent back as `Last-Event-ID` ' +
      'within an hour, resumes without a gap; a change may come twice. A comment comes every 15 seconds; the stream ends within 5 seconds of its key or session, and sends nothing meanwhile.',
  })
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'The last `id:` line received.',
    schema: { type: 'string' },
  })
  @ResponseFileExample({ 'text/event-stream': EXAMPLE })
  @Refuses(429)
  stream(@CurrentActor() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const last = [request.headers['last-event-id']].flat()[0] ?? null;
    return this.eventStreams.follow(actor, last, { request, reply });
  }
}
