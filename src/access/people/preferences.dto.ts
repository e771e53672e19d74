import { Field } from '../../platform/http/shapes/shape.js';
import { LANGUAGES, type Language } from '../../vocabulary/language.js';

export const DENSITIES = ['compact', 'comfortable'] as const;
const LISTS_MAX = 40;
const COLUMNS_MAX = 60;

export class ListColumns {
  @Field.text({ max: 60, required: true, description: 'Name of a list of the console.' })
  list!: string;

  @Field.texts({ max: COLUMNS_MAX, length: 60, required: true, description: 'Names of its columns, in their order.' })
  columns!: string[];
}

export class Preferences {
  @Field.oneOf(LANGUAGES)
  language?: Language;

  @Field.oneOf(DENSITIES)
  density?: (typeof DENSITIES)[number];

  @Field.flag({ description: 'Whether single letters are shortcuts.' })
  keys?: boolean;

  @Field.text({ max: 20, description: 'Code of the market that is shown first.' })
  market?: string;

  @Field.text({ max: 60, description: 'Path of the console that opens after signing in.' })
  startPage?: string;

  @Field.objects(() => ListColumns, { max: LISTS_MAX, description: 'Columns of lists that were changed.' })
  columns?: ListColumns[];
}

/** What was not chosen is null: the console decides. */
export interface PreferencesAnswer {
  readonly language: Language | null;
  readonly density: (typeof DENSITIES)[number] | null;
  readonly keys: boolean | null;
  readonly market: string | null;
  readonly startPage: string | null;
  readonly columns: readonly ListColumns[];
  readonly revision: number;
}
