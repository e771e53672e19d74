import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a file of its firm said last of a declaration, and what the declaration said after that. */
@Entity('import_sent')
export class ImportSentEntity {
  @PrimaryColumn('uuid') readonly declarationId: string;
  @Column('uuid') readonly brokerId: string;
  @Column('text') readonly fileSha256: string;
  @Column('text') readonly storedSha256: string;
}
