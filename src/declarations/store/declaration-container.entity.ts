import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A container that a declaration names. */
@Entity('declaration_container')
export class DeclarationContainerEntity {
  @PrimaryColumn('uuid') readonly declarationId: string;
  @PrimaryColumn('int') readonly position: number;
  @Column('uuid') readonly brokerId: string;
  @Column('text') readonly number: string;
  @Column('int', { array: true, nullable: true }) readonly goodsLines: readonly number[] | null;
}
