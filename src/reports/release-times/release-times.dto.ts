import { CODE_ASKED_MAX, Field } from '../../platform/http/shapes/shape.js';

export const RELEASE_TIME_KEYS = ['lane', 'customsOffice', 'broker', 'week'] as const;
export type ReleaseTimeKey = (typeof RELEASE_TIME_KEYS)[number];

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
    description:
      'What is told apart, several by comma; without it all declarations together. Lanes are for officers and administrators (403).',
  })
  by?: ReleaseTimeKey[];
}
