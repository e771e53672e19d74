/** Conditions of a statement, and the values that they name. */
export class Conditions {
  readonly where: string[] = [];
  readonly params: unknown[] = [];

  /** Names a value in the text of a statement. */
  value(value: unknown): string {
    return `$${this.params.push(value)}`;
  }

  /** Nothing is asked where a value is missing. */
  add(condition: (place: string) => string, value: unknown): void {
    if (value !== undefined) this.where.push(condition(this.value(value)));
  }

  /** One of several values. A single one as an equality: its rows then come from an index in the order of the list, unsorted. */
  among(column: string, values: readonly string[] | undefined): void {
    if (values?.length === 1) this.add((place) => `${column} = ${place}`, values[0]);
    else this.add((place) => `${column} = ANY (${place}::text[])`, values);
  }

  get text(): string {
    return this.where.length > 0 ? this.where.join(' AND ') : 'true';
  }
}

/**
 * Whether the key in a column begins with the text at a place, whatever its width, case, blanks and hyphens; `kind` is what the
 * keys of the column begin with by themselves. Two comparisons, because they are leakproof: LIKE is not, and row-level security would
 * keep it from the index.
 */
export const beginsWith = (column: string, place: string, kind = ''): string =>
  `(${column} >= '${kind}' || search_key(${place}) AND ${column} < '${kind}' || search_key(${place}) || chr(1114111))`;
