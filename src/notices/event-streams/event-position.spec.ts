import { isAhead, positionOf, toEventId } from './event-position.js';

const now = new Date('2026-11-18T02:00:00Z');
const at = '2026-11-18T01:30:00.000Z';
const idOf = (snapshot: string, minutes = 30) => `${snapshot}@${now.getTime() - minutes * 60_000}`;

describe('the position of a stream', () => {
  it.each(['700:700:', '700:705:700,703', '700:705:704'])('is read as it was written: %s', (snapshot) => {
    const position = positionOf(idOf(snapshot), now);
    expect(position).toEqual({ snapshot, at });
    expect(position && toEventId(position)).toBe(idOf(snapshot));
  });

  it.each([
    '',
    'x',
    '700:700:',
    idOf('705:700:'),
    idOf('700:705:705'),
    idOf('700:705:699'),
    idOf('700:705:703,702'),
    idOf('700:705:703,703'),
    idOf('700:705:,'),
    idOf('0:0:'),
    idOf('9999999999999999999:9999999999999999999:'),
    idOf('700:700:', 61),
    idOf('700:700:', -1),
    `${idOf('700:700:')}0000`,
    idOf(`700:9000:${Array.from({ length: 8_000 }, (_, index) => 700 + index).join(',')}`),
  ])('is none where nothing could be resumed: %s', (text) => {
    expect(positionOf(text, now)).toBeNull();
  });

  it('is ahead where the database has not come so far', () => {
    const position = { snapshot: '700:705:', at };
    expect([isAhead(position, '600:704:'), isAhead(position, '600:705:')]).toEqual([true, false]);
  });
});
