import { businessDayOf } from '../../../vocabulary/period.js';
import type { Submission } from './filings.js';
import { projectStatus, type ReceiptFact } from './project-status.js';

const MEANINGS = {
  L: 'accepted',
  C: 'inspecting',
  P: 'released',
  R: 'closed',
  E: 'returned',
  Z: 'returned',
  D: 'cancelled',
} as const;

/** "P 12:10" is a release at that time on 28 December, Shanghai; "P 12:10 #2" carries the customs number 2. */
const receipts = (...texts: string[]): ReceiptFact[] =>
  texts.map((text) => {
    const [code = '', time = '', entryId] = text.split(' ');
    const meaning = MEANINGS[code as keyof typeof MEANINGS];
    const eventTime = `2021-12-28T${time}:00+08:00`;
    return { meaning, eventTime, channel: 'single-window', rawCode: code, entryId: entryId?.slice(1) };
  });

/** Submissions numbered from 1 that name an earlier day and were recorded at these times of this one. */
const backDated = (...times: string[]): Submission[] =>
  filed(...times).map((each) => ({ ...each, filedAt: '2021-12-28T00:00:00+08:00', submittedAt: each.filedAt }));

/** Submissions numbered from 1, at these times of the day. */
const filed = (...times: string[]): Submission[] =>
  times.map((time, index) => ({ number: index + 1, filedAt: `2021-12-28T${time}:00+08:00` }));

const at = (time: string): string => {
  const [hour = '', minute] = time.split(':');
  return `2021-12-28T${String(Number.parseInt(hour, 10) - 8).padStart(2, '0')}:${minute}:00.000Z`;
};

describe('one episode', () => {
  it.each([
    [[], 'submitted'],
    [['L 10:00'], 'accepted'],
    [['L 10:00', 'C 11:00'], 'inspecting'],
    [['L 10:00', 'C 11:00', 'P 12:00'], 'released'],
    [['L 10:00', 'P 12:00', 'R 13:00'], 'closed'],
    [['R 13:00', 'P 12:00', 'L 10:00'], 'closed'], // arrived backwards
    [['P 12:00'], 'released'], // the acceptance got lost
    [['L 10:00', 'P 13:00', 'R 12:00'], 'closed'], // closed before it was released
    [['L 10:00', 'P 11:00', 'C 12:00'], 'released'], // inspected after release: no way back
    [['L 10:00', 'E 11:00'], 'returned'],
    [['E 11:00'], 'returned'],
    [['L 10:00', 'P 11:00', 'D 12:00'], 'cancelled'], // deleted after release
    [['L 10:00', 'P 11:00', 'R 12:00', 'D 13:00'], 'closed'], // what is closed is cancelled by amendment only
    [['D 13:00', 'R 12:00'], 'closed'], // also where the closing arrives last
    [['R 12:00', 'E 13:00'], 'closed'], // nor is it returned
    [['E 13:00', 'R 12:00'], 'closed'], // also where the closing arrives last
    [['E 11:00', 'R 12:00'], 'returned'], // what was returned before is not closed
    [['R 12:00', 'E 13:00', 'D 14:00'], 'closed'],
    [['E 11:00', 'R 12:00', 'D 14:00'], 'cancelled'],
    [['L 10:00', 'D 11:00', 'P 12:00', 'R 13:00'], 'cancelled'], // nothing revives it
    [['L 10:00', 'D 11:00', 'L 12:00'], 'cancelled'],
    [['L 10:00', 'E 11:00', 'D 12:00'], 'cancelled'],
  ])('%j stands at %s', (texts, status) => {
    expect(projectStatus(filed('09:00'), receipts(...texts)).status).toBe(status);
  });

  it('is a draft before anything happens', () => {
    expect(projectStatus([], [])).toEqual({
      status: 'draft',
      episode: 0,
      entryId: null,
      filedAt: null,
      acceptedAt: null,
      inspectingAt: null,
      releasedAt: null,
      closedAt: null,
      returnedAt: null,
      cancelledAt: null,
      past: [],
      timeline: [],
      refused: new Map(),
    });
  });

  it('begins with the first receipt where nobody submitted: customs cannot act on what was never filed', () => {
    expect(projectStatus([], receipts('P 12:00'))).toMatchObject({ status: 'released', episode: 1 });
  });

  it('keeps the time of each fact, the first where it comes again', () => {
    const projected = projectStatus(filed('09:00'), receipts('R 15:00', 'R 14:00', 'P 12:30', 'P 12:00', 'L 10:00'));
    expect(projected).toMatchObject({
      acceptedAt: at('10:00'),
      inspectingAt: null,
      releasedAt: at('12:00'),
      closedAt: at('14:00'),
    });
  });

  it('keeps its closing time when an amendment cancels it afterwards', () => {
    const [cancelling, ...before] = receipts('D 13:00', 'L 10:00', 'R 12:00');
    const facts = [...before, ...(cancelling ? [{ ...cancelling, unconditional: true }] : [])];
    const projected = projectStatus(filed('09:00'), facts);
    expect(projected).toMatchObject({ status: 'cancelled', closedAt: at('12:00'), cancelledAt: at('13:00') });
  });

  it('reads the graver of two facts of one instant last', () => {
    expect(projectStatus(filed('09:00'), receipts('E 10:00', 'P 10:00')).status).toBe('returned');
    expect(projectStatus(filed('09:00'), receipts('D 10:00', 'P 10:00')).status).toBe('cancelled');
  });

  it('has the customs number of the first receipt that carries one, and refuses those that carry another', () => {
    const facts = receipts('P 12:00 #2', 'L 10:00 #1', 'R 13:00', 'L 11:00').map((each, id) => ({
      ...each,
      id: `${id}`,
    }));
    for (const arrived of [facts, [...facts].reverse()]) {
      const { status, entryId, releasedAt, refused } = projectStatus(filed('09:00'), arrived);
      expect({ status, entryId, releasedAt }).toEqual({ status: 'closed', entryId: '1', releasedAt: null });
      expect([...refused]).toEqual([['0', 'entry-id-changed']]);
    }
  });

  it.each([
    ['a return', receipts('L 10:00 #1', 'E 11:00', 'L 12:00 #2')],
    ['a cancellation, filed again', receipts('L 10:00 #1', 'D 10:30', 'L 12:00 #2')],
  ])('has another customs number after %s', (_, facts) => {
    expect(projectStatus(filed('09:00', '11:30'), facts)).toMatchObject({ status: 'accepted', entryId: '2' });
  });

  it('also holds receipts that are older than the submission: it was recorded afterwards', () => {
    expect(projectStatus(filed('18:00'), receipts('L 10:00', 'P 12:00', 'R 13:00'))).toMatchObject({
      status: 'closed',
      episode: 1,
    });
  });
});

