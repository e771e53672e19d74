import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../../platform/database/actor.js';
import type { CodeMeaning } from '../domain/receipt-codes.js';
import type { ParkedReason } from '../domain/status/parked-reasons.js';
import { instant, instantOrNull } from '../../platform/database/columns.js';
import type { Instant } from '../../vocabulary/period.js';

/** A receipt as it came in (`given…`), and the declaration for which it is read. */
@Entity('receipt')
export class ReceiptEntity {
  @PrimaryColumn('uuid') readonly id: string;
  @Column('text') readonly channel: string;
  @Column('text') readonly code: string;
  @Column('text', { nullable: true }) readonly text: string | null;
  @Column('timestamptz', instant()) readonly eventTime: Instant;
  @Column('timestamptz', instant()) readonly receivedAt: Instant;
  @Column('uuid', { nullable: true }) readonly givenDeclarationId: string | null;
  @Column('text', { nullable: true }) readonly givenEntryId: string | null;
  @Column('text', { nullable: true }) readonly givenReference: string | null;
  @Column('uuid', { nullable: true }) readonly givenBrokerId: string | null;
  @Column('text') readonly actorName: string;
  @Column('text', { nullable: true }) readonly customsOffice: string | null;
  @Column('uuid', { nullable: true }) readonly declarationId: string | null;
  @Column('uuid', { nullable: true }) readonly brokerId: string | null;
  @Column('text', { nullable: true }) readonly meaning: CodeMeaning | null;
  @Column('text', { nullable: true }) readonly parkedReason: ParkedReason | null;
  /** The customs number that another naming of the same fact carried; what came with this one stays as it came. */
  @Column('text', { nullable: true }) readonly addedEntryId: string | null;
  @Column('timestamptz', instantOrNull()) readonly parkedAt: Instant | null;
  @Column('timestamptz', instantOrNull()) readonly dismissedAt: Instant | null;
  /** It has its effect whatever else is known: an amendment has ordered it, or it was taken before such receipts were parked. */
  @Column('boolean') readonly unconditional: boolean;
  /** The role of whoever reported it first; null where that was before it was kept. */
  @Column('text', { nullable: true }) readonly toldBy: Role | null;
  @Column({ type: 'text', nullable: true, insert: false, update: false }) readonly givenReferenceKey: string | null;
}
