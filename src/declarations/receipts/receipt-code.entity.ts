import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CodeMeaning, ReceiptChannel } from '../domain/receipt-codes.js';
import type { Day } from '../../vocabulary/period.js';

/** What a code of a channel means, from one day to another, both inclusive; without an end from then on. */
@Entity('receipt_code')
export class ReceiptCodeEntity {
  @Column('text') readonly channel: ReceiptChannel;
  @Column('text') readonly code: string;
  @Column('text') readonly meaning: CodeMeaning;
  @Column('text') readonly name: string;
  @Column('date') readonly validFrom: Day;
  @Column('date', { nullable: true }) readonly validTo: Day | null;
  @PrimaryColumn('uuid') readonly id: string;
}
