/** What Chinese readers of the trade write in Latin letters themselves: currencies, terms, standards, formats of files, examples of values. */
export const OF_THE_TRADE = new Set(
  `USD CNY EUR FOB CIF CFR C F I EXW ISO GB DCSA NGA HKG MAC TWN NGA036 KQ-CTC O S V Z i-1 mod
   CSV xlsx xls Excel JSON XML UTF-8 UTF-16 BOM GB18030 ASCII RFC UUID HTTP https YYYY-MM-DD YYYY-MM W47 T09 notice example.com`.split(
    /\s+/,
  ),
);

/** The words in Latin letters of a text; what stands in the blanks to be filled is none. */
export const latinIn = (text: string): string[] =>
  [...text.replace(/\{+\w+\}+/g, '').matchAll(/[A-Za-z][A-Za-z0-9_./-]*[A-Za-z0-9]|[A-Za-z]/g)].map(([word]) => word);
