import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An inspection of a container visit; its steps are facts. */
@Entity('inspection')
export class InspectionEntity {
  @PrimaryColumn('uuid') readonly id: string;
  @Column('uuid') readonly shipmentId: string;
  @Column('uuid', { nullable: true }) readonly brokerId: string | null;
}
