import { Field } from '../../platform/http/shapes/shape.js';

export class BeginAtIssuer {
  @Field.text({ max: 500, description: 'Path of the console that opens afterwards.' })
  returnTo?: string;
}

/** What issuers send back: of these names, and of no other (RFC 6749, RFC 9207, OpenID Connect Session Management). */
export class IssuerAnswer {
  @Field.text({ max: 4_000 })
  code?: string;

  @Field.text({ max: 500 })
  state?: string;

  @Field.text({ max: 500 })
  iss?: string;

  @Field.text({ max: 500 })
  session_state?: string;

  @Field.text({ max: 2_000 })
  scope?: string;

  @Field.text({ max: 200 })
  error?: string;

  @Field.text({ max: 2_000 })
  error_description?: string;

  @Field.text({ max: 2_000 })
  error_uri?: string;
}
