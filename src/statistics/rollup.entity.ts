import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Measures } from './export-fact.entity.js';
import type { Day, Month } from '../vocabulary/period.js';

/** The sums of a day, with all dimensions. */
@Entity('rollup_day')
export class RollupDayEntity extends Measures {
  @PrimaryColumn('date') readonly day: Day;
  @PrimaryColumn('text') readonly market: string;
  @PrimaryColumn('uuid') readonly brokerId: string;
  @PrimaryColumn('text') readonly chapter: string;
  @PrimaryColumn('text') readonly country: string;
  @PrimaryColumn('text') readonly currency: string;
  @PrimaryColumn('text') readonly transportMode: string;
}

/** The sums of a day by country. */
@Entity('rollup_day_country')
export class RollupDayCountryEntity extends Measures {
  @PrimaryColumn('date') readonly day: Day;
  @PrimaryColumn('text') readonly market: string;
  @PrimaryColumn('text') readonly country: string;
}

/** The sums of a day by country and chapter. */
@Entity('rollup_day_country_chapter')
export class RollupDayCountryChapterEntity extends Measures {
  @PrimaryColumn('date') readonly day: Day;
  @PrimaryColumn('text') readonly market: string;
  @PrimaryColumn('text') readonly country: string;
  @PrimaryColumn('text') readonly chapter: string;
}

/** The sums of a month, with all dimensions. */
@Entity('rollup_month')
export class RollupMonthEntity extends Measures {
  @PrimaryColumn('text') readonly month: Month;
  @PrimaryColumn('text') readonly market: string;
  @PrimaryColumn('uuid') readonly brokerId: string;
  @PrimaryColumn('text') readonly chapter: string;
  @PrimaryColumn('text') readonly country: string;
  @PrimaryColumn('text') readonly currency: string;
  @PrimaryColumn('text') readonly transportMode: string;
}

/** The sums of a month by country. */
@Entity('rollup_month_country')
export class RollupMonthCountryEntity extends Measures {
  @PrimaryColumn('text') readonly month: Month;
  @PrimaryColumn('text') readonly market: string;
  @PrimaryColumn('text') readonly country: string;
}

/** The sums of a month by country and chapter. */
@Entity('rollup_month_country_chapter')
export class RollupMonthCountryChapterEntity extends Measures {
  @PrimaryColumn('text') readonly month: Month;
  @PrimaryColumn('text') readonly market: string;
  @PrimaryColumn('text') readonly country: string;
  @PrimaryColumn('text') readonly chapter: string;
}

/** A part of the export ledger that is not added to the rollups yet. */
@Entity('rollup_delta')
export class RollupDeltaEntity extends Measures {
  @PrimaryColumn('uuid') readonly id: string;
  @Column('date') readonly day: Day;
  @Column('text') readonly market: string;
  @Column('uuid') readonly brokerId: string;
  @Column('text') readonly chapter: string;
  @Column('text') readonly country: string;
  @Column('text') readonly currency: string;
  @Column('text') readonly transportMode: string;
}
