import type { Language } from '../../vocabulary/language.js';
import { businessDayOf, type Day, type Instant } from '../../vocabulary/period.js';

/** Why a figure moved. A closing is late when it was known only after its day. */
const REASONS: Record<string, Record<Language, string>> = {
  closing: { zh: '结关', en: 'closed' },
  'late-closing': { zh: '迟到结关', en: 'closed, known late' },
  amendment: { zh: '改单', en: 'amended' },
  cancellation: { zh: '撤销', en: 'cancelled' },
  correction: { zh: '更正', en: 'corrected' },
};

export interface ChangeReason {
  readonly cause: string;
  readonly reason: string;
}

export function changeReasonOf(cause: string, day: Day, postedAt: Instant, language: Language): ChangeReason {
  const named = cause === 'closing' && businessDayOf(postedAt) > day ? 'late-closing' : cause;
  return { cause: named, reason: reasonText(named, language) };
}

export const reasonText = (cause: string, language: Language): string => REASONS[cause]?.[language] ?? cause;
