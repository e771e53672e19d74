import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { instant, instantOrNull } from '../../platform/database/columns.js';
import type { Language } from '../../vocabulary/language.js';
import type { Instant } from '../../vocabulary/period.js';

/** A reminder to be sent by e-mail, and how far that is. */
@Entity('notice_mail')
@Unique(['reminderId', 'email'])
export class NoticeMailEntity {
  @PrimaryColumn('uuid') readonly id: string;
  @Column('uuid') readonly organisationId: string;
  @Column('uuid') readonly reminderId: string;
  @Column('text') readonly email: string;
  @Column('text') readonly language: Language;
  @Column('text') readonly messageId: string;
  @Column('text') readonly state: 'pending' | 'sent' | 'given-up';
  @Column('int') readonly attempts: number;
  @Column('timestamptz', instant()) readonly nextAttemptAt: Instant;
  @Column('uuid', { nullable: true }) readonly lease: string | null;
  @Column('timestamptz', instantOrNull()) readonly leasedUntil: Instant | null;
  @Column('timestamptz', instantOrNull()) readonly lastAttemptAt: Instant | null;
  /** What the mail server said last, or why it said nothing. */
  @Column('text', { nullable: true }) readonly lastAnswer: string | null;
  @Column('timestamptz', instantOrNull()) readonly sentAt: Instant | null;
  @Column('timestamptz', instant()) readonly createdAt: Instant;
}
