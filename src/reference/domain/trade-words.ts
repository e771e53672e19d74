/**
 * What the trade calls fibres that the tariff names by their chemistry, and the short forms that the tariff itself uses elsewhere. Ours,
 * for finding codes only: the common Chinese names of man-made fibres, of no edition of the tariff, and unverified against a standard.
 */
const TRADE_WORDS: readonly (readonly [tariff: RegExp, trade: readonly string[]])[] = [
  [/聚酯/g, ['涤纶']],
  [/聚酰胺/g, ['锦纶', '尼龙']],
  [/尼龙/g, ['锦纶']],
  [/聚丙烯腈/g, ['腈纶']],
  [/聚丙烯(?!腈)/g, ['丙纶']],
  [/聚乙烯醇/g, ['维纶']],
  [/粘胶/g, ['黏胶', '人造丝', '人造棉']],
  [/人造纤维长丝|人纤长丝/g, ['人造丝']],
  [/化学纤维/g, ['化纤']],
  [/化纤/g, ['化学纤维']],
  [/合成纤维/g, ['合纤']],
  [/合纤/g, ['合成纤维']],
  [/人造纤维/g, ['人纤']],
  [/人纤/g, ['人造纤维']],
];

/** The name of a code in the words of the trade, one for each word; none where the trade says what the tariff says. */
export const inWordsOfTheTrade = (name: string): string[] =>
  TRADE_WORDS.flatMap(([tariff, trade]) =>
    name.search(tariff) < 0 ? [] : trade.map((word) => name.replace(tariff, word)),
  );
