import { PageQuery } from '../platform/http/page.js';
import { Field } from '../platform/http/shapes/shape.js';
import { PARTY_ROLES, type PartyRole } from './parties.js';

export class PartyQuery extends PageQuery {
  @Field.oneOf(PARTY_ROLES)
  role?: PartyRole;

  @Field.text({ max: 100, description: 'Part of the name, or beginning of the number.' })
  search?: string;
}

export interface PartyAnswer {
  readonly role: PartyRole;
  readonly idType: string;
  readonly id: string;
  readonly name: string;
  readonly country: string | null;
  /** The broker whose declarations name the party. */
  readonly broker: string;
  readonly firstSeenOn: string;
  readonly lastSeenOn: string;
}
