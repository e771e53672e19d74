import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { ReservationKind } from './reservations.repository.js';

/** A trade record or a bank reference of a declaration, which counts for one live declaration only. */
@Entity('reservation')
@Unique(['declarationId', 'kind', 'number', 'line'])
export class ReservationEntity {
  @PrimaryColumn('uuid') readonly declarationId: string;
  @Column('uuid') readonly brokerId: string;
  @PrimaryColumn('text') readonly kind: ReservationKind;
  @PrimaryColumn('text') readonly number: string;
  @Column('int', { nullable: true }) readonly line: number | null;
  @Column('boolean') readonly held: boolean;
}
