import type { Actor } from '../platform/database/actor.js';
import type { Language } from '../vocabulary/language.js';

/** Where a version of a rule or of a rate stands, as it is stored: in English only where somebody has given that, too. */
export interface Sourced {
  readonly source: string;
  readonly sourceEn: string | null;
  readonly doubt: string | null;
  readonly doubtEn: string | null;
}

/** The same for a reader. */
export type WithSource<T extends Sourced> = Omit<T, keyof Sourced> & {
  readonly source: string;
  /** For administrators: what nobody has verified of it. */
  readonly doubt?: string | null;
};

/** The source in the reader's language; what nobody has verified of it is for administrators. */
export function withSource<T extends Sourced>(version: T, { role }: Actor, language: Language): WithSource<T> {
  const { source, sourceEn, doubt, doubtEn, ...rest } = version;
  const isEnglish = language === 'en';
  return {
    ...rest,
    source: (isEnglish ? sourceEn : null) ?? source,
    ...(role === 'admin' ? { doubt: (isEnglish ? doubtEn : null) ?? doubt } : {}),
  };
}
