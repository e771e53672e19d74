import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row of an imported file while it is staged. */
@Entity('import_row')
export class ImportRowEntity {
  @PrimaryColumn('uuid') readonly importId: string;
  @PrimaryColumn('int') readonly rowNumber: number;
  @Column('uuid') readonly brokerId: string;
  @Column('text', { nullable: true }) readonly reference: string | null;
  @Column('text', { array: true }) readonly cells: readonly string[];
  @Column('int', { nullable: true }) readonly position: number | null;
  @Column('jsonb', { nullable: true }) readonly faults: unknown;
}
