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
  if ('before' in detail || 'after' in detail)
    return { before: detail['before'] ?? null, after: detail['after'] ?? null };
  if ('from' in detail || 'to' in detail) return { before: detail['from'] ?? null, after: detail['to'] ?? null };
  const { change: _, ...said } = detail;
  return { before: null, after: Object.keys(said).length > 0 ? said : null };
}
