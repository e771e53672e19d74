import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../../platform/database/columns.js';
import type { Language } from '../../vocabulary/language.js';
import type { Instant } from '../../vocabulary/period.js';

/** The e-mail address to which a firm wants its reminders. */
@Entity('notice_address')
export class NoticeAddressEntity {
  @PrimaryColumn('uuid') readonly organisationId: string;
  @Column('text') readonly email: string;
  @Column('text') readonly language: Language;
  @Column('timestamptz', instant()) readonly updatedAt: Instant;
  @Column('int') readonly revision: number;
}
