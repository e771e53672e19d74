import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What became of one declaration of an imported file. */
@Entity('import_outcome')
export class ImportOutcomeEntity {
  @PrimaryColumn('uuid') readonly importId: string;
  @PrimaryColumn('int') readonly position: number;
  @Column('uuid') readonly brokerId: string;
  @Column('text') readonly reference: string;
  @Column('text') readonly outcome: 'created' | 'replaced' | 'unchanged' | 'refused';
  @Column('int') readonly rows: number;
  @Column('uuid', { nullable: true }) readonly declarationId: string | null;
  @Column('boolean') readonly submittable: boolean;
}
