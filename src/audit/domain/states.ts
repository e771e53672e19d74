interface Recorded {
  readonly before: unknown;
  readonly after: unknown;
  readonly detail: Readonly<Record<string, unknown>>;
}

/**
 * What the subject said before and after. Entries that say it in their detail, as steps from one state to another do, are read from
 * there; a fact that was recorded was not there before.
 */
export function statesOf({ before, after, detail }: Recorded): { before: unknown; after: unknown } {
  if (before !== null || after !== null) return { before, after };
  const { change: _, before: was, after: is, from, to, ...said } = detail;
  if (was !== undefined || is !== undefined) return { before: was ?? null, after: is ?? partOf(said) };
  if (from !== undefined || to !== undefined) return { before: from ?? null, after: to ?? null };
  return { before: null, after: partOf(said) };
}

const partOf = (said: Readonly<Record<string, unknown>>): unknown => (Object.keys(said).length > 0 ? said : null);
