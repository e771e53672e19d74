import { businessDayOf, instantText, type Day } from './period.js';

/** Milliseconds since 1970 by the machine: for ids only. Everything the trade asks about time goes through {@link Clock}. */
export const machineMilliseconds = (): number => Date.now();

/** The one door to the present. Code that reads the machine's time elsewhere cannot be tested and ignores the trial clock. */
export abstract class Clock {
  /** The present instant. */
  abstract now(): Date;

  /** The present business day, in Asia/Shanghai. */
  today(): Day {
    return businessDayOf(this.now());
  }
}

/** The machine's time. */
export class SystemClock extends Clock {
  override now(): Date {
    return new Date();
  }
}

/** A clock for trials and tests: the machine's time until it is moved, then running on from there or stopped. */
export class MovableClock extends Clock {
  private offset = 0;
  private stoppedAt: number | null = null;

  override now(): Date {
    return new Date(this.stoppedAt ?? Date.now() + this.offset);
  }

  /** Moves to an instant, forwards or backwards, and runs on from there. Throws RangeError when it is not an instant. */
  goTo(instant: string | Date): void {
    this.beAheadBy(MovableClock.aheadAt(instant));
  }

  /** How far ahead of the machine a clock is that shows this instant now, in milliseconds. Throws RangeError as {@link goTo}. */
  static aheadAt(instant: string | Date): number {
    return millisecondsOf(instant) - Date.now();
  }

  /** How far it is ahead of the machine, in milliseconds; negative behind it. Of a clock that stands still it means nothing. */
  get aheadMs(): number {
    return this.offset;
  }

  /** Runs on this far ahead of the machine. */
  beAheadBy(milliseconds: number): void {
    this.stoppedAt = null;
    this.offset = milliseconds;
  }

  /** Moves to an instant and stands still: no test may fail because it ran at the edge of a day. */
  stopAt(instant: string | Date): void {
    this.stoppedAt = millisecondsOf(instant);
  }
}

/** A text without offset is refused here: `new Date` alone would read it in the zone of the machine. */
const millisecondsOf = (instant: string | Date): number => new Date(instantText(instant)).getTime();
