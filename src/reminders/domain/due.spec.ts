import { reminderDueAt } from './due.js';

describe('the reminder of a month', () => {
  it.each([
    ['2026-11', {}, '2026-12-01T00:00:00.000Z'],
    ['2026-12', {}, '2027-01-01T00:00:00.000Z'],
    ['2027-02', { reminderTime: '10:15' }, '2027-03-01T02:15:00.000Z'],
  ])('%s with %j is due at %s', (month, settings, dueAt) => expect(reminderDueAt(month, settings)).toBe(dueAt));
});
