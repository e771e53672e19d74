import { PageQuery } from '../platform/http/page.js';
import { Field, type Form } from '../platform/http/shapes/shape.js';
import {
  ORGANISATION_KINDS,
  ORGANISATION_STATES,
  type OrganisationKind,
  type OrganisationState,
} from './domain/key-rules.js';
import type { OrganisationEntity } from './organisation.entity.js';

const OFFICE: Form = { pattern: /^\d{4}$/, name: 'office' };

export class CreateOrganisation {
  @Field.oneOf(ORGANISATION_KINDS, { required: true })
  kind!: OrganisationKind;

  @Field.text({ max: 200, required: true })
  name!: string;

  @Field.text({ max: 200 })
  nameEn?: string;

  @Field.text({ max: 18, description: 'Unified social credit code.' })
  uscc?: string;

  @Field.text({ max: 4, form: OFFICE, description: 'Four-digit office; needed for customs.' })
  customsOffice?: string;
}

export class ReplaceOrganisation {
  @Field.text({ max: 200, required: true })
  name!: string;

  @Field.text({ max: 200 })
  nameEn?: string;

  @Field.text({ max: 18, description: 'Unified social credit code; belongs to one organisation.' })
  uscc?: string;

  @Field.text({ max: 4, form: OFFICE, description: 'Four-digit office; needed for customs.' })
  customsOffice?: string;

  @Field.oneOf(ORGANISATION_STATES, {
    description:
      'Closing ends the sessions of its people, who cannot sign in, and revokes its keys; what it has declared stays.',
  })
  state?: OrganisationState;
}

export class MergeOrganisation {
  @Field.id({ required: true, description: 'The firm that goes on.' })
  into!: string;
}

export class OrganisationQuery extends PageQuery {
  @Field.oneOf(ORGANISATION_KINDS)
  kind?: OrganisationKind;

  @Field.text({ max: 100, description: 'Part of the name.' })
  search?: string;
}

export type OrganisationAnswer = OrganisationEntity;
