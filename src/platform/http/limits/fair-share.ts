/** A firm that has asked within this time counts when the work is shared out. */
const ACTIVE_MS = 1_000;

/** What is left for firms that have not asked yet while one has all the rest: an eighth. */
const RESERVED = 8;

/** An office is one firm with many people: one of them must not wait for each request of another. */
const PART_MIN = 2;

/** Parts grow with time alone, when another firm asks no more: what waits is admitted again this often. */
const ADMIT_AGAIN_MS = 100;

interface Waiting {
  readonly enter: () => void;
}

interface Firm {
  inWork: number;
  askedAt: number;
  readonly waiting: Waiting[];
}

/** What a request has that waits: it ends the wait when its caller has gone or it has waited too long. */
export interface AdmittedRequest {
  /** Whether the work may not begin yet. */
  isWaiting(): boolean;
  /** Resolves when the work may begin. */
  readonly entered: Promise<void>;
  /** Ends the wait, or the work: called exactly when nothing more is done for the request. Harmless when called again. */
  leave(): void;
}

/**
 * Shares the work at hand out to firms: so many requests are worked on at once, each firm that asks has an equal part of them, and what a
 * firm asks beyond its part waits behind that firm's own requests alone. A firm that asks alone has nearly all.
 */
export class FairShare {
  private readonly firms = new Map<string, Firm>();
  private inWork = 0;
  private isAdmittingSoon = false;

  constructor(
    private readonly inWorkMax: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** How many requests of the firm wait. */
  waitingOf(name: string): number {
    return this.firms.get(name)?.waiting.length ?? 0;
  }

  /** A place for a request of the firm; the caller calls `leave` when it is done, or waits no more. */
  enter(name: string): AdmittedRequest {
    const firm = this.firmOf(name);
    firm.askedAt = this.now();
    let state: 'waiting' | 'in work' | 'over' = 'waiting';
    let begin = (): void => undefined;
    const entered = new Promise<void>((resolve) => (begin = resolve));
    const waiting: Waiting = {
      enter: () => {
        state = 'in work';
        firm.inWork++;
        this.inWork++;
        begin();
      },
    };
    firm.waiting.push(waiting);
    this.admit();
    const leave = (): void => {
      if (state === 'over') return;
      if (state === 'waiting') firm.waiting.splice(firm.waiting.indexOf(waiting), 1);
      else {
        firm.inWork--;
        this.inWork--;
      }
      state = 'over';
      this.admit();
    };
    return { isWaiting: () => state === 'waiting', entered, leave };
  }

  private firmOf(name: string): Firm {
    const known = this.firms.get(name);
    // Last in the order of the map: whoever was admitted least recently is looked at first.
    const firm = known ?? { inWork: 0, askedAt: 0, waiting: [] };
    if (!known) this.firms.set(name, firm);
    return firm;
  }

  /** Admits in turn, as long as there is room for a firm that waits. */
  private admit(): void {
    const part = this.part() ?? this.partAlone;
    for (let found = true; found && this.inWork < this.inWorkMax;) {
      found = false;
      for (const [name, firm] of this.firms) {
        if (firm.waiting.length === 0 || firm.inWork >= part) continue;
        this.firms.delete(name);
        this.firms.set(name, firm);
        firm.waiting.shift()?.enter();
        found = true;
        break;
      }
    }
    this.admitSoon();
  }

  /** Where something waits although there is room: no request needs to end for it to begin. */
  private admitSoon(): void {
    if (this.isAdmittingSoon || this.inWork >= this.inWorkMax) return;
    if (![...this.firms.values()].some(({ waiting }) => waiting.length > 0)) return;
    this.isAdmittingSoon = true;
    setTimeout(() => {
      this.isAdmittingSoon = false;
      this.admit();
    }, ADMIT_AGAIN_MS).unref();
  }

  private get partAlone(): number {
    return Math.max(1, this.inWorkMax - Math.ceil(this.inWorkMax / RESERVED));
  }

  /** How many requests a firm may have in work now; null where one asks alone. */
  private part(): number | null {
    const before = this.now() - ACTIVE_MS;
    let active = 0;
    for (const [name, { inWork, waiting, askedAt }] of this.firms) {
      if (inWork > 0 || waiting.length > 0 || askedAt > before) active++;
      else this.firms.delete(name);
    }
    if (active <= 1) return null;
    return Math.max(Math.min(PART_MIN, this.inWorkMax), Math.floor(this.inWorkMax / active));
  }
}
