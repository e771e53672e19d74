import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { transformSync } from '@swc/core';

/**
 * The zone of the machine is fixed when a process starts, so each zone gets a process of its own. It is given the
 * module as plain JavaScript: starting the test runner once more for every zone would take longer than all other rules.
 */
const asScript = (file: string): string => {
  const { code } = transformSync(readFileSync(join(__dirname, file), 'utf8'), {
    filename: file,
    swcrc: false,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  });
  return code;
};

const SCRIPT = (() => {
  const luxon = createRequire(__filename).resolve('luxon');
  const period = asScript('period.ts')
    .replace('require("luxon")', `require(${JSON.stringify(luxon)})`)
    .replace('require("./day-count.js")', 'dayCount');
  return `const dayCount = {};
    ((exports) => { ${asScript('day-count.ts')} })(dayCount);
    ${period}
    const p = exports;
    const instants = ['2021-01-31T15:59:59Z', '2021-01-31T16:00:00Z', '2020-12-31T16:00:00Z', '1986-05-04T15:30:00Z',
      '2021-03-14T07:30:00Z', '2021-11-07T05:59:59Z', '2026-12-31T16:00:00Z'];
    const days = instants.map((at) => p.businessDayOf(at));
    process.stdout.write(JSON.stringify({
      days,
      dates: instants.map((at) => p.businessDayOf(new Date(at))),
      weeks: days.map(p.weekOf), months: days.map(p.monthOf),
      starts: days.map(p.startOfDay), ends: days.map(p.endOfDay),
      next: days.map(p.nextDay), previous: days.map(p.previousDay),
      weekDays: days.map((day) => p.daysOfWeek(p.weekOf(day))), monthDays: days.map((day) => p.daysOfMonth(p.monthOf(day))),
      cutOffs: days.map((day) => p.instantAt(day, '20:00')), between: days.map((day) => p.daysBetween('2021-01-01', day)),
      host: new Date(2021, 0, 1).getTimezoneOffset(),
    }));`;
})();

interface Answer {
  host: number;
  days: string[];
  dates: string[];
}

const answerIn = (zone: string): Answer =>
  JSON.parse(
    execFileSync(process.execPath, ['-e', SCRIPT], { env: { ...process.env, TZ: zone }, encoding: 'utf8' }),
  ) as Answer;

describe('periods on a machine in another zone', () => {
  const { host: _, ...shanghai } = answerIn('Asia/Shanghai');

  it('are those of Asia/Shanghai in Asia/Shanghai', () => {
    expect(shanghai.days.slice(0, 3)).toEqual(['2021-01-31', '2021-02-01', '2021-01-01']);
    expect(shanghai.dates).toEqual(shanghai.days);
  });

  test.each([
    ['UTC', 0],
    ['America/New_York', 300],
    ['Pacific/Kiritimati', -840],
  ])('are the same in %s', (zone, offset) => {
    const { host, ...answer } = answerIn(zone);
    expect(host).toBe(offset);
    expect(answer).toEqual(shanghai);
  });
});
