import type { Colour } from './lane.js';
import { type LaneRelease, laneSpansOf } from './lane-control.js';

/** An instant of one day, by its hour. */
const at = (hour: number) => `2026-12-01T${String(hour).padStart(2, '0')}:00:00.000Z`;
const steps = (...list: [Colour, number][]) => list.map(([colour, hour]) => ({ colour, since: at(hour) }));
/** Released at 10. */
const release = (list: [Colour, number][], more: Partial<LaneRelease> = {}): LaneRelease => ({
  ...{
    releasedAt: at(10),
    recordedAt: at(10),
    isReportedByFirm: false,
    endedAt: null,
    drawnOn: '2026-12-01',
    papersAt: null,
    goodsAt: null,
  },
  steps: steps(...list),
  ...more,
});

describe('what is missing of the lane of a release', () => {
  it.each<[string, LaneRelease, [string, number, number | null][]]>([
    ['green: nothing', release([['green', 1]]), []],
    ['red without a look', release([['red', 1]]), [['released-against-lane', 10, null]]],
    ['red, looked at later', release([['red', 1]], { goodsAt: at(12) }), [['released-against-lane', 10, 12]]],
    ['red, looked at before', release([['red', 1]], { goodsAt: at(9) }), []],
    ['blue, not checked', release([['blue', 1]]), [['blue-check-due', 10, null]]],
    [
      'raised after the release',
      release([
        ['green', 1],
        ['red', 11],
      ]),
      [],
    ],
    [
      'raised after the release, which nobody knew of',
      release(
        [
          ['green', 1],
          ['red', 11],
        ],
        { recordedAt: at(12), isReportedByFirm: true },
      ),
      [['released-against-lane', 12, null]],
    ],
    [
      'raised after the release, of which customs itself reported later',
      release(
        [
          ['green', 1],
          ['red', 11],
        ],
        { recordedAt: at(12) },
      ),
      [],
    ],
    [
      'raised within the second that the release names, before that was reported',
      release([['green', 1]], {
        steps: [...steps(['green', 1]), { colour: 'red', since: '2026-12-01T10:00:00.400Z' }],
        recordedAt: '2026-12-01T10:00:00.900Z',
      }),
      [['released-against-lane', 10, null]],
    ],
    [
      'raised within that second, after it was reported',
      release([['green', 1]], {
        steps: [...steps(['green', 1]), { colour: 'red', since: '2026-12-01T10:00:00.400Z' }],
        recordedAt: '2026-12-01T10:00:00.300Z',
      }),
      [],
    ],
    [
      'under yellow, raised to red before it was reported: one item at a time',
      release(
        [
          ['yellow', 1],
          ['red', 11],
        ],
        { recordedAt: at(12), isReportedByFirm: true, papersAt: at(13) },
      ),
      [
        ['released-against-lane', 10, 13],
        ['released-against-lane', 13, null],
      ],
    ],
    [
      'raised to blue and further to red before it was known, and looked at',
      release(
        [
          ['green', 1],
          ['blue', 11],
          ['red', 12],
        ],
        { recordedAt: at(12), isReportedByFirm: true, goodsAt: at(14) },
      ),
      [['released-against-lane', 12, 14]],
    ],
    [
      'raised and lowered again before it was known',
      release(
        [
          ['green', 1],
          ['red', 11],
          ['green', 12],
        ],
        { recordedAt: at(13), isReportedByFirm: true },
      ),
      [],
    ],
    [
      'lowered to green',
      release([
        ['red', 1],
        ['green', 12],
      ]),
      [['released-against-lane', 10, 12]],
    ],
    [
      'lowered to blue: to be checked from then on',
      release([
        ['red', 1],
        ['blue', 12],
      ]),
      [
        ['released-against-lane', 10, 12],
        ['blue-check-due', 12, null],
      ],
    ],
    [
      'lowered to blue, and checked',
      release(
        [
          ['red', 1],
          ['blue', 12],
        ],
        { papersAt: at(14) },
      ),
      [
        ['released-against-lane', 10, 12],
        ['blue-check-due', 12, 14],
      ],
    ],
    [
      'lowered to blue, and further to green',
      release([
        ['yellow', 1],
        ['blue', 12],
        ['green', 15],
      ]),
      [
        ['released-against-lane', 10, 12],
        ['blue-check-due', 12, 15],
      ],
    ],
    [
      'lowered to blue after somebody has looked',
      release(
        [
          ['red', 1],
          ['blue', 12],
        ],
        { goodsAt: at(11) },
      ),
      [['released-against-lane', 10, 11]],
    ],
    [
      'lowered to blue after the papers were looked at',
      release(
        [
          ['red', 1],
          ['blue', 12],
        ],
        { papersAt: at(11) },
      ),
      [['released-against-lane', 10, 12]],
    ],
    [
      'lowered to blue before the release',
      release([
        ['red', 1],
        ['blue', 9],
      ]),
      [['blue-check-due', 10, null]],
    ],
    [
      'returned',
      release(
        [
          ['red', 1],
          ['blue', 12],
        ],
        { endedAt: at(13) },
      ),
      [
        ['released-against-lane', 10, 12],
        ['blue-check-due', 12, 13],
      ],
    ],
  ])('%s', (_, given, expected) => {
    const spans = laneSpansOf(given).map(({ kind, openedAt, closedAt }) => [kind, openedAt, closedAt]);
    expect(spans).toEqual(expected.map(([kind, from, to]) => [kind, at(from), to === null ? null : at(to)]));
  });
});
