import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant, instantOrNull } from '../../platform/database/columns.js';
import type { Instant } from '../../vocabulary/period.js';

export type PeriodState = 'due' | 'running' | 'finished' | 'failed';

/** A period that is due, and how its official run went. */
@Entity('period_run')
export class PeriodRunEntity {
  @PrimaryColumn('text') readonly kind: string;
  @PrimaryColumn('text') readonly market: string;
  /** A day, an ISO week or a month, by kind. */
  @PrimaryColumn('text') readonly period: string;
  @Column('text') readonly state: PeriodState;
  @Column('timestamptz', instant()) readonly dueAt: Instant;
  /** When its job was last enqueued, by the machine's clock. */
  @Column('timestamptz', instant()) readonly enqueuedAt: Instant;
  /** Attempts that came to their end since it was due or last retried by hand. */
  @Column('int') readonly attempts: number;
  @Column('timestamptz', instantOrNull()) readonly startedAt: Instant | null;
  @Column('timestamptz', instantOrNull()) readonly finishedAt: Instant | null;
  @Column('text', { nullable: true }) readonly worker: string | null;
  @Column('text', { nullable: true }) readonly codeVersion: string | null;
  @Column('jsonb', { nullable: true }) readonly result: Readonly<Record<string, unknown>> | null;
  @Column('text', { nullable: true }) readonly digest: string | null;
  @Column('text', { nullable: true }) readonly error: string | null;
  /** When the ledger learned of it, by the machine's clock; null for what was entered long ago. */
  @Column('timestamptz', instantOrNull()) readonly enteredAt: Instant | null;
  /** After a failure: not tried again before. */
  @Column('timestamptz', instantOrNull()) readonly nextAttemptAt: Instant | null;
}
