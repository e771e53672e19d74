import { figureChanges } from './figure-changes.js';
import type { Statement } from './statement.js';

const sums = (declarations: number, value: string) => ({ declarations, valueCny: value, valueUsd: value });
const line = (country: string, value: string) => ({
  ...{ line: 'week' as const, ofWeek: '2026-W46', country, netWeightKg: '1' },
  ...sums(1, value),
});
const STATEMENT: Statement = {
  declared: { ...sums(2, '20.00'), containers: 1 },
  released: { ...sums(1, '10.00'), containers: 1 },
  closed: { ...sums(1, '10.00'), containers: 1 },
  adjustments: sums(0, '0.00'),
  settled: sums(1, '10.00'),
  bridge: [{ step: 'not-released', from: 'declared', to: 'released', ...sums(-1, '-10.00') }],
  openItems: { total: 1, byKind: { 'released-not-closed': 1 } },
  releasedNotClosed: [{ age: '0-7', ...sums(1, '10.00') }],
  lines: [line('KEN', '10.00')],
};

describe('the difference of two statements', () => {
  it('is nothing when they say the same', () => {
    expect(figureChanges(STATEMENT, structuredClone(STATEMENT))).toEqual([]);
  });

  it('names each figure by what it is about, not by its place', () => {
    const now: Statement = {
      ...STATEMENT,
      closed: { ...STATEMENT.closed, valueCny: '10.01' },
      bridge: [{ step: 'not-released', from: 'declared', to: 'released', ...sums(-2, '-10.00') }],
      releasedNotClosed: [{ age: '0-7', ...sums(0, '10.00') }],
      openItems: { total: 0, byKind: {} },
      lines: [line('AGO', '1.00'), line('KEN', '9.00')],
    };
    expect(figureChanges(STATEMENT, now).map(({ figure, ...both }) => [figure, both.frozen, both.now])).toEqual([
      ['closed.valueCny', '10.00', '10.01'],
      ['bridge.not-released.declarations', '-1', '-2'],
      ['openItems.total', '1', '0'],
      ['openItems.byKind.released-not-closed', '1', null],
      ['releasedNotClosed.0-7.declarations', '1', '0'],
      ['lines.week.2026-W46.KEN.valueCny', '10.00', '9.00'],
      ['lines.week.2026-W46.KEN.valueUsd', '10.00', '9.00'],
      ['lines.week.2026-W46.AGO.netWeightKg', null, '1'],
      ['lines.week.2026-W46.AGO.declarations', null, '1'],
      ['lines.week.2026-W46.AGO.valueCny', null, '1.00'],
      ['lines.week.2026-W46.AGO.valueUsd', null, '1.00'],
    ]);
  });

  it('is the whole statement where a firm had none, or has none any more', () => {
    expect(figureChanges(null, STATEMENT)).toContainEqual({ figure: 'declared.declarations', frozen: null, now: '2' });
    expect(figureChanges(STATEMENT, null)).toContainEqual({ figure: 'settled.valueUsd', frozen: '10.00', now: null });
  });

  it('does not count a figure that older statements do not have', () => {
    const older = structuredClone(STATEMENT) as unknown as { released: { containers?: number }; lines: object[] };
    delete older.released.containers;
    older.lines = older.lines.map(({ netWeightKg: _, ...rest }: { netWeightKg?: string }) => rest);
    const now = { ...STATEMENT, lines: [...STATEMENT.lines, line('NGA', '1.00')] };
    expect(figureChanges(older as unknown as Statement, now).map(({ figure }) => figure)).toEqual([
      'lines.week.2026-W46.NGA.declarations',
      'lines.week.2026-W46.NGA.valueCny',
      'lines.week.2026-W46.NGA.valueUsd',
    ]);
  });

  it('does not count a part that older statements do not have', () => {
    const { bridge: _bridge, settled: _settled, releasedNotClosed: _ladder, ...older } = STATEMENT;
    expect(figureChanges(older, STATEMENT)).toEqual([]);
  });
});
