import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far the clock of a trial is ahead. */
@Entity('trial_clock')
export class TrialClockEntity {
  @PrimaryColumn('boolean') readonly one: boolean;
  @Column('bigint') readonly aheadMs: string;
}
