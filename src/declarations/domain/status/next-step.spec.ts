import { type StatusMilestones, NEXT_STEPS, runningTerm } from './next-step.js';
import type { DeclarationStatus } from './project-status.js';

const milestones: StatusMilestones = {
  createdAt: '2021-12-01T00:00:00.000Z',
  filedAt: '2021-12-02T00:00:00.000Z',
  acceptedAt: '2021-12-03T00:00:00.000Z',
  inspectingAt: '2021-12-04T00:00:00.000Z',
  releasedAt: '2021-12-05T00:00:00.000Z',
  returnedAt: '2021-12-06T00:00:00.000Z',
  closedAt: '2021-12-07T00:00:00.000Z',
};

describe('the next step', () => {
  it.each([
    ['draft', 'broker', '2021-12-01', 1],
    ['submitted', 'customs', '2021-12-02', 0],
    ['accepted', 'customs', '2021-12-03', 1],
    ['inspecting', 'officer', '2021-12-04', 0],
    ['released', 'port', '2021-12-05', 7],
    ['returned', 'broker', '2021-12-06', 0],
  ] as const)('of what is %s is up to the %s, from %s on, in %i days', (status, actor, since, days) => {
    expect(NEXT_STEPS[status].actor).toBe(actor);
    expect(runningTerm(status, milestones, {})).toEqual({ since: `${since}T00:00:00.000Z`, days });
  });

  it.each(['closed', 'cancelled'] as const)('of what is %s is nobody’s, and no clock runs', (status) => {
    expect(NEXT_STEPS[status].actor).toBe('nobody');
    expect(runningTerm(status, milestones, {})).toBeNull();
  });

  it('is named in both languages in every status', () => {
    for (const status of Object.keys(NEXT_STEPS) as DeclarationStatus[]) {
      expect(NEXT_STEPS[status].text.zh).toMatch(/。$/);
      expect(NEXT_STEPS[status].text.en).toMatch(/\.$/);
    }
  });

  it('takes the days a market sets, and its own for what is no number of days', () => {
    const of = (days: unknown) =>
      runningTerm('released', milestones, { dueDays: { 'released-not-closed': days } })?.days;
    expect([of(2), of(-1), of('3'), of(0.5)]).toEqual([2, 7, 7, 7]);
    expect(runningTerm('released', milestones, { dueDays: null })?.days).toBe(7);
  });
});
