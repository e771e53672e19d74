import { narrowed, parametersOf, periodOf, questionOf } from './question.js';

const now = new Date('2026-11-28T17:00:00Z');

describe('the question in the URL', () => {
  it('is this month so far by country where the URL says nothing; the day is that of Shanghai', () => {
    expect(questionOf({}, now)).toMatchObject({
      from: '2026-11-01',
      to: '2026-11-29',
      basis: 'closed',
      groupBy: 'country',
      asOf: null,
    });
  });

  it('is what the API is asked, and no unknown value reaches it', () => {
    const question = questionOf(
      {
        from: '2026-10-01',
        to: '2026-10-31',
        basis: 'x',
        groupBy: 'month',
        country: 'NGA',
        asOf: '2026-11-02T00:00:00Z',
      },
      now,
    );
    expect(parametersOf(question)).toEqual({
      from: '2026-10-01',
      to: '2026-10-31',
      currency: 'CNY',
      groupBy: 'month',
      country: 'NGA',
      asOf: '2026-11-02T00:00:00Z',
    });
  });

  it('asks for no edition of what has none', () => {
    expect(parametersOf(questionOf({ basis: 'declared', asOf: '2026-11-02T00:00:00Z' }, now))).not.toHaveProperty(
      'asOf',
    );
  });

  it.each([
    ['2026-02', '2026-02-01', '2026-02-28'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2025', '2025-01-01', '2025-12-31'],
  ])('%s is from %s to %s', (period, from, to) => expect(periodOf(period)).toEqual({ from, to }));

  it('is narrowed to one of its rows, whatever it is grouped by', () => {
    const query = { from: '2026-10-01', to: '2026-10-31', groupBy: 'country', thenBy: 'week', chapter: '54' };
    expect(narrowed(questionOf(query, now), 'NGA|2026-W41')).toMatchObject({
      country: 'NGA',
      week: '2026-W41',
      chapter: '54',
      groupBy: 'country,week',
    });
    expect(narrowed(questionOf({ groupBy: 'currency' }, now), 'EUR')).toMatchObject({ declaredCurrency: 'EUR' });
    expect(narrowed(questionOf({ groupBy: 'transportMode' }, now), '')).not.toHaveProperty('transportMode');
  });
});
