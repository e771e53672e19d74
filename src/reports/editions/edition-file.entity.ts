import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EditionFormat } from './editions.dto.js';

/** The bytes of an edition in one format, as they were made with it. */
@Entity('report_edition_file')
export class ReportEditionFileEntity {
  @PrimaryColumn('uuid') readonly editionId: string;
  @PrimaryColumn('text') readonly format: EditionFormat;
  @Column('bytea') readonly content: Buffer;
  @Column('text') readonly sha256: string;
  @Column('text') readonly mediaType: string;
  @Column('text') readonly disposition: string;
}
