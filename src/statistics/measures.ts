import { Column } from 'typeorm';

/** What the export ledger counts and adds up, alike in the ledger and in its rollups. */
export abstract class Measures {
  @Column('numeric', { precision: 20, scale: 2 }) readonly valueCny: string;
  @Column('numeric', { precision: 20, scale: 2 }) readonly valueUsd: string;
  @Column('numeric', { precision: 20, scale: 5 }) readonly netWeightKg: string;
  @Column('int') readonly declarations: number;
  @Column('int') readonly declarationsByCountry: number;
  @Column('int') readonly declarationsByChapter: number;
  @Column('int') readonly declarationsByCountryChapter: number;
}
