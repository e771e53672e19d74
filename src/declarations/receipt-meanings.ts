import type { Tx } from '../platform/database/tx.js';
import { businessDayOf, type Instant } from '../vocabulary/period.js';
import type { ReceiptMeaning } from './domain/receipt-codes.js';

interface CodeRow {
  readonly channel: string;
  readonly code: string;
  readonly meaning: ReceiptMeaning;
  readonly validFrom: string;
  readonly validTo: string | null;
}

type Coded = { readonly channel: string; readonly code: string; readonly eventTime: Instant };

/** What a code of a channel meant on the day of its event, by the table; null for a code nobody has entered. */
export async function loadMeanings(tx: Tx): Promise<(receipt: Coded) => ReceiptMeaning | null> {
  const rows = await tx.rows<CodeRow>(
    'SELECT channel, code, meaning, valid_from AS "validFrom", valid_to AS "validTo" FROM receipt_code',
  );
  return ({ channel, code, eventTime }) => {
    const day = businessDayOf(eventTime);
    const row = rows.find(
      (each) =>
        each.channel === channel &&
        each.code === code &&
        each.validFrom <= day &&
        (each.validTo === null || day <= each.validTo),
    );
    return row?.meaning ?? null;
  };
}
