/** A text: Chinese, English, and English for several where `{{count}}` decides. A language that is missing does not compile. */
export type Entry = readonly [zh: string, en: string] | readonly [zh: string, enOne: string, enOther: string];

/** The texts of one area, both languages side by side; the keys are the only list there is. */
export const defineTexts = <K extends string>(texts: Record<K, Entry>): Readonly<Record<K, Entry>> => texts;
