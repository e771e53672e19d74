import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { KeyKind } from './declaration-keys.repository.js';

/** A number or name that a declaration is found by, in the form in which it is compared. */
@Entity('declaration_key')
export class DeclarationKeyEntity {
  @PrimaryColumn('uuid') readonly declarationId: string;
  @PrimaryColumn('text') readonly kind: KeyKind;
  @PrimaryColumn('text') readonly key: string;
  @Column('uuid') readonly brokerId: string;
  @Column('text', { nullable: true }) readonly customsOffice: string | null;
}
