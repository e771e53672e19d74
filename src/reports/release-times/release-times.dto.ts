import { CODE_ASKED_MAX, Field } from '../../platform/http/shapes/shape.js';

const RELEASE_TIME_KEYS = ['lane', 'customsOffice', 'broker', 'week'] as const;
export type ReleaseTimeKey = (typeof RELEASE_TIME_KEYS)[number];

/** The words of everyday for two of them. */
const SAME: Readonly<Record<string, ReleaseTimeKey>> = { office: 'customsOffice', firm: 'broker' };

export class ReleaseTimesQuery {
  @Field.day({ required: true, description: 'First day of the filing (Asia/Shanghai).' })
  from!: string;

  @Field.day({ required: true, description: 'Last day of the filing, inclusive.' })
  to!: string;

  @Field.text({ max: CODE_ASKED_MAX, description: 'Code of a market.', example: 'KQ-CTC' })
  market?: string;

  @Field.several({
    max: CODE_ASKED_MAX,
    allowed: RELEASE_TIME_KEYS,
    of: (word) => SAME[word] ?? word,
    description:
      'What the rows are grouped by, several by comma; without it all declarations together. `office` and `firm` are the same as `customsOffice` and `broker`, under which the rows name them. Lanes are for officers and administrators (403).',
  })
  by?: ReleaseTimeKey[];
}
