import { Module } from '@nestjs/common';
import { AuditController } from './audit.controller.js';
import { AuditMetrics } from './audit-metrics.js';
import { AuditService } from './audit.service.js';
import { AuditExports } from './export.service.js';
import { AuditSeals } from './seals.service.js';
import { AuditVerifications } from './verification.service.js';

@Module({
  controllers: [AuditController],
  providers: [AuditService, AuditSeals, AuditVerifications, AuditExports, AuditMetrics],
})
export class AuditModule {}
