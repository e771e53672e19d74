import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DeclarationInput, Item, Totals, Valuation } from '../domain/declaration.js';
import { instant } from '../../platform/database/columns.js';
import type { Instant } from '../../vocabulary/period.js';

/** A version of a declaration that was submitted and then replaced. */
@Entity('declaration_version')
export class DeclarationVersionEntity {
  @PrimaryColumn('uuid') readonly declarationId: string;
  @PrimaryColumn('int') readonly version: number;
  @Column('uuid') readonly brokerId: string;
  @Column('jsonb') readonly input: DeclarationInput;
  @Column('jsonb') readonly items: readonly Item[];
  /** JSON null where the version had none. */
  @Column('jsonb') readonly totals: Totals | null;
  @Column('jsonb', { nullable: true }) readonly valuation: Valuation | null;
  @Column('timestamptz', instant()) readonly replacedAt: Instant;
}
