import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  Post,
  Put,
  Query,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../platform/database/actor.js';
import { attachmentNamed } from '../../platform/http/file-name.js';
import { assertWhole, LIST_FORMATS, ListFiles } from '../../platform/http/list-files.js';
import { LongWork } from '../../platform/http/long-work.js';
import { formatAskedFor, MEDIA_TYPES } from '../../platform/http/accept.js';
import { Roles } from '../../platform/http/roles.js';
import { ResponseExample, ResponseFileExample, RequestExample } from '../../platform/http/description/describe.js';
import { maybe, page } from '../../platform/http/description/example.js';
import { LANE } from '../../lanes/lanes.examples.js';
import {
  DECLARATION,
  DECLARATION_BODY,
  DECLARATION_COUNTS,
  LISTED_DECLARATION,
  DECLARATIONS_FILE,
} from '../reading/declarations.examples.js';
import { IfMatch, CurrentLanguage, CurrentActor } from '../../platform/http/request.js';
import type { Language } from '../../vocabulary/language.js';
import type { ExpectedRevisions } from '../../messages/refusals/revision.js';
import { CopyBody, DECLARATION_FORMATS, DeclarationBody, DeclarationQuery } from '../reading/declarations.dto.js';
import type { DeclarationCounts } from '../reading/counts.query.js';
import { DeclarationCountsQuery, DeclarationsQuery } from '../reading/declarations-query.dto.js';
import { DeclarationsService } from './declarations.service.js';
import { PrintingService } from '../printing/printing.service.js';
import { COPY_BODY, DECLARATION_PREVIEW, SPLIT_BODY, SPLIT_DECLARATION } from './drafts.examples.js';
import { DraftsService } from './drafts.service.js';
import { SplitBody } from './split.dto.js';
import { SplitService } from './split.service.js';

@ApiTags('declarations')
@Controller('v1/declarations')
export class DeclarationsController {
  constructor(
    private readonly declarations: DeclarationsService,
    private readonly drafts: DraftsService,
    private readonly printing: PrintingService,
    private readonly listFiles: ListFiles,
    private readonly splits: SplitService,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Keep a draft; it may be unfinished, its findings are what still blocks submission' })
  @Roles('broker')
  @RequestExample(DECLARATION_BODY)
  @ResponseExample(DECLARATION)
  create(@CurrentActor() actor: Actor, @Body() body: DeclarationBody, @CurrentLanguage() language: Language) {
    return this.declarations.create(actor, body, language);
  }

  @Post('preview')
  @ApiOperation({ summary: 'What a draft of this content would answer; nothing is stored' })
  @HttpCode(200)
  @Roles('broker')
  @RequestExample(DECLARATION_BODY)
  @ResponseExample(DECLARATION_PREVIEW)
  preview(@CurrentActor() actor: Actor, @Body() body: DeclarationBody, @CurrentLanguage() language: Language) {
    return this.drafts.preview(actor, body, language);
  }

  @Get()
  @ApiOperation({ summary: 'Declarations without their lines, the newest or the earliest due first' })
  @Roles('broker', 'officer', 'admin')
  @LongWork()
  @ResponseExample(page(LISTED_DECLARATION))
  @ResponseFileExample({ [MEDIA_TYPES.csv]: DECLARATIONS_FILE })
  list(
    @CurrentActor() actor: Actor,
    @Query() { format, ...query }: DeclarationsQuery,
    @CurrentLanguage() language: Language,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    void reply.header('Vary', 'Accept, Accept-Language');
    if (formatAskedFor({ format, accept }, LIST_FORMATS) === 'json')
      return this.declarations.list(actor, query, language);
    const whole = assertWhole(query);
    return this.listFiles.csv(reply, actor, (tx) => this.declarations.file(tx, whole, language));
  }

  @Get('counts')
  @ApiOperation({
    summary: 'How many declarations a list with these filters has, and their declared total in USD',
    description:
      'Rows in descending number. By destination, a declaration stands in the row of each of its destinations, with what it declares for it; `total` counts it once.',
  })
  @Roles('broker', 'officer', 'admin')
  @ResponseExample(DECLARATION_COUNTS)
  counts(@CurrentActor() actor: Actor, @Query() query: DeclarationCountsQuery): Promise<DeclarationCounts> {
    return this.declarations.counts(actor, query);
  }

  @Get(':id')
  @ApiOperation({
    summary: 'A declaration with its lines, items, values and findings; to print with invoice and packing list',
  })
  @Roles('broker', 'officer', 'admin')
  @ResponseExample({ ...DECLARATION, lane: maybe(LANE) })
  @ResponseFileExample({ [MEDIA_TYPES.pdf]: '%PDF-1.3…' })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() { format }: DeclarationQuery,
    @CurrentLanguage() language: Language,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const wanted = formatAskedFor({ format, accept }, DECLARATION_FORMATS);
    void reply.header('Vary', 'Accept, Accept-Language');
    if (wanted === 'json') return this.declarations.one(actor, id, language);
    const { body, reference } = await this.printing.pdf(actor, id);
    return new StreamableFile(body, {
      type: MEDIA_TYPES.pdf,
      disposition: attachmentNamed(`declaration-${reference}.pdf`),
      length: body.length,
    });
  }

  @Put(':id')
  @ApiOperation({ summary: 'Replace a draft or a returned declaration' })
  @Roles('broker')
  @RequestExample(DECLARATION_BODY)
  @ResponseExample(DECLARATION)
  replace(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @IfMatch() revision: ExpectedRevisions,
    @Body() body: DeclarationBody,
    @CurrentLanguage() language: Language,
  ) {
    return this.declarations.replace(actor, { id, revision, language }, body);
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Withdraw a draft; the audit trail keeps what it said, and its reference is free' })
  @HttpCode(204)
  @Roles('broker')
  withdraw(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @IfMatch() revision: ExpectedRevisions,
  ): Promise<void> {
    return this.drafts.withdraw(actor, id, revision);
  }

  @Post(':id/copy')
  @ApiOperation({ summary: 'A new draft with the same content under another reference' })
  @Roles('broker')
  @RequestExample(COPY_BODY)
  @ResponseExample(DECLARATION)
  copy(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { reference }: CopyBody,
    @CurrentLanguage() language: Language,
  ) {
    return this.drafts.copy(actor, id, reference, language);
  }

  @Post(':id/split')
  @ApiOperation({ summary: 'Divide a draft: all parts are made and the draft is withdrawn, or nothing happens' })
  @Roles('broker')
  @RequestExample(SPLIT_BODY)
  @ResponseExample(SPLIT_DECLARATION)
  split(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @IfMatch() revision: ExpectedRevisions,
    @Body() body: SplitBody,
    @CurrentLanguage() language: Language,
  ) {
    return this.splits.split(actor, { id, revision, language }, body);
  }

  @Post(':id/submit')
  @ApiOperation({ summary: 'Submit: every rule is checked, values are fixed at the rates of the month' })
  @HttpCode(200)
  @Roles('broker')
  @ResponseExample(DECLARATION)
  submit(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @IfMatch() revision: ExpectedRevisions,
    @CurrentLanguage() language: Language,
  ) {
    return this.declarations.submit(actor, { id, revision, language });
  }
}
