import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { PersonRole, PersonState } from '../domain/person-rules.js';
import { instant, instantOrNull } from '../../platform/database/columns.js';
import type { Instant } from '../../vocabulary/period.js';

/** Somebody who signs in. What proves it stands apart, where no role of people can read it. */
@Entity('person')
@Unique(['loginKey'])
@Unique(['issuer', 'subject'])
export class PersonEntity {
  @PrimaryColumn('uuid') readonly id: string;
  /** As it was chosen; signing in does not mind width and case. */
  @Column('text') readonly login: string;
  @Column('text') readonly loginKey: string;
  @Column('text') readonly name: string;
  /** A route is called in the first of them that it allows. */
  @Column('text', { array: true }) readonly roles: PersonRole[];
  @Column('uuid', { nullable: true }) readonly organisationId: string | null;
  /** Makes and changes the people and keys of the own firm. */
  @Column('boolean') readonly firmAdministrator: boolean;
  @Column('text') readonly state: PersonState;
  /** Who vouches for the person besides a password, and under which name. */
  @Column('text', { nullable: true }) readonly issuer: string | null;
  @Column('text', { nullable: true }) readonly subject: string | null;
  @Column('timestamptz', instant()) readonly createdAt: Instant;
  @Column('timestamptz', instantOrNull()) readonly lastSignedInAt: Instant | null;
  @Column('integer') readonly revision: number;
}
