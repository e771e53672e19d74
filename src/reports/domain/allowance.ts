/** How often something may be asked for: `most` at once, and as many again each `perMs`. */
export class Allowance {
  private readonly used = new Map<string, { left: number; at: number }>();

  constructor(
    private readonly most: number,
    private readonly perMs: number,
    /** Names that it knows; the oldest goes first. */
    private readonly names = 10_000,
  ) {}

  /** Spends one of what `name` has left; milliseconds until there is one again where nothing is left, otherwise 0. */
  spend(name: string, nowMs: number): number {
    const known = this.used.get(name) ?? { left: this.most, at: nowMs };
    const regained = ((nowMs - known.at) * this.most) / this.perMs;
    const left = Math.min(this.most, known.left + Math.max(0, regained));
    this.used.delete(name);
    if (this.used.size >= this.names) this.used.delete(this.used.keys().next().value ?? '');
    this.used.set(name, { left: left >= 1 ? left - 1 : left, at: nowMs });
    return left >= 1 ? 0 : Math.ceil(((1 - left) * this.perMs) / this.most);
  }
}
