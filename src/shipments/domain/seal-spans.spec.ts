import { sealSpans } from './seal-spans.js';

const at = (hour: number): string => `2026-12-01T${String(hour).padStart(2, '0')}:00:00.000Z`;
const seen = (...hours: number[]) => hours.map((hour) => ({ seenAt: at(hour) }));
const note = (hour: number) => ({ kind: 'sealed-otherwise', at: at(hour) }) as const;
const inspection = (ordered: number, result: number | null) => ({
  orderedAt: at(ordered),
  resultAt: result === null ? null : at(result),
});
const times = (spans: readonly { openedAt: string; closedAt: string | null }[]) =>
  spans.map(({ openedAt, closedAt }) => [openedAt, closedAt]);

describe('a seal that nobody can explain', () => {
  it.each([
    ['is open from the reading on', seen(3), [], [], [[at(3), null]]],
    ['is open once, however often it is read', seen(3, 4, 3), [], [], [[at(3), null]]],
    ['ends with an officer’s note', seen(3), [note(5)], [], [[at(3), at(5)]]],
    ['does not end with a note from before', seen(3), [note(2)], [], [[at(3), null]]],
    ['was never open where the note is of the same instant', seen(3), [note(3)], [], []],
    ['ends with the result of an inspection', seen(3), [], [inspection(4, 6)], [[at(3), at(6)]]],
    ['does not end with an order to inspect', seen(3), [], [inspection(4, null)], [[at(3), null]]],
    ['ends with the first of both', seen(3), [note(7)], [inspection(4, 6)], [[at(3), at(6)]]],
    [
      'opens again when it is read again afterwards',
      seen(3, 8),
      [note(5)],
      [],
      [
        [at(3), at(5)],
        [at(8), null],
      ],
    ],
    [
      'does not end with a note about its leaving',
      seen(3),
      [{ kind: 'left-while-held', at: at(5) } as const],
      [],
      [[at(3), null]],
    ],
  ])('%s', (...row) => {
    const [, alarms, explanations, inspections, expected] = row;
    expect(times(sealSpans(alarms, explanations, inspections))).toEqual(expected);
  });
});
