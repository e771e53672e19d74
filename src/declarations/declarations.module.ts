import { Module } from '@nestjs/common';
import { LanesModule } from '../lanes/lanes.module.js';
import { MarketsModule } from '../markets/markets.module.js';
import { ReferenceModule } from '../reference/reference.module.js';
import { AcknowledgementsController } from './checking/acknowledgements.controller.js';
import { Acknowledgements } from './checking/acknowledgements.service.js';
import { ConflictLookup } from './checking/conflict-lookup.query.js';
import { ClosingValues } from './status/closing-values.js';
import { DeclarationsController } from './recording/declarations.controller.js';
import { DeclarationsReader } from './reading/declarations.query.js';
import { Declarations } from './recording/declarations.service.js';
import { AffectedDraftsController } from './checking/affected-drafts.controller.js';
import { AffectedDraftsService } from './checking/affected-drafts.service.js';
import { FilingsController } from './obligations/filings.controller.js';
import { Filings } from './obligations/filings.service.js';
import { RefreshNextStepsProcessor } from './status/refresh-next-steps.processor.js';
import { DeclarationWriter } from './recording/declaration-writer.js';
import { NextSteps } from './status/next-steps.service.js';
import { ParkedReceipts } from './receipts/parked-receipts.js';
import { ReceiptAssignmentService } from './receipts/receipt-assignment.service.js';
import { ProposalsController } from './splitting/proposals.controller.js';
import { Proposals } from './splitting/proposals.service.js';
import { ReadReceipts } from './receipts/read-receipts.processor.js';
import { Rebuild } from './receipts/rebuild.service.js';
import { ReceiptCodesController } from './receipts/receipt-codes.controller.js';
import { ReceiptCodes } from './receipts/receipt-codes.service.js';
import { ReceiptsController } from './receipts/receipts.controller.js';
import { Receipts } from './receipts/receipts.service.js';
import { Revisions } from './recording/revisions.service.js';
import { RuleBooks } from './checking/rule-books.js';
import { StatusProjectorService } from './status/status-projector.service.js';
import { Submissions } from './recording/submissions.service.js';

@Module({
  imports: [LanesModule, MarketsModule, ReferenceModule],
  controllers: [
    DeclarationsController,
    ProposalsController,
    ReceiptsController,
    ReceiptCodesController,
    FilingsController,
    AffectedDraftsController,
    AcknowledgementsController,
  ],
  providers: [
    Acknowledgements,
    ClosingValues,
    ConflictLookup,
    Declarations,
    DeclarationsReader,
    AffectedDraftsService,
    Filings,
    RefreshNextStepsProcessor,
    DeclarationWriter,
    NextSteps,
    ParkedReceipts,
    ReceiptAssignmentService,
    Proposals,
    ReadReceipts,
    Rebuild,
    ReceiptCodes,
    Receipts,
    Revisions,
    RuleBooks,
    StatusProjectorService,
    Submissions,
  ],
  exports: [DeclarationsReader, Filings, DeclarationWriter, NextSteps, Receipts, Revisions, RuleBooks],
})
export class DeclarationsModule {}
