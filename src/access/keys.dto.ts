import { PageQuery } from '../platform/http/page.js';
import { choices } from '../platform/http/shapes/choices.js';
import { Field } from '../platform/http/shapes/shape.js';
import { SCOPES, type Scope } from './domain/scopes.js';
import { KEY_ROLES, type KeyRole } from './domain/key-rules.js';

export class CreateKey {
  @Field.text({ max: 100, description: 'What the key is for; by default its role.' })
  name?: string;

  @Field.oneOf(KEY_ROLES, { required: true })
  role!: KeyRole;

  @Field.id({ description: 'Organisation it belongs to. A broker makes keys of its own firm and need not say so.' })
  organisation?: string;

  @Field.instant({
    description: 'At most a year ahead and not after the key that makes it; by default as late as that.',
  })
  expiresAt?: string;

  @choices(SCOPES, {
    description:
      '`read`: GET and HEAD; `write`: everything else; `receipts`: `POST /v1/receipts` alone. By default `read, write`; a key hands on no more than it has.',
  })
  scopes?: Scope[];
}

export class KeyQuery extends PageQuery {
  @Field.id()
  organisation?: string;

  @Field.oneOf(KEY_ROLES)
  role?: KeyRole;
}

export interface KeyAnswer {
  readonly id: string;
  readonly name: string;
  readonly role: KeyRole;
  readonly organisation: string | null;
  readonly organisationName: string | null;
  readonly scopes: readonly Scope[];
  /** The key that made it, with which it is revoked. */
  readonly parent: string | null;
  /** The person who made it, with whom it is revoked. */
  readonly madeBy: string | null;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  /** To the minute. */
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

export interface CreatedKey extends KeyAnswer {
  /** The key itself: shown now and never again, so null in a repeated answer. */
  readonly key: string | null;
}
