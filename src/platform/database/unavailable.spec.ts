import { DatabaseUnavailable, isDatabaseAway, unavailabilityOf, type Unavailability } from './unavailable.js';

const withCode = (code: string, more: object = {}) => Object.assign(new Error('from the driver'), { code, ...more });

describe('an error of the database driver is', () => {
  it.each<[Unavailability, string[]]>([
    ['away', ['08000', '08001', '08003', '08006', '08P01', '28P01', '28000', '3D000', '53000', '53300', '58030']],
    ['away', ['57P01', '57P02', '57P03', '57P04', '57P05', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']],
    ['full', ['53100']],
    ['read-only', ['25006']],
    ['busy', ['25P03', '25P04', '40001', '40P01', '53200', '53400', '55P03', '57014']],
  ])('%s for %j', (kind, codes) => {
    expect(codes.map((code) => unavailabilityOf(withCode(code)))).toEqual(codes.map(() => kind));
  });

  it.each([
    'Connection terminated',
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
    'Client has encountered a connection error and is not queryable',
    'Client was closed and is not queryable',
    'timeout exceeded when trying to connect',
    'timeout expired',
    'Query read timeout',
  ])('away for "%s", which has no code', (message) => {
    expect(unavailabilityOf(new Error(message))).toBe('away');
  });

  it('away when the socket of the server is missing, but not when a file is', () => {
    expect(unavailabilityOf(withCode('ENOENT', { syscall: 'connect' }))).toBe('away');
    expect(unavailabilityOf(withCode('ENOENT', { syscall: 'open' }))).toBeNull();
  });

  it.each(['22003', '23505', '42P01', '42501', 'P0001', 'XX000', ''])('nothing of the kind for "%s"', (code) => {
    expect(unavailabilityOf(withCode(code))).toBeNull();
  });
});

it('a job has not been tried when the database was away, but has when it met a limit', () => {
  const away = new DatabaseUnavailable('away', withCode('57P01'));
  expect(isDatabaseAway(away)).toBe(true);
  expect(isDatabaseAway(new DatabaseUnavailable('full', withCode('53100')))).toBe(true);
  expect(isDatabaseAway(new AggregateError([new Error('its own'), away]))).toBe(true);
  expect(isDatabaseAway(new DatabaseUnavailable('busy', withCode('57014')))).toBe(false);
  expect(isDatabaseAway(new Error('its own'))).toBe(false);
});

it('the cause stands in the message, also where the driver tried several addresses', () => {
  const tried = new AggregateError(
    [new Error('connect ECONNREFUSED ::1:1'), new Error('connect ECONNREFUSED 127.0.0.1:1')],
    '',
  );
  expect(new DatabaseUnavailable('away', tried).message).toBe(
    'The database is away: connect ECONNREFUSED ::1:1; connect ECONNREFUSED 127.0.0.1:1',
  );
});
