import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { SYSTEM } from '../platform/database/actor.js';
import { shaped } from '../platform/http/shapes/shape.pipe.js';
import { DIMENSIONS } from '../reports/domain/dimensions.js';
import { filterName } from '../reports/domain/question.js';
import { ExportValueQuestion } from '../reports/export-value.dto.js';
import { type ExportValueReport, ExportValueService } from '../reports/export-value.service.js';
import { FILE_FORMATS, type FileFormat, WRITERS } from '../reports/files/formats.js';
import { ReportFilesService } from '../reports/files/report-files.service.js';
import { type Command, type Input, needed, optional, TEXT, UsageError } from './command.js';

const FORMATS = ['table', 'json', ...FILE_FORMATS] as const;
/** What a terminal cannot show. */
const BINARY: readonly string[] = ['xlsx', 'parquet'];

const kebab = (name: string): string => name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
const FILTERS = DIMENSIONS.map(filterName);
const ASKED = ['from', 'to', 'groupBy', 'basis', 'asOf', 'currency', 'sort', ...FILTERS];

export const reportCommand: Command = {
  name: 'report',
  usage:
    'report export-value --from D --to D [--group-by …] [--basis closed|declared|released|settled] [--as-of INSTANT] ' +
    `[--currency CNY|USD] [--sort value|key] [--fill] [--format ${FORMATS.join('|')}] [--out FILE] ` +
    FILTERS.map((name) => `[--${kebab(name)} …]`).join(' '),
  about:
    'Export value over all firms, by destination country unless asked otherwise. Filters take several values by comma.',
  options: {
    ...Object.fromEntries(ASKED.map((name) => [kebab(name), TEXT])),
    ...{ fill: { type: 'boolean' }, format: TEXT, out: TEXT },
  },
  async run(input, service) {
    if (input.positionals[0] !== 'export-value' || input.positionals.length > 1)
      throw new UsageError('report export-value is the only report.');
    const format = FORMATS.find((one) => one === (optional(input, 'format') ?? 'table'));
    if (!format) throw new UsageError(`--format must be one of ${FORMATS.join(', ')}.`);
    const out = optional(input, 'out');
    if (out === undefined && BINARY.includes(format) && process.stdout.isTTY)
      throw new UsageError(`--format ${format} is no text: name a file with --out.`);
    const written = questionOf(input);
    if (format !== 'table' && format !== 'json')
      return writeFile(service.get(ReportFilesService), { written, format }, out);
    const report = await service.get(ExportValueService).answer(SYSTEM, written, 'zh');
    await write(format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : tableOf(report), out);
  },
};

function questionOf(input: Input): ExportValueQuestion {
  const given = Object.fromEntries(ASKED.map((name) => [name, optional(input, kebab(name))]));
  const fill = input.values['fill'] === true ? 'true' : undefined;
  const asked = { ...given, from: needed(input, 'from'), to: needed(input, 'to'), fill };
  return shaped(ExportValueQuestion, asked, ['query']);
}

const streamTo = (out: string | undefined): NodeJS.WritableStream =>
  out === undefined ? process.stdout : createWriteStream(out);

async function write(text: string, out: string | undefined): Promise<void> {
  const stream = streamTo(out);
  if (!stream.write(text)) await once(stream, 'drain');
  if (out !== undefined) await finished(stream.end());
}

async function writeFile(
  files: ReportFilesService,
  { written, format }: { written: ExportValueQuestion; format: FileFormat },
  out: string | undefined,
): Promise<void> {
  const asked = { content: 'report', written, format, language: 'zh' } as const;
  await files.send(SYSTEM, asked, async (source) => {
    const stream = streamTo(out);
    for await (const piece of WRITERS[format].pieces(source, 'zh')) {
      if (!stream.write(piece)) await once(stream, 'drain');
    }
    if (out !== undefined) await finished(stream.end());
  });
}

function tableOf(report: ExportValueReport): string {
  const columns = [...new Set(report.rows.flatMap((row) => Object.keys(row)))];
  const lines = [columns, ...report.rows.map((row) => columns.map((column) => String(row[column] ?? '')))];
  const widths = columns.map((_, index) => lines.reduce((most, line) => Math.max(most, widthOf(line[index] ?? '')), 0));
  const table = lines.map((line) =>
    line
      .map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - widthOf(cell)))
      .join('  ')
      .trimEnd(),
  );
  const { from, to, total, currency, declarations, asOf, basis } = report;
  const sum = `${from} … ${to}, ${basis}: ${total} ${currency}, ${declarations} declarations, as of ${asOf}`;
  return `${[...table, sum].join('\n')}\n`;
}

/** Columns of a terminal: Chinese characters take two. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + (/[\u2e80-\uffef]/.test(character) ? 2 : 1), 0);
