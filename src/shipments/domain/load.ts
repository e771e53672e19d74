import { dec, type Decimal, plain } from '../../vocabulary/decimal.js';

/** A goods line as it lies in the container. */
export interface LoadedLine {
  readonly declarationId: string;
  readonly line: number | null;
  readonly hsCode: string | null;
  readonly name: string | null;
  readonly quantity: string | null;
  readonly unit: string | null;
  readonly packages: number | null;
  /** Kilograms. */
  readonly grossWeightKg: string | null;
  readonly netWeightKg: string | null;
  /** In the declaration's currency. */
  readonly totalPrice: string | null;
  /** Another container of the declaration names the line too: it is counted in both, nobody says how much lies in which. */
  readonly shared: boolean;
}

/** What lies in the container by what its declarations say. */
export interface LoadTotals {
  readonly declarations: number;
  readonly goodsLines: number;
  readonly packages: number;
  readonly grossWeightKg: string;
  readonly netWeightKg: string;
  readonly values: readonly { readonly currency: string; readonly value: string }[];
  /** Gross weight and tare together, to be held against the verified gross mass; null without a tare. */
  readonly grossWithTareKg: string | null;
  /** False where a line may lie in another container, or a declaration over several containers does not say what lies where. */
  readonly exact: boolean;
}

interface Loaded {
  readonly status: string;
  readonly currency: string | null;
  readonly lines: readonly LoadedLine[];
  readonly goodsLinesKnown: boolean;
}

/** Sums over the declarations that count (cancelled ones do not), in exact decimals. */
export function loadTotals(declarations: readonly Loaded[], tareKg: string | null): LoadTotals {
  const counted = declarations.filter(({ status }) => status !== 'cancelled');
  const lines = counted.flatMap((declaration) => declaration.lines);
  const gross = sum(lines.map(({ grossWeightKg }) => grossWeightKg));
  return {
    declarations: counted.length,
    goodsLines: lines.length,
    packages: lines.reduce((total, { packages }) => total + (packages ?? 0), 0),
    grossWeightKg: plain(gross),
    netWeightKg: plain(sum(lines.map(({ netWeightKg }) => netWeightKg))),
    values: valuesOf(counted),
    grossWithTareKg: tareKg === null ? null : plain(gross.plus(dec(tareKg))),
    exact: counted.every(({ goodsLinesKnown }) => goodsLinesKnown) && lines.every(({ shared }) => !shared),
  };
}

function valuesOf(declarations: readonly Loaded[]): { currency: string; value: string }[] {
  const byCurrency = new Map<string, Decimal>();
  for (const { currency, lines } of declarations) {
    if (currency === null) continue;
    const value = sum(lines.map(({ totalPrice }) => totalPrice));
    byCurrency.set(currency, value.plus(byCurrency.get(currency) ?? dec('0')));
  }
  const sorted = [...byCurrency].sort(([one], [other]) => (one < other ? -1 : 1));
  return sorted.map(([currency, value]) => ({ currency, value: plain(value) }));
}

const sum = (texts: readonly (string | null)[]): Decimal =>
  texts.reduce((total, text) => (text === null ? total : total.plus(dec(text))), dec('0'));
