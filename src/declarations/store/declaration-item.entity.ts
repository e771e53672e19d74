import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An item of a declaration, as declared after merging. */
@Entity('declaration_item')
export class DeclarationItemEntity {
  @PrimaryColumn('uuid') readonly declarationId: string;
  @PrimaryColumn('int') readonly itemNumber: number;
  @Column('uuid') readonly brokerId: string;
  @Column('text') readonly hsCode: string;
  @Column('text') readonly name: string;
  @Column('numeric') readonly quantity: string;
  @Column('text') readonly unit: string;
  @Column('numeric') readonly netWeightKg: string;
  @Column('numeric') readonly totalPrice: string;
  @Column('text') readonly finalDestination: string;
  @Column('int', { array: true }) readonly goodsLines: readonly number[];
  @Column('numeric', { precision: 20, scale: 2 }) readonly fobUsd: string;
  @Column('numeric', { precision: 20, scale: 2 }) readonly fobCny: string;
}
