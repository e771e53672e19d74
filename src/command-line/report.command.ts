import { SYSTEM } from '../platform/database/actor.js';
import { shaped } from '../platform/http/shapes/shape.pipe.js';
import { ExportValueQuery } from '../reports/export-value.dto.js';
import { type ExportValueReport, ExportValueService, reportCsv } from '../reports/export-value.service.js';
import { type Command, needed, optional, TEXT, UsageError } from './command.js';

const FORMATS = ['table', 'csv', 'json'];

export const reportCommand: Command = {
  name: 'report',
  usage:
    'report export-value --from D --to D [--group-by …] [--currency CNY|USD] [--market M] [--format table|csv|json]',
  about: 'Export value over all firms, by destination country unless asked otherwise.',
  options: { from: TEXT, to: TEXT, 'group-by': TEXT, currency: TEXT, market: TEXT, format: TEXT },
  async run(input, service) {
    if (input.positionals[0] !== 'export-value') throw new UsageError('report export-value is the only report.');
    const format = optional(input, 'format') ?? 'table';
    if (!FORMATS.includes(format)) throw new UsageError(`--format must be one of ${FORMATS.join(', ')}.`);
    const asked = {
      from: needed(input, 'from'),
      to: needed(input, 'to'),
      groupBy: optional(input, 'group-by'),
      currency: optional(input, 'currency'),
      market: optional(input, 'market'),
    };
    const question = shaped(ExportValueQuery, asked, ['query']);
    const report = await service.get(ExportValueService).answer(SYSTEM, question, 'zh');
    if (format === 'json') console.log(JSON.stringify(report, null, 2));
    else if (format === 'csv') process.stdout.write(reportCsv(report).body);
    else printTable(report);
  },
};

function printTable(report: ExportValueReport): void {
  const columns = [...new Set(report.rows.flatMap((row) => Object.keys(row)))];
  const lines = [columns, ...report.rows.map((row) => columns.map((column) => String(Object(row)[column] ?? '')))];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => widthOf(line[index] ?? ''))));
  for (const line of lines) {
    console.log(
      line
        .map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - widthOf(cell)))
        .join('  ')
        .trimEnd(),
    );
  }
  const { from, to, total, currency, declarations, asOf } = report;
  console.log(`${from} … ${to}: ${total} ${currency}, ${declarations} declarations, as of ${asOf}`);
}

/** Columns of a terminal: Chinese characters take two. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + (/[\u2e80-\uffef]/.test(character) ? 2 : 1), 0);
