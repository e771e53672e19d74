import { without } from './without.mjs';

/** What releases, decisions and receipts must not do against customs' orders (docs/decisions/0025 and 0035). */
const CONTRADICTED = { stories: ['test/open-items/control-contradicted'] };
const STAYS = { stories: ['test/open-items/control-stays'] };
const LATE = { stories: ['test/open-items/reported-late'] };
const HELD = { stories: ['test/open-items/released-while-held'] };
const DECISIONS = { stories: ['test/declarations/decisions'] };
const BROKERS = { stories: ['test/receipts/broker-receipts'] };
const NUMBERS = { stories: ['test/receipts/entry-numbers'] };
const LANES = { stories: ['test/lanes/lanes'] };

const RELEASES = [
  without(
    'released-while-held: a closing alone is no release',
    'declarations/status/released-while-held.query.ts',
    'least(d.released_at, d.closed_at) AS released_at',
    'd.released_at AS released_at',
    HELD,
  ),
  without(
    'released-while-held: one hold of several ends it',
    'declarations/status/released-while-held.query.ts',
    'max(c.until) FILTER (WHERE c.since <= e.released_at',
    'min(c.until) FILTER (WHERE c.since <= e.released_at',
    HELD,
  ),
  without(
    'released-while-held: what a firm reports late meets no hold',
    'declarations/status/released-while-held.query.ts',
    'AND t.by_firm AND c.since <= t.recorded_at',
    'AND t.by_firm AND c.since <= e.released_at',
    LATE,
  ),
  without(
    'released-while-held: what customs reports late meets later holds',
    'declarations/status/released-while-held.query.ts',
    'AND t.by_firm AND',
    'AND',
    LATE,
  ),
  without(
    'lane: red goods are released uninspected in silence',
    'declarations/status/status-projector.ts',
    'await refreshLaneSpans(tx, changes.flatMap(releasedOnes));',
    '',
    CONTRADICTED,
  ),
  without(
    'lane: papers are enough for red',
    'lanes/domain/lane-control.ts',
    "colour === 'red' ? goodsAt : earliest([papersAt, goodsAt])",
    'earliest([papersAt, goodsAt])',
    CONTRADICTED,
  ),
  without(
    'lane: what a firm reports late falls under the lane before',
    'lanes/domain/lane-control.ts',
    'if (atReport <= atRelease) return own;',
    'if (atReport >= NOWHERE) return own;',
    LATE,
  ),
  without(
    'lane: what customs reports late falls under a lane raised afterwards',
    'lanes/domain/lane-control.ts',
    'const atReport = isReportedByFirm',
    'const atReport = recordedAt',
    { stories: ['src/lanes/domain/lane-control'] },
  ),
  without(
    'lane: one officer lowers control alone',
    'lanes/lane-changes.service.ts',
    "if (held.requestedBy === callerId) throw refuse('conflict', 'second-officer-needed');",
    '',
    LANES,
  ),
  {
    name: 'lane: one officer lowers control alone, past the service',
    sql: 'ALTER TABLE lane_confirmation DROP CONSTRAINT lane_second_officer',
    ...LANES,
  },
];

const DECIDING = [
  ...[
    ['held', "[isHeld, 'held'],"],
    ['with an open inspection', "[isInspected, 'inspection-open'],"],
    ['against its lane', "[laneForbids && status !== 'released', 'lane-not-done'],"],
  ].map(([what, from]) =>
    without(`decision: releases what is ${what}`, 'declarations/domain/decisions/precondition.ts', from, '', {
      stories: ['test/declarations/decisions'],
    }),
  ),
  without(
    'decision: goes beyond whatever stands against it',
    'declarations/domain/decisions/precondition.ts',
    '!override || !OVERRIDABLE.includes(because)',
    '!override',
    { stories: ['src/declarations/domain/decisions/precondition'] },
  ),
  without(
    'decision: goes beyond control without a reason',
    'declarations/decisions/decisions.service.ts',
    'override && reason === undefined',
    'override && reason === null',
    DECISIONS,
  ),
  without(
    'decision: going beyond control leaves no trace',
    'declarations/decisions/decisions.service.ts',
    'await this.recordOverrides(tx, taken);',
    '',
    DECISIONS,
  ),
  without(
    'decision: a preview decides',
    'declarations/decisions/decisions.service.ts',
    'if (preview) throw new Previewed(',
    'if (preview && results.length === 0) throw new Previewed(',
    DECISIONS,
  ),
  without(
    'decision: a stale one is taken',
    'declarations/domain/decisions/precondition.ts',
    "if (ifMatch !== null && !ifMatch.includes(revision)) return ['stale'];",
    '',
    { stories: ['test/declarations/decisions'] },
  ),
];

const RECEIPTS = [
  without(
    'receipt: takes back a closed export',
    'declarations/domain/status/project-status.ts',
    "if (status === 'closed' && undoesClosing(fact)) return 'after-closing';",
    '',
    { stories: ['test/declarations/decisions'], only: 'what is closed' },
  ),
  without(
    'receipt: an amendment does not take back a closed export',
    'declarations/receipts/receipt-writer.ts',
    'unconditional: incoming.byAmendment,',
    'unconditional: false,',
    { stories: ['test/amendments/amendments-published'] },
  ),
  without(
    'receipt: says of a day before the filing that something happened',
    'declarations/domain/status/project-status.ts',
    "if (fact.isBeforeFiling) return [current, false, 'before-filing'];",
    '',
    BROKERS,
  ),
  without(
    'receipt: names two declarations and moves one',
    'declarations/receipts/receipt-targets.ts',
    "if (declarationId !== null && meant.some((target) => contradicts(target, reference))) return 'target-contradicted';",
    '',
    STAYS,
  ),
  without(
    'entry id: of another office, year or kind is taken',
    'declarations/receipts/entry-numbers.query.ts',
    "if (numbered && !isPlausibleNumber(number, numbered)) return 'entry-id-implausible';",
    '',
    NUMBERS,
  ),
  without(
    'entry id: belongs to two declarations',
    'declarations/receipts/entry-numbers.query.ts',
    "if ([...known].some((owner) => owner !== declarationId)) return 'entry-id-taken';",
    '',
    NUMBERS,
  ),
  without(
    'entry id: is not locked while it is judged',
    'declarations/receipts/entry-numbers.query.ts',
    'await holdNumbers(',
    'void [].concat(',
    NUMBERS,
  ),
  without(
    'entry id: changes within an episode',
    'declarations/domain/status/project-status.ts',
    "return fact.entryId !== null && entryId !== null && fact.entryId !== entryId ? 'entry-id-changed' : null;",
    'return null;',
    NUMBERS,
  ),
];

export const RELEASED = [...RELEASES, ...DECIDING, ...RECEIPTS];
