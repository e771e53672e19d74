import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a caller has chosen for the console. */
@Entity('preference')
export class PreferenceEntity {
  /** The person; or the key, for a program that has choices. */
  @PrimaryColumn('uuid') readonly callerId: string;
  @Column('jsonb') readonly choices: Readonly<Record<string, unknown>>;
  @Column('integer') readonly revision: number;
}