describe('a refiled declaration', () => {
  it.each([
    [['L 10:00', 'E 11:00'], 'submitted'],
    [['L 10:00', 'E 11:00', 'L 13:00'], 'accepted'],
    [['L 10:00', 'E 11:00', 'L 13:00', 'R 14:00'], 'closed'],
    [['L 10:00', 'E 11:00', 'E 13:00'], 'returned'],
    [['L 10:00', 'E 11:00', 'E 11:30'], 'submitted'], // returned twice before it was refiled
    [['L 10:00', 'E 11:00', 'P 14:00'], 'released'],
    [['E 12:00'], 'submitted'], // refiled at the very instant of the return
    [['D 11:00'], 'submitted'],
    [['E 10:00', 'D 11:00'], 'cancelled'], // arrived late: customs acts only on what was filed
  ])('at 12:00, with %j, stands at %s', (texts, status) => {
    expect(projectStatus(filed('09:00', '12:00'), receipts(...texts))).toMatchObject({ status });
  });

  it('starts afresh: times and customs number are those of its second episode', () => {
    const facts = receipts('L 10:00 #1', 'P 10:30 #1', 'E 11:00 #1', 'L 13:00');
    expect(projectStatus(filed('09:00', '12:00'), facts)).toMatchObject({
      status: 'accepted',
      episode: 2,
      entryId: null,
      acceptedAt: at('13:00'),
      releasedAt: null,
      returnedAt: null,
    });
  });

  it('is known by a later acceptance even where nobody recorded the filing', () => {
    const facts = receipts('L 10:00', 'E 11:00', 'L 13:00', 'P 14:00');
    expect(projectStatus(filed('09:00'), facts)).toMatchObject({ status: 'released', episode: 2 });
  });

  it('is not begun by a release alone while no further submission is on record', () => {
    expect(projectStatus(filed('09:00'), receipts('L 10:00', 'E 11:00', 'P 13:00')).status).toBe('returned');
  });

  it('may be recorded after customs has acted on it', () => {
    const facts = receipts('L 10:00', 'E 11:00', 'P 14:00', 'R 15:00');
    expect(projectStatus(filed('09:00', '20:00'), facts)).toMatchObject({ status: 'closed', episode: 2 });
  });

  it('may come back a third time', () => {
    const facts = receipts('E 10:00', 'L 12:00', 'E 13:00', 'L 15:00');
    expect(projectStatus(filed('09:00', '11:00', '14:00'), facts)).toMatchObject({ status: 'accepted', episode: 3 });
  });

  // By the number of the submission instead of its time the acceptance of 09:30 used it up, and all of these ended returned.
  it.each([
    [['Z 09:00', 'L 09:30', 'E 10:00', 'P 13:00', 'R 14:00'], 'closed'],
    [['L 10:00', 'E 11:00', 'L 11:10', 'Z 11:20', 'C 13:00'], 'inspecting'],
    [['L 10:00', 'E 11:00', 'Z 11:30', 'P 13:00', 'R 14:00'], 'closed'],
    [['L 10:00', 'E 11:00', 'P 11:10', 'R 11:20', 'Z 11:30'], 'submitted'],
  ])('answers every return before it: with %j it stands at %s', (texts, status) => {
    for (const submissions of [filed('08:00', '12:00'), backDated('08:00', '12:00')]) {
      for (const order of [texts, [...texts].reverse()]) {
        expect(projectStatus(submissions, receipts(...order)).status).toBe(status);
      }
    }
  });

  it.each([
    [['E 10:00', 'E 12:30'], 'returned'],
    [['E 10:00', 'L 10:30', 'P 10:40', 'E 12:30'], 'returned'],
    [['E 10:00', 'E 12:30', 'P 13:00', 'R 14:00'], 'returned'],
  ])('answers no return after it was recorded: with %j it stands at %s', (texts, status) => {
    expect(projectStatus(backDated('09:00', '12:00'), receipts(...texts)).status).toBe(status);
  });

  it('is filed when it was recorded, whatever day it names: until then it was returned', () => {
    const facts = receipts('E 10:00', 'Z 11:00');
    for (const submissions of [filed('09:00', '12:00'), backDated('09:00', '12:00')]) {
      expect(projectStatus(submissions, facts).filedAt).toBe(at('12:00'));
    }
  });

  it('is filed when customs acted on it, where that was recorded earlier than the refiling', () => {
    const facts = receipts('E 10:00', 'P 11:00', 'R 11:30');
    for (const submissions of [filed('09:00', '12:00'), backDated('09:00', '12:00')]) {
      const { status, filedAt, past } = projectStatus(submissions, facts);
      const expected = { status: 'closed', filedAt: at('11:00'), endedAt: at('11:00') };
      expect({ status, filedAt, endedAt: past[0]?.endedAt }).toEqual(expected);
    }
  });

  it('leaves its earlier episodes behind, each until the next begins', () => {
    const { past } = projectStatus(filed('09:00', '12:00'), receipts('L 09:30', 'E 10:00', 'L 10:30', 'E 11:00'));
    expect(past).toMatchObject([
      { filedAt: at('09:00'), acceptedAt: at('09:30'), returnedAt: at('10:00'), endedAt: at('10:30') },
      { filedAt: at('10:30'), acceptedAt: at('10:30'), returnedAt: at('11:00'), endedAt: at('12:00') },
    ]);
  });

  it('begins nothing while an episode is open', () => {
    expect(projectStatus(filed('09:00', '12:00'), receipts('L 10:00'))).toMatchObject({
      status: 'accepted',
      episode: 1,
    });
  });
});

