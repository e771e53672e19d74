import type { Language } from '../../vocabulary/language.js';

/** What is asked for: another content under the same customs number, or the end of the declaration. */
export type AmendmentKind = 'amend' | 'cancel';
/** Who asks: the broker, and an officer decides; or customs itself, and it holds at once. */
export type AmendmentOrigin = 'broker' | 'customs';
export type AmendmentState = 'pending' | 'accepted' | 'rejected';

export const AMENDMENT_KINDS: readonly AmendmentKind[] = ['amend', 'cancel'];

/** 修撤单类型, with the codes of the Single Window. */
export interface AmendmentType extends Record<Language, string> {
  readonly code: string;
}

export const AMENDMENT_TYPES: Readonly<Record<AmendmentOrigin, Readonly<Record<AmendmentKind, AmendmentType>>>> = {
  broker: {
    amend: { code: '1', zh: '申请修改', en: 'amendment asked for' },
    cancel: { code: '2', zh: '申请撤销', en: 'cancellation asked for' },
  },
  customs: {
    amend: { code: '3', zh: '海关修改', en: 'amendment by customs' },
    cancel: { code: '4', zh: '海关撤销', en: 'cancellation by customs' },
  },
};
