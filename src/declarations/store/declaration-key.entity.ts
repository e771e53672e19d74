import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A number or name that a declaration is found by, in the form in which it is compared. */
@Entity('declaration_key')
export class DeclarationKeyEntity {
  @PrimaryColumn('uuid') readonly declarationId: string;
  /** What it is, and the name: `buyer:LAGOSFABRICS`. */
  @PrimaryColumn('text') readonly key: string;
  @Column('uuid') readonly brokerId: string;
  @Column('text', { nullable: true }) readonly customsOffice: string | null;
}