describe('the timeline', () => {
  it('has every fact once, in the order in which it counts, with the status after it', () => {
    const facts = receipts('P 14:00', 'L 10:00', 'D 13:00', 'L 10:00');
    const { timeline } = projectStatus(filed('09:00'), facts);
    expect(timeline.map(({ what, status, counts }) => [what, status, counts])).toEqual([
      ['submitted', 'submitted', true],
      ['accepted', 'accepted', true],
      ['cancelled', 'cancelled', true],
      ['released', 'cancelled', false],
    ]);
    expect(timeline[1]).toEqual({
      at: at('10:00'),
      what: 'accepted',
      status: 'accepted',
      episode: 1,
      counts: true,
      channel: 'single-window',
      rawCode: 'L',
      entryId: null,
    });
  });
});

describe('the statistics day', () => {
  it.each([
    ['2021-01-31T23:59:59+08:00', '2021-01-31'],
    ['2021-02-01T00:00:00+08:00', '2021-02-01'],
    ['2021-01-31T15:59:59Z', '2021-01-31'],
    ['2021-01-31T16:00:00Z', '2021-02-01'],
  ])('of a closing at %s is %s', (eventTime, day) => {
    const closing: ReceiptFact = { meaning: 'closed', eventTime, channel: 'single-window', rawCode: 'R' };
    expect(businessDayOf(projectStatus([], [closing]).closedAt ?? '')).toBe(day);
  });
});
