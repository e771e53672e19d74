import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The one secret seed of the draws. Only its migration writes it. */
@Entity('lane_seed')
export class LaneSeedEntity {
  @PrimaryColumn('boolean') readonly one: boolean;
  @Column('text') readonly seed: string;
}
