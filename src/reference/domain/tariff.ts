/** What the tariff of a year says of a commodity code: its legal units in order, none where they are not known. */
export interface TariffLine {
  readonly units: readonly string[];
}

/** The commodity codes of a year. */
export type Tariff = ReadonlyMap<string, TariffLine>;

/** Reads `code:unit1:unit2` joined by commas, which is how the database hands over twelve thousand lines in a moment. */
export function tariffOf(text: string): Tariff {
  const lines = new Map<string, TariffLine>();
  // Most lines share their units with thousands of others.
  const known = new Map<string, TariffLine>();
  for (const each of text.split(',')) {
    const [code = '', ...units] = each.split(':');
    const key = units.join(':');
    const line = known.get(key) ?? { units: units.filter((unit) => unit !== '') };
    known.set(key, line);
    lines.set(code, line);
  }
  return lines;
}
