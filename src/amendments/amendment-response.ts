import type { Actor } from '../platform/database/actor.js';
import type { Language } from '../vocabulary/language.js';
import type { Amendment } from './amendments.repository.js';
import { AMENDMENT_TYPES } from './domain/kinds.js';
import { type AmendmentReason, amendmentReasonOf } from './domain/reasons.js';

/** An amendment as the API answers it. Who at customs decided is for customs to know. */
export function toAmendmentResponse(amendment: Amendment, { role }: Actor, language: Language) {
  const { baseSha256: _base, brokerId: _broker, decidedBy, askedBy, ...row } = amendment;
  const type = AMENDMENT_TYPES[row.origin][row.kind];
  return {
    ...row,
    type: { code: type.code, name: type[language] },
    reasonName: amendmentReasonOf(row.reasonCode)?.[language] ?? row.reasonCode,
    ...(role === 'broker' ? {} : { askedBy, decidedBy }),
  };
}

export type AmendmentAnswer = ReturnType<typeof toAmendmentResponse>;

export const toReasonResponse = ({ zh, en, ...reason }: AmendmentReason, language: Language) => ({
  ...reason,
  name: language === 'zh' ? zh : en,
});
