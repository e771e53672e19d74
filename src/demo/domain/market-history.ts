import { containerCheckDigit } from '../../vocabulary/identifiers/container-number.js';
import { addDays, type Day, daysBetween, type Instant } from '../../vocabulary/period.js';

/** Items of each declaration in the history of a market. */
export const ITEMS_EACH = 20;
/** Firms that file, and declarations that are played through the doors; all others are copies of those, on other days. */
export const FIRMS = 20;
export const TEMPLATES_MAX = 240;

/** Days, declarations a day, and what chance begins with. */
export interface HistoryPlan {
  readonly days: number;
  readonly declarationsPerDay: number;
  readonly seed: number;
}

export const templatesOf = ({ declarationsPerDay }: HistoryPlan): number => Math.min(TEMPLATES_MAX, declarationsPerDay);

const OFFICE = '2906';
/** Declarations that a day can number. */
const DAY_MAX = 100_000;

/** What is in every name of the nth declaration of a day: its reference, its contract, its bill. */
export const serialOf = (day: Day, number: number): string =>
  `${day.replaceAll('-', '')}${String(number).padStart(5, '0')}`;

/** Numbered by the day of the year, below what the played market uses. */
export function entryIdOf(day: Day, number: number): string {
  const year = day.slice(0, 4);
  const serial = 1 + daysBetween(`${year}-01-01`, day);
  return `${OFFICE}${year}0${String(serial * DAY_MAX + number).padStart(9, '0')}`;
}

export function containerOf(index: number): string {
  const first10 = `LGHU${String(index % 1_000_000).padStart(6, '0')}`;
  return `${first10}${containerCheckDigit(first10) ?? 0}`;
}

/** A declaration that was played, and the text that its fingerprint is of. */
export interface Template {
  readonly id: string;
  readonly day: Day;
  readonly number: number;
  readonly container: string;
  readonly content: string;
}

/** A copy: of which declaration, how many days away, and what its names have instead. */
interface DeclarationCopy {
  readonly template: string;
  readonly id: string;
  readonly days: number;
  readonly texts: Readonly<
    Record<'serial' | 'day' | 'entryId' | 'container' | 'contentSha256' | 'templateSerial' | 'templateDay', string>
  >;
}

/** Hashes a text; the domain knows no library for it. */
type Fingerprint = (text: string) => string;

/** The copies of one day, in the order of their ids; on the templates' own day the rest of it. */
export function* copiesOf(
  on: { day: Day; filedAt: Instant; from: number; to: number },
  templates: readonly Template[],
  fingerprint: Fingerprint,
): Generator<DeclarationCopy> {
  for (let number = on.from; number < on.to; number++) {
    // Another one begins each day, so that no firm and no country has the same days all year.
    const template = templates[(number * 7 + Number(on.day.replaceAll('-', ''))) % templates.length];
    if (!template) throw new RangeError('There is nothing to copy.');
    const names = { serial: serialOf(on.day, number), templateSerial: serialOf(template.day, template.number) };
    const container = containerOf(number * 31 + Number(on.day.slice(8)));
    const content = template.content
      .replaceAll(names.templateSerial, names.serial)
      .replaceAll(template.day, on.day)
      .replaceAll(template.container, container);
    yield {
      template: template.id,
      id: idOf(on.filedAt, number),
      days: daysBetween(template.day, on.day),
      texts: {
        ...{ ...names, day: on.day, templateDay: template.day, entryId: entryIdOf(on.day, number), container },
        contentSha256: fingerprint(content),
      },
    };
  }
}

/** A UUID of version 7 without chance: the instant, the number of the day, and room for the ids of what belongs to it. */
function idOf(filedAt: Instant, number: number): string {
  const time = Date.parse(filedAt).toString(16).padStart(12, '0');
  const counter = (number >> 12).toString(16).padStart(3, '0');
  const rest = (0x8000 + (number & 0xfff)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter}-${rest}-000000000000`;
}

/** The days before the one that the templates are of, the first one first, and that day. */
export const historyDays = (last: Day, { days }: HistoryPlan): Day[] =>
  Array.from({ length: days }, (_, index) => addDays(last, index + 1 - days));
