import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A goods line of a declaration, as bought. */
@Entity('goods_line')
export class GoodsLineEntity {
  @PrimaryColumn('uuid') readonly declarationId: string;
  @PrimaryColumn('int') readonly position: number;
  @Column('uuid') readonly brokerId: string;
  @Column('int', { nullable: true }) readonly line: number | null;
  @Column('text', { nullable: true }) readonly hsCode: string | null;
  @Column('text', { nullable: true }) readonly name: string | null;
  @Column('text', { nullable: true }) readonly specification: string | null;
  @Column('numeric', { nullable: true }) readonly quantity: string | null;
  @Column('text', { nullable: true }) readonly unit: string | null;
  @Column('int', { nullable: true }) readonly packages: number | null;
  @Column('numeric', { nullable: true }) readonly grossWeightKg: string | null;
  @Column('numeric', { nullable: true }) readonly netWeightKg: string | null;
  @Column('numeric', { nullable: true }) readonly totalPrice: string | null;
  @Column('text', { nullable: true }) readonly finalDestination: string | null;
  @Column('text', { nullable: true }) readonly stall: string | null;
  @Column('numeric', { nullable: true }) readonly legalQuantity1: string | null;
  @Column('numeric', { nullable: true }) readonly legalQuantity2: string | null;
  @Column('text', { nullable: true }) readonly elements: string | null;
  @Column('text', { nullable: true }) readonly domesticSource: string | null;
  @Column('int', { nullable: true }) readonly tradeLine: number | null;
}
