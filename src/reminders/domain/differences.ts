/** A reminder as far as two of them can differ. */
interface Compared {
  readonly broker: string;
  readonly digest: string;
  readonly items: readonly ComparedItem[];
}

interface ComparedItem {
  readonly kind: string;
  readonly subject: { readonly id: string };
}

export interface ReminderDifference {
  readonly broker: string;
  /** Null where the firm had no reminder. */
  readonly frozenDigest: string | null;
  /** Null where it would have none any more. */
  readonly digest: string | null;
  /** Items that would be added, would be gone, or would be there with another age, level or due time. */
  readonly added: readonly ComparedItem[];
  readonly gone: readonly ComparedItem[];
  readonly changed: readonly ComparedItem[];
}

const nameOf = ({ kind, subject }: ComparedItem): string => `${kind} ${subject.id}`;

/** Reminders that are not the same, by firm. */
export function reminderDifferencesOf(frozen: readonly Compared[], now: readonly Compared[]): ReminderDifference[] {
  const before = new Map(frozen.map((one) => [one.broker, one]));
  const after = new Map(now.map((one) => [one.broker, one]));
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((broker) => {
    const [was, is] = [before.get(broker), after.get(broker)];
    if (was?.digest === is?.digest) return [];
    const old = new Map((was?.items ?? []).map((item) => [nameOf(item), item]));
    const fresh = new Map((is?.items ?? []).map((item) => [nameOf(item), item]));
    return {
      broker,
      frozenDigest: was?.digest ?? null,
      digest: is?.digest ?? null,
      added: [...fresh].flatMap(([name, item]) => (old.has(name) ? [] : item)),
      gone: [...old].flatMap(([name, item]) => (fresh.has(name) ? [] : item)),
      changed: [...fresh].flatMap(([name, item]) => {
        const earlier = old.get(name);
        return earlier && JSON.stringify(earlier) !== JSON.stringify(item) ? item : [];
      }),
    };
  });
}
