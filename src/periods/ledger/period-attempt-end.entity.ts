import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AttemptOutcome } from './period-attempts.js';
import { instant, instantOrNull } from '../../platform/database/columns.js';
import type { Instant } from '../../vocabulary/period.js';

/** How an attempt at a period ended. */
@Entity('period_attempt_end')
export class PeriodAttemptEndEntity {
  @PrimaryColumn('uuid') readonly attemptId: string;
  @Column('timestamptz', instant()) readonly endedAt: Instant;
  @Column('text') readonly outcome: AttemptOutcome;
  @Column('text', { nullable: true }) readonly error: string | null;
  @Column('timestamptz', instantOrNull()) readonly nextAttemptAt: Instant | null;
}
