import { statesOf } from './states.js';

const recorded = (detail: Record<string, unknown>, before: unknown = null, after: unknown = null) =>
  statesOf({ before, after, detail });

it.each<[string, ReturnType<typeof statesOf>, unknown, unknown]>([
  ['as they were recorded', recorded({ reference: 'R' }, { a: 1 }, { a: 2 }), { a: 1 }, { a: 2 }],
  ['of what is gone', recorded({ reference: 'R' }, { a: 1 }), { a: 1 }, null],
  ['of a step between states', recorded({ from: 'draft', to: 'submitted', entryId: null }), 'draft', 'submitted'],
  ['in its detail', recorded({ before: null, after: { a: 1 }, change: {} }), null, { a: 1 }],
  ['in its detail, where the new one stands beside', recorded({ before: { a: 1 }, a: 2 }), { a: 1 }, { a: 2 }],
  ['of a fact', recorded({ code: 'L', change: {} }), null, { code: 'L' }],
  ['of an act alone', recorded({}), null, null],
])('an entry shows the states %s', (_, found, before, after) => expect(found).toEqual({ before, after }));
