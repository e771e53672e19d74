/** The two languages the service speaks; Chinese is the first. */
export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * The language of an `Accept-Language` header by its quality values; Chinese when it names neither or is missing.
 * A header from outside can be anything: it never throws, and reads at most its first 20 entries.
 */
export const languageOf = (acceptLanguage?: string): Language => {
  let best: { language: Language; quality: number } | null = null;
  for (const part of (acceptLanguage ?? '').slice(0, 1000).split(',').slice(0, 20)) {
    const [tag = '', ...options] = part.split(';').map((text) => text.trim().toLowerCase());
    const primary = tag.split('-')[0];
    const language: Language | null = primary === 'zh' || tag === '*' ? 'zh' : primary === 'en' ? 'en' : null;
    const quality = qualityOf(options);
    if (language !== null && quality > (best?.quality ?? 0)) best = { language, quality };
  }
  return best?.language ?? 'zh';
};

/** The `q` of a header entry: 1 when absent, 0 (not wanted) when it cannot be read. */
const qualityOf = (options: readonly string[]): number => {
  const text = options.find((option) => option.startsWith('q='))?.slice(2);
  if (text === undefined) return 1;
  return /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(text) ? Number(text) : 0;
};
