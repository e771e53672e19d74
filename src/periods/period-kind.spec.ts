import { PeriodKind } from './period-kind.js';

describe('a kind of period', () => {
  it('is declared once: the engine would silently leave out one of two', () => {
    PeriodKind('twice-declared');
    expect(() => PeriodKind('twice-declared')).toThrow('Two kinds of periods are called "twice-declared".');
  });
});
