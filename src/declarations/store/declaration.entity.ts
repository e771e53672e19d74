import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { Valuation } from '../domain/declaration.js';
import type { DueStep } from '../domain/status/next-step.js';
import type { DeclarationStatus, PastEpisode } from '../domain/status/project-status.js';
import type { NextActor } from '../domain/status/waits.js';
import type { Header } from './content.js';
import type { Violation } from '../../messages/refusals/violation.js';
import { instant, instantOrNull } from '../../platform/database/columns.js';
import type { Day, Instant } from '../../vocabulary/period.js';

/** A declaration as it is now: what was declared, what it is worth, where it stands and what is next. */
@Entity('declaration')
@Unique(['brokerId', 'reference'])
export class DeclarationEntity {
  @PrimaryColumn('uuid') readonly id: string;
  @Column('uuid') readonly brokerId: string;
  @Column('text') readonly market: string;
  @Column('text') readonly reference: string;
  @Column('text') readonly status: DeclarationStatus;
  @Column('int') readonly version: number;
  @Column('int') readonly revision: number;
  @Column('date', { nullable: true }) readonly declaredOn: Day | null;
  @Column('text', { nullable: true }) readonly customsOffice: string | null;
  @Column({ type: 'text', nullable: true, insert: false, update: false }) readonly exitOffice: string | null;
  @Column('text', { nullable: true }) readonly consignorUscc: string | null;
  @Column('text', { nullable: true }) readonly consignorName: string | null;
  @Column('text', { nullable: true }) readonly buyerName: string | null;
  @Column('text', { nullable: true }) readonly currency: string | null;
  @Column('text', { nullable: true }) readonly transportMode: string | null;
  @Column('text', { nullable: true }) readonly billOfLading: string | null;
  @Column('jsonb') readonly header: Header;
  @Column('text') readonly contentSha256: string;
  @Column('jsonb') readonly findings: readonly Violation[];
  @Column('jsonb', { nullable: true }) readonly valuation: Valuation | null;
  @Column('numeric', { nullable: true }) readonly totalDeclared: string | null;
  @Column('numeric', { precision: 20, scale: 2, nullable: true }) readonly totalCny: string | null;
  @Column('numeric', { precision: 20, scale: 2, nullable: true }) readonly totalUsd: string | null;
  @Column('numeric', { precision: 20, scale: 2, nullable: true }) readonly fobCny: string | null;
  @Column('numeric', { precision: 20, scale: 2, nullable: true }) readonly fobUsd: string | null;
  @Column('text', { nullable: true }) readonly entryId: string | null;
  @Column('timestamptz', instantOrNull()) readonly filedAt: Instant | null;
  @Column('timestamptz', instantOrNull()) readonly submittedAt: Instant | null;
  @Column('timestamptz', instantOrNull()) readonly acceptedAt: Instant | null;
  @Column('timestamptz', instantOrNull()) readonly inspectingAt: Instant | null;
  @Column('timestamptz', instantOrNull()) readonly releasedAt: Instant | null;
  @Column('timestamptz', instantOrNull()) readonly returnedAt: Instant | null;
  @Column('timestamptz', instantOrNull()) readonly cancelledAt: Instant | null;
  @Column('timestamptz', instantOrNull()) readonly closedAt: Instant | null;
  @Column('timestamptz', instant()) readonly createdAt: Instant;
  @Column('timestamptz', instant()) readonly updatedAt: Instant;
  @Column('timestamptz', instantOrNull()) readonly nextDueAt: Instant | null;
  @Column('boolean') readonly nextCalendarPublished: boolean;
  @Column('text') readonly nextActor: NextActor;
  /** All steps in order, where more waits than the status says; null where that is all. */
  @Column('jsonb', { nullable: true }) readonly nextSteps: readonly DueStep[] | null;
  @Column('date', { nullable: true }) readonly exemptionFiledOn: Day | null;
  @Column('date', { nullable: true }) readonly paidUpOn: Day | null;
  /** The later of the two days before; infinity while one is missing. */
  @Column({ type: 'date', nullable: true, insert: false, update: false }) readonly owedUntil: Day | null;
  /** The episodes before the current one; null where there are none, as for nearly all. */
  @Column('jsonb', { nullable: true }) readonly pastEpisodes: readonly PastEpisode[] | null;
  @Column('boolean') readonly hasTwinReference: boolean;
  @Column({ type: 'text', nullable: true, insert: false, update: false }) readonly referenceKey: string | null;
  /** The id of the draft that was split into this one and others. */
  @Column('uuid', { nullable: true }) readonly splitGroup: string | null;
  @Column({ type: 'bigint', nullable: true, insert: false, update: false }) readonly totalUsdCents: string | null;
  /** Since when it has its status; null once nothing is waited for. */
  @Column({ type: 'timestamptz', ...instantOrNull(), insert: false, update: false })
  readonly waitingSince: Instant | null;
}
