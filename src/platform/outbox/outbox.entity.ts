import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant, instantOrNull } from '../database/columns.js';
import type { JobPayload } from '../queue/job.js';
import type { Instant } from '../../vocabulary/period.js';

/** A job on its way out of the transaction that wants it. The row is deleted once the job is processed. */
@Entity('outbox')
export class OutboxEntity {
  @PrimaryColumn('uuid') readonly id: string;
  @Column('text') readonly job: string;
  @Column('jsonb') readonly payload: JobPayload;
  @Column('timestamptz', instant()) readonly createdAt: Instant;
  @Column('timestamptz', instantOrNull()) readonly sentAt: Instant | null;
  @Column('uuid', { nullable: true }) readonly batch: string | null;
  @Column('int') readonly attempts: number;
  @Column('text', { nullable: true }) readonly lastError: string | null;
  @Column('timestamptz', instantOrNull()) readonly failedAt: Instant | null;
  @Column('timestamptz', instantOrNull()) readonly nextAttemptAt: Instant | null;
}
