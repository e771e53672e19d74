import { Clock, machineMilliseconds, MovableClock, SystemClock } from './clock.js';

const secondsApart = (clock: Clock, instant: string): number =>
  Math.abs(clock.now().getTime() - new Date(instant).getTime()) / 1000;

describe('clock', () => {
  it('shows the time of the machine', () => {
    for (const clock of [new SystemClock(), new MovableClock()]) {
      expect(Math.abs(clock.now().getTime() - machineMilliseconds())).toBeLessThan(5000);
    }
  });

  it('runs on from where it was moved to, forwards and backwards', () => {
    const clock = new MovableClock();
    for (const instant of ['2031-05-01T00:00:00Z', '2021-12-28T20:00:00+08:00']) {
      clock.goTo(instant);
      expect(secondsApart(clock, instant)).toBeLessThan(5);
    }
    const first = clock.now().getTime();
    while (clock.now().getTime() === first);
    expect(clock.now().getTime()).toBeGreaterThan(first);
  });

  it('stands still where it was stopped, until it is moved again', () => {
    const clock = new MovableClock();
    clock.stopAt('2021-01-31T23:59:59+08:00');
    expect(clock.now().toISOString()).toBe('2021-01-31T15:59:59.000Z');
    expect(clock.today()).toBe('2021-01-31');
    clock.stopAt(new Date('2021-01-31T16:00:00Z'));
    expect(clock.today()).toBe('2021-02-01');
    clock.goTo('2021-12-28T12:00:00Z');
    expect(clock.today()).toBe('2021-12-28');
  });

  test.each(['', 'tomorrow', '2021-12-28', '2021-12-28T20:00:00'])('refuses to go to %j', (text) => {
    expect(() => new MovableClock().goTo(text)).toThrow(RangeError);
  });
});
