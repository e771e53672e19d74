import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PartyRole } from './parties.js';
import type { Day } from '../vocabulary/period.js';

/** A firm or person that declarations of a broker to an office name, under the name of the latest day. */
@Entity('party')
export class PartyEntity {
  @PrimaryColumn('uuid') readonly brokerId: string;
  @PrimaryColumn('text') readonly role: PartyRole;
  @PrimaryColumn('text') readonly idType: string;
  @PrimaryColumn('text') readonly idNumber: string;
  /** Empty where the declarations are not known any more. */
  @PrimaryColumn('text') readonly customsOffice: string;
  @Column('text') readonly name: string;
  @Column('text', { nullable: true }) readonly country: string | null;
  @Column('date') readonly firstSeenOn: Day;
  @Column('date') readonly lastSeenOn: Day;
}
