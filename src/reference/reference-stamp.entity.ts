import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One stamp of all reference data, which a trigger draws anew with each change. */
@Entity('reference_stamp')
export class ReferenceStampEntity {
  @PrimaryColumn('boolean') readonly one: boolean;
  @Column('uuid') readonly stamp: string;
}
