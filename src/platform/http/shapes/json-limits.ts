import { pointer, violation, type Violation } from '../../../messages/refusals/violation.js';

/** What one JSON body may be made of. More is refused before a value is built from it. */
export const JSON_LIMITS = {
  depth: 16,
  /** As many as a list takes, but for routes that say otherwise ({@link LongLists}): a longer one would be checked element by element before it is refused. */
  elements: 2_000,
  keys: 200,
  /** Five times what the largest declaration has. */
  values: 250_000,
};

/** Names by which JavaScript objects reach what they inherit: no field of the API has one. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const LIMIT_CODES: ReadonlySet<Violation['code']> = new Set([
  'object-too-wide',
  'nesting-too-deep',
  'array-too-long',
  'body-too-many-values',
]);

/** Whether the text costs more than it may: then no value is built from it. */
export const passesALimit = ({ code }: Violation): boolean => LIMIT_CODES.has(code);

/** An object or a list that is open where the scan is. */
interface Open {
  /** Names so far; null in a list. */
  readonly names: Set<string> | null;
  /** The name, or the position, of the value that is read next. */
  here: string | number;
  awaitsName: boolean;
}

/**
 * Reads a JSON text once and says where it breaks the limits, repeats a name or uses a reserved one: JSON.parse keeps the last
 * of two values and says nothing. Whether the text is JSON at all is left to JSON.parse: in what is none, the scan may find
 * nothing.
 */
export function breachesOfLimits(text: string, elements = JSON_LIMITS.elements): Violation[] {
  return new Scan(text, elements).run();
}

class Scan {
  private readonly open: Open[] = [];
  private readonly breaches: Violation[] = [];
  private values = 0;
  private isOver = false;

  constructor(
    private readonly text: string,
    private readonly elements: number,
  ) {}

  run(): Violation[] {
    const { text } = this;
    for (let at = 0; at < text.length && !this.isOver; at++) {
      switch (text.charCodeAt(at)) {
        case QUOTE:
          at = this.string(at);
          break;
        case BRACE:
          this.begin({ names: new Set(), here: '', awaitsName: true });
          break;
        case BRACKET:
          this.begin({ names: null, here: 0, awaitsName: false });
          break;
        case COMMA:
          this.next();
          break;
        case BRACE_END:
        case BRACKET_END:
          this.open.pop();
      }
    }
    return this.breaches;
  }

  /** Reads a string from its first quote on; answers where its last is. */
  private string(start: number): number {
    const end = endOfString(this.text, start);
    const around = this.open.at(-1);
    if (around?.awaitsName && around.names) {
      around.awaitsName = false;
      this.name(around, around.names, this.text.slice(start, end + 1));
    }
    return end;
  }

  private name(around: Open, names: Set<string>, quoted: string): void {
    const name = nameOf(quoted);
    around.here = name;
    if (RESERVED_NAMES.has(name)) this.breaches.push(violation('field-unknown', this.place()));
    if (names.has(name)) this.breaches.push(violation('field-repeated', this.place(), { field: name }));
    names.add(name);
    if (names.size > JSON_LIMITS.keys) this.end('object-too-wide', this.open.length - 1, JSON_LIMITS.keys);
  }

  private begin(value: Open): void {
    if (this.open.length >= JSON_LIMITS.depth) return this.end('nesting-too-deep', this.open.length, JSON_LIMITS.depth);
    this.open.push(value);
    this.count();
  }

  private next(): void {
    this.count();
    const around = this.open.at(-1);
    if (!around) return;
    if (around.names) {
      around.awaitsName = true;
      return;
    }
    around.here = Number(around.here) + 1;
    if (around.here >= this.elements) this.end('array-too-long', this.open.length - 1, this.elements);
  }

  private count(): void {
    this.values++;
    if (this.values > JSON_LIMITS.values) this.end('body-too-many-values', 0, JSON_LIMITS.values);
  }

  /** A limit is passed: nothing else of this text is worth reading. */
  private end(code: Violation['code'], depth: number, max: number): void {
    this.isOver = true;
    this.breaches.push(violation(code, this.place(depth), { max: String(max) }));
  }

  private place(depth = this.open.length): string {
    return pointer(...this.open.slice(0, depth).map(({ here }) => here));
  }
}

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [BRACKET, BRACKET_END, BRACE, BRACE_END] = [0x5b, 0x5d, 0x7b, 0x7d];

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}

function nameOf(quoted: string): string {
  const plain = quoted.slice(1, -1);
  if (!plain.includes('\\')) return plain;
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return plain;
  }
}
