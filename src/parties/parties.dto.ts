import { PageQuery } from '../platform/http/page.js';
import { Field } from '../platform/http/shape.js';
import { PARTY_ROLES, type PartyRole } from './parties.js';

export class PartyQuery extends PageQuery {
  @Field.oneOf(PARTY_ROLES)
  role?: PartyRole;

  @Field.text({ max: 100, description: 'Part of the name, or beginning of the number.' })
  search?: string;
}

export class PartyAnswer {
  @Field.oneOf(PARTY_ROLES, { required: true })
  role!: PartyRole;

  @Field.text({ max: 20, required: true, example: 'USCC' })
  idType!: string;

  @Field.text({ max: 100, required: true })
  id!: string;

  @Field.text({ max: 200, required: true })
  name!: string;

  @Field.text({ max: 3 })
  country!: string | null;

  @Field.id({ required: true, description: 'The broker whose declarations name the party.' })
  broker!: string;

  @Field.day({ required: true })
  firstSeenOn!: string;

  @Field.day({ required: true })
  lastSeenOn!: string;
}
