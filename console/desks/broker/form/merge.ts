/** Three states of one draft: mine, the present one, and what both began from. */
type Flat = ReadonlyMap<string, unknown>;

export interface Conflict {
  /** JSON pointer; of goods by line number. */
  readonly pointer: string;
  readonly mine: unknown;
  readonly theirs: unknown;
  readonly base: unknown;
}

export interface Merge {
  /** Fields that only the other side has changed, which are taken over. */
  readonly taken: readonly Conflict[];
  /** Fields that both sides have changed, otherwise. */
  readonly conflicts: readonly Conflict[];
  /** The body for the side chosen of each conflict. */
  body(chosen: ReadonlyMap<string, 'mine' | 'theirs'>): object;
}

type Loose = Record<string, unknown>;
const isObject = (value: unknown): value is Loose =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Goods lines match by their number; containers and documents count as one field each. */
function flat(body: object): Flat {
  const found = new Map<string, unknown>();
  for (const [name, value] of Object.entries(body)) {
    if (name === 'goods' && Array.isArray(value)) {
      for (const line of value as Loose[]) {
        for (const [field, one] of Object.entries(line)) found.set(`/goods/${String(line['line'])}/${field}`, one);
      }
    } else if (isObject(value)) {
      for (const [part, one] of Object.entries(value)) found.set(`/${name}/${part}`, one);
    } else {
      found.set(`/${name}`, value);
    }
  }
  return found;
}

function unflat(values: Flat): object {
  const body: Loose = {};
  const lines = new Map<string, Loose>();
  for (const [pointer, value] of values) {
    if (value === undefined) continue;
    const [, name = '', part, field] = pointer.split('/');
    if (name === 'goods' && part !== undefined && field !== undefined) {
      lines.set(part, { ...lines.get(part), [field]: value });
    } else if (part !== undefined) {
      body[name] = { ...(body[name] as Loose | undefined), [part]: value };
    } else {
      body[name] = value;
    }
  }
  if (lines.size > 0) {
    const complete = [...lines.values()].filter((line) => line['line'] !== undefined);
    body['goods'] = complete.sort((a, b) => Number(a['line']) - Number(b['line']));
  }
  return body;
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

export function merged(base: object, mine: object, theirs: object): Merge {
  const sides = { base: flat(base), mine: flat(mine), theirs: flat(theirs) };
  const pointers = new Set([...sides.base.keys(), ...sides.mine.keys(), ...sides.theirs.keys()]);
  const taken: Conflict[] = [];
  const conflicts: Conflict[] = [];
  const result = new Map<string, unknown>(sides.mine);
  for (const pointer of pointers) {
    const state = {
      pointer,
      base: sides.base.get(pointer),
      mine: sides.mine.get(pointer),
      theirs: sides.theirs.get(pointer),
    };
    if (same(state.mine, state.theirs) || same(state.theirs, state.base)) continue;
    if (same(state.mine, state.base)) {
      taken.push(state);
      result.set(pointer, state.theirs);
    } else {
      conflicts.push(state);
    }
  }
  return {
    taken,
    conflicts,
    body: (chosen) => {
      const final = new Map(result);
      for (const { pointer, theirs: other } of conflicts)
        if (chosen.get(pointer) === 'theirs') final.set(pointer, other);
      return unflat(final);
    },
  };
}
