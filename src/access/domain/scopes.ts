/** What a key may be used for, within its role. */
export const SCOPES = ['read', 'write', 'receipts'] as const;
export type Scope = (typeof SCOPES)[number];

/** What a key may that nobody has narrowed. */
export const USUAL_SCOPES: readonly Scope[] = ['read', 'write'];

const READING = ['GET', 'HEAD', 'OPTIONS'];

/**
 * The scopes of which one is needed: reading is a matter of the method; whatever writes takes `write`, and a route that delivers
 * receipts is content with `receipts`, so that a machine at the gate can do nothing else.
 */
export const scopesFor = (method: string, ofRoute: Scope | undefined): readonly Scope[] => {
  if (READING.includes(method)) return ['read'];
  return ofRoute === undefined ? ['write'] : ['write', ofRoute];
};

/** The scopes that are in one list and not in another: a key hands on no more than it has. */
export const beyond = (wanted: readonly Scope[], held: readonly Scope[]): Scope[] =>
  wanted.filter((scope) => !held.includes(scope) && !(scope === 'receipts' && held.includes('write')));
