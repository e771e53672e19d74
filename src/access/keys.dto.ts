import { PageQuery } from '../platform/http/page.js';
import { Field } from '../platform/http/shape.js';
import { KEY_ROLES, type KeyRole } from './domain/key-rules.js';

export class CreateKey {
  @Field.text({ max: 100, description: 'What the key is for; by default its role.' })
  name?: string;

  @Field.oneOf(KEY_ROLES, { required: true })
  role!: KeyRole;

  @Field.id({ description: 'Organisation it belongs to. A broker makes keys of its own firm and need not say so.' })
  organisation?: string;

  @Field.instant({ description: 'At most a year ahead; by default a year.' })
  expiresAt?: string;
}

export class KeyQuery extends PageQuery {
  @Field.id()
  organisation?: string;

  @Field.oneOf(KEY_ROLES)
  role?: KeyRole;
}

export class KeyAnswer {
  @Field.id({ required: true })
  id!: string;

  @Field.text({ max: 100, required: true })
  name!: string;

  @Field.oneOf(KEY_ROLES, { required: true })
  role!: KeyRole;

  @Field.id()
  organisation!: string | null;

  @Field.text({ max: 200 })
  organisationName!: string | null;

  @Field.instant({ required: true })
  createdAt!: string;

  @Field.instant()
  expiresAt!: string | null;

  @Field.instant({ description: 'To the minute.' })
  lastUsedAt!: string | null;

  @Field.instant()
  revokedAt!: string | null;
}

export class CreatedKey extends KeyAnswer {
  @Field.text({ max: 100, description: 'The key itself: shown now and never again, so null in a repeated answer.' })
  key!: string | null;
}
