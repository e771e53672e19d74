import { withoutSeparators } from '../text.js';

/** The parts of a customs declaration number (海关编号). `flag` is `0` for exports, `1` for imports. */
export interface EntryId {
  office: string;
  year: string;
  flag: string;
  serial: string;
}

const ENTRY_ID = /^(\d{4})(20\d{2})([01])(\d{9})$/;

/** Takes a customs number apart, or gives null when it is not one (GACC 2019 No. 18, Art. 1 and 2). */
export const parseEntryId = (text: string): EntryId | null => {
  const [, office, year, flag, serial] = ENTRY_ID.exec(text) ?? [];
  if (office === undefined || year === undefined || flag === undefined || serial === undefined) return null;
  return { office, year, flag, serial };
};

/** Whether the text is a customs number: 18 digits, customs office 4 + year 4 + flag 1 + serial 9. */
export const isEntryId = (text: string): boolean => parseEntryId(text) !== null;

/** How a customs number is looked for, however it was written. */
export const normaliseEntryId = (raw: string): string => withoutSeparators(raw);
