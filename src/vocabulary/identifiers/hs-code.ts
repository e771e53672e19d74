const HS_CODE = /^\d{10}$/;

/**
 * Whether the text is a commodity code as Chinese customs writes it: exactly ten digits, 8 of tariff and statistics and
 * 2 of supervision (GACC 2019 No. 18, Art. 34). Whether the code is in force on a day is the code table's question.
 */
export const isHsCode = (text: string): boolean => HS_CODE.test(text);

/** The HS chapter (two digits) a code belongs to; simplified declarations merge by it. */
export const chapterOf = (hsCode: string): string => hsCode.slice(0, 2);

/** The heading (品目, four digits) a code belongs to. */
export const headingOf = (hsCode: string): string => hsCode.slice(0, 4);
