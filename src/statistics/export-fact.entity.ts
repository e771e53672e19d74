import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { instant, instantOrNull } from '../platform/database/columns.js';
import type { Cause } from './domain/desired-posting.js';
import type { Day, Instant, Week } from '../vocabulary/period.js';

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

/** A posting of the export ledger, which is never changed: a correction reverses it and posts anew. */
@Entity('export_fact')
@Unique(['declarationId', 'entryNumber'])
export class ExportFactEntity extends Measures {
  @PrimaryColumn('uuid') readonly id: string;
  @Column('uuid') readonly declarationId: string;
  @Column('int') readonly declarationVersion: number;
  @Column('int') readonly entryNumber: number;
  @Column('int') readonly itemNumber: number;
  @Column('text') readonly entry: 'book' | 'reverse';
  @Column('uuid', { nullable: true }) readonly reverses: string | null;
  @Column('text') readonly cause: Cause;
  @Column('date') readonly statDay: Day;
  @Column('timestamptz', instant()) readonly postedAt: Instant;
  @Column('text') readonly settlementWeek: Week;
  @Column('text') readonly hsCode: string;
  @Column('text') readonly goodsName: string;
  @Column('text') readonly market: string;
  @Column('uuid') readonly brokerId: string;
  @Column('text') readonly chapter: string;
  @Column('text') readonly country: string;
  @Column('text') readonly currency: string;
  @Column('text') readonly transportMode: string;
  /** Empty where the declaration does not say it, as the next four. */
  @Column('text') readonly consignor: string;
  @Column('text') readonly customsOffice: string;
  @Column('text') readonly exitOffice: string;
  @Column('text') readonly domesticSource: string;
  @Column('text') readonly unit: string;
  @Column('numeric') readonly quantity: string;
  @Column('timestamptz', instantOrNull()) readonly effectiveAt: Instant | null;
}
