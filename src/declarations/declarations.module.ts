import { Module } from '@nestjs/common';
import { LanesModule } from '../lanes/lanes.module.js';
import { MarketsModule } from '../markets/markets.module.js';
import { ReferenceModule } from '../reference/reference.module.js';
import { AcknowledgementsController } from './acknowledgements.controller.js';
import { Acknowledgements } from './acknowledgements.service.js';
import { ClosingValues } from './closing-values.js';
import { DeclarationsController } from './declarations.controller.js';
import { DeclarationsReader } from './declarations.query.js';
import { Declarations } from './declarations.service.js';
import { DraftsHitController } from './drafts-hit.controller.js';
import { DraftsHit } from './drafts-hit.query.js';
import { FilingsController } from './filings.controller.js';
import { Filings } from './filings.service.js';
import { FollowBox } from './follow-box.processor.js';
import { Intake } from './intake.service.js';
import { NextSteps } from './next-steps.service.js';
import { ParkedReceipts } from './parked-receipts.js';
import { Placing } from './placing.service.js';
import { ProposalsController } from './proposals.controller.js';
import { Proposals } from './proposals.service.js';
import { ReadReceipts } from './read-receipts.processor.js';
import { Rebuild } from './rebuild.service.js';
import { ReceiptCodesController } from './receipt-codes.controller.js';
import { ReceiptCodes } from './receipt-codes.service.js';
import { ReceiptsController } from './receipts.controller.js';
import { Receipts } from './receipts.service.js';
import { Revisions } from './revisions.service.js';
import { RuleBooks } from './rule-books.js';
import { Standings } from './standings.service.js';
import { Submissions } from './submissions.service.js';

@Module({
  imports: [LanesModule, MarketsModule, ReferenceModule],
  controllers: [
    DeclarationsController,
    ProposalsController,
    ReceiptsController,
    ReceiptCodesController,
    FilingsController,
    DraftsHitController,
    AcknowledgementsController,
  ],
  providers: [
    Acknowledgements,
    ClosingValues,
    Declarations,
    DeclarationsReader,
    DraftsHit,
    Filings,
    FollowBox,
    Intake,
    NextSteps,
    ParkedReceipts,
    Placing,
    Proposals,
    ReadReceipts,
    Rebuild,
    ReceiptCodes,
    Receipts,
    Revisions,
    RuleBooks,
    Standings,
    Submissions,
  ],
  exports: [DeclarationsReader, Filings, Intake, NextSteps, Receipts, Revisions, RuleBooks],
})
export class DeclarationsModule {}
