import { checkEventTimes } from './event-time.js';
import { checkContainerNumber, completeHeader } from './header.js';

describe('the header of a shipment', () => {
  it.each([
    ['CSQU3054383', null],
    ['CSNU1000140', null],
    ['csqu3054383', 'CSQU3054383'],
    ['CSQU 305438-3', 'CSQU3054383'],
    ['CSQU3O54383', 'CSQU3054383'],
    ['CSQU3045383', 'CSQU3054383'],
    ['CSQU305438', 'CSQU3054383'],
    ['CSQU3054383 trailing', undefined],
  ])('takes the number %s, or proposes %s', (number, proposed) => {
    const [breach] = checkContainerNumber(number);
    if (proposed === null) expect(breach).toBeUndefined();
    else expect(breach).toMatchObject({ code: 'container-number-invalid', pointer: '/containerNumber' });
    if (proposed) expect(breach?.params?.['suggestions']?.split(', ')).toContain(proposed);
    if (proposed === undefined) expect(breach?.params).toEqual({ value: number });
  });

  it('says the same thing in one way only', () => {
    const header = completeHeader({
      containerNumber: 'CSQU3054383',
      market: 'KQ-CTC',
      tareKg: '3800.50',
      seals: ['A', 'A'],
    });
    expect(header).toMatchObject({ tareKg: '3800.5', seals: ['A'], vessel: null });
    expect(completeHeader(header)).toEqual(header);
  });
});

describe('the time of an event', () => {
  const event = (eventTime: string, classifier: 'ACT' | 'EST' = 'ACT') => ({
    code: 'GTIN' as const,
    classifier,
    eventTime,
  });

  it('is refused by its place in the list when it lies beyond the tolerance, and only for what is said to have happened', () => {
    const [latest, later] = ['2026-11-18T02:05:00.000Z', '2026-11-18T02:05:00.001Z'];
    const found = checkEventTimes([event(latest), event(later), event(later, 'EST')], latest);
    expect(found.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['event-time-in-future', '/events/1/eventTime'],
    ]);
  });
});
