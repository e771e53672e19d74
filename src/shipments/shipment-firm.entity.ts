import { Entity, PrimaryColumn } from 'typeorm';

/** A firm, other than the one whose visit it is, that has filed goods in the container. */
@Entity('shipment_firm')
export class ShipmentFirmEntity {
  @PrimaryColumn('uuid') readonly brokerId: string;
  @PrimaryColumn('uuid') readonly shipmentId: string;
}
