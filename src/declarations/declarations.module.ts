import { Module } from '@nestjs/common';
import { LanesModule } from '../lanes/lanes.module.js';
import { MarketsModule } from '../markets/markets.module.js';
import { ReferenceModule } from '../reference/reference.module.js';
import { AcknowledgementsController } from './checking/acknowledgements.controller.js';
import { AcknowledgementsService } from './checking/acknowledgements.service.js';
import { CodeLookupController } from './lookup/code-lookup.controller.js';
import { CodeLookup } from './lookup/code-lookup.service.js';
import { ConflictLookup } from './checking/conflict-lookup.query.js';
import { ClosingValues } from './status/closing-values.js';
import { DecisionsController } from './decisions/decisions.controller.js';
import { DecisionsService } from './decisions/decisions.service.js';
import { DeclarationsController } from './recording/declarations.controller.js';
import { DeclarationsReader } from './reading/declarations.query.js';
import { DeclarationsService } from './recording/declarations.service.js';
import { AffectedDraftsController } from './checking/affected-drafts.controller.js';
import { AffectedDraftsService } from './checking/affected-drafts.service.js';
import { SplitService } from './recording/split.service.js';
import { DraftsService } from './recording/drafts.service.js';
import { DocumentNumbersController } from './reading/document-numbers.controller.js';
import { DocumentNumbersService } from './reading/document-numbers.service.js';
import { FilingsController } from './obligations/filings.controller.js';
import { FilingWriter } from './obligations/filing-writer.js';
import { FilingsService } from './obligations/filings.service.js';
import { RefreshNextStepsProcessor } from './status/refresh-next-steps.processor.js';
import { DeclarationWriter } from './recording/declaration-writer.js';
import { BesideSteps } from './status/beside-steps.service.js';
import { NextSteps } from './status/next-steps.service.js';
import { JudgeFreedNumberProcessor } from './receipts/judge-freed-number.processor.js';
import { ParkedReceipts } from './receipts/parked-receipts.js';
import { ReceiptAssignmentService } from './receipts/receipt-assignment.service.js';
import { PrintingService } from './printing/printing.service.js';
import { ProposalsController } from './splitting/proposals.controller.js';
import { ProposalsService } from './splitting/proposals.service.js';
import { ReadReceipts } from './receipts/read-receipts.processor.js';
import { DeclarationRebuilder } from './receipts/declaration-rebuilder.js';
import { ReceiptCodesController } from './receipts/receipt-codes.controller.js';
import { ReceiptCodesService } from './receipts/receipt-codes.service.js';
import { ReceiptsController } from './receipts/receipts.controller.js';
import { ReceiptWriter } from './receipts/receipt-writer.js';
import { ReceiptsReader } from './receipts/receipts.query.js';
import { ReceiptsService } from './receipts/receipts.service.js';
import { VersionWriter } from './recording/version-writer.js';
import { RuleBooks } from './checking/rule-books.js';
import { StatusProjector } from './status/status-projector.js';
import { SubmissionWriter } from './recording/submission-writer.js';

@Module({
  imports: [LanesModule, MarketsModule, ReferenceModule],
  controllers: [
    DeclarationsController,
    DecisionsController,
    ProposalsController,
    ReceiptsController,
    ReceiptCodesController,
    DocumentNumbersController,
    FilingsController,
    AffectedDraftsController,
    AcknowledgementsController,
    CodeLookupController,
  ],
  providers: [
    AcknowledgementsService,
    DocumentNumbersService,
    BesideSteps,
    ClosingValues,
    CodeLookup,
    ConflictLookup,
    DeclarationsService,
    DecisionsService,
    DraftsService,
    SplitService,
    DeclarationsReader,
    AffectedDraftsService,
    FilingWriter,
    FilingsService,
    RefreshNextStepsProcessor,
    DeclarationWriter,
    NextSteps,
    JudgeFreedNumberProcessor,
    ParkedReceipts,
    ReceiptAssignmentService,
    PrintingService,
    ProposalsService,
    ReadReceipts,
    DeclarationRebuilder,
    ReceiptCodesService,
    ReceiptWriter,
    ReceiptsReader,
    ReceiptsService,
    VersionWriter,
    RuleBooks,
    StatusProjector,
    SubmissionWriter,
  ],
  exports: [
    DeclarationsReader,
    FilingWriter,
    DeclarationWriter,
    NextSteps,
    ReceiptsService,
    ReceiptWriter,
    VersionWriter,
    RuleBooks,
  ],
})
export class DeclarationsModule {}
