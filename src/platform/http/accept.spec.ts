import { Refusal } from '../../messages/refusals/refusal.js';
import { formatAskedFor, preferredMediaType } from './accept.js';

const refusalOf = (work: () => unknown): Refusal | null => {
  try {
    work();
    return null;
  } catch (error) {
    return error as Refusal;
  }
};

describe('the format of an answer', () => {
  it.each([
    [undefined, undefined, 'json'],
    [undefined, '', 'json'],
    [undefined, '*/*', 'json'],
    [undefined, 'text/html,application/xhtml+xml,*/*;q=0.8', 'json'],
    [undefined, 'text/csv', 'csv'],
    [undefined, 'text/*', 'csv'],
    [undefined, 'application/json;q=0.5, text/csv', 'csv'],
    [undefined, 'application/pdf;q=0.1, text/csv;q=0.9', 'csv'],
    [undefined, 'text/csv;q=0, */*', 'json'],
    [undefined, 'image/png, TEXT/CSV ; q=0.2', 'csv'],
    [undefined, 'text/csv; charset=utf-8', 'csv'],
    [undefined, 'application/json;charset="utf-8";q=0.1, text/csv; header=present; q=0.2', 'csv'],
    [undefined, 'text/csv; charset=utf-8; q=0, */*', 'json'],
    ['csv', 'application/json', 'csv'],
    ['json', 'text/csv', 'json'],
  ] as const)('of format=%s and Accept: %s is %s', (format, accept, expected) => {
    expect(formatAskedFor({ format, accept }, ['json', 'csv', 'pdf'])).toBe(expected);
  });

  it.each([
    ['xlsx', undefined, 400, '/query/format'],
    ['', undefined, 400, '/query/format'],
    [undefined, 'image/png', 406, '/headers/accept'],
    [undefined, 'application/json;q=0, text/csv;q=0', 406, '/headers/accept'],
    [undefined, 'constructor', 406, '/headers/accept'],
  ])('of format=%s and Accept: %s is refused by %s', (format, accept, status, pointer) => {
    const refusal = refusalOf(() => formatAskedFor({ format, accept }, ['json', 'csv']));
    expect([refusal?.status, refusal?.violations[0]?.pointer]).toEqual([status, pointer]);
    expect(refusal?.params).toMatchObject({ allowed: 'json, csv' });
  });

  it('is the first that is offered where nothing is wanted, and none where nothing is offered', () => {
    expect(preferredMediaType(undefined, ['text/event-stream'])).toBe('text/event-stream');
    expect(preferredMediaType('*/*', [])).toBeNull();
  });
});
