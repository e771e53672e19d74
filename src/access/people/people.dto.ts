import { PageQuery } from '../../platform/http/page.js';
import { choices } from '../../platform/http/shapes/choices.js';
import { Field } from '../../platform/http/shapes/shape.js';
import { LOGIN, PERSON_ROLES, type PersonRole, PERSON_STATES, type PersonState } from '../domain/person-rules.js';
import { passwordField } from '../sessions/session.dto.js';

export class CreatePerson {
  @Field.text({
    max: 100,
    form: { pattern: LOGIN, name: 'login' },
    required: true,
    description: 'Unique whatever its width and case.',
  })
  login!: string;

  @Field.text({ max: 100, required: true, description: 'As the audit trail names the person.' })
  name!: string;

  @choices(PERSON_ROLES, {
    required: true,
    description: 'A route is called in the first of them that it allows; `admin` and `auditor` exclude each other.',
  })
  roles!: PersonRole[];

  @Field.id({ description: "Firm or office. A firm's administrator makes people of the own firm and need not say so." })
  organisation?: string;

  @Field.text({ max: 255, description: 'The name (`sub`) at the issuer, for a person who signs in there.' })
  subject?: string;

  @Field.flag({ description: 'Makes and changes people and keys of the own firm; role `broker` only.' })
  firmAdministrator?: boolean;
}

export class ReplacePerson extends CreatePerson {
  @Field.oneOf(PERSON_STATES, { description: 'A disabled person is signed out everywhere within a second.' })
  state?: PersonState;
}

export class PeopleQuery extends PageQuery {
  @Field.id()
  organisation?: string;

  @Field.oneOf(PERSON_ROLES)
  role?: PersonRole;

  @Field.oneOf(PERSON_STATES)
  state?: PersonState;

  @Field.text({ max: 100, description: 'Part of the name or of the login.' })
  search?: string;
}

export class ChangePassword {
  @passwordField('The one that holds now, also a temporary one.')
  currentPassword!: string;

  @passwordField('At least 12 characters; no common password, and neither login nor name with a few characters.')
  newPassword!: string;
}

export interface PersonAnswer {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly roles: readonly PersonRole[];
  readonly organisation: string | null;
  readonly organisationName: string | null;
  readonly firmAdministrator: boolean;
  readonly subject: string | null;
  readonly state: PersonState;
  readonly createdAt: string;
  readonly lastSignedInAt: string | null;
  readonly revision: number;
}

/** A password that its person changes at the first sign-in. */
export interface TemporaryPassword {
  /** Shown now and never again, so null in a repeated answer. */
  readonly temporaryPassword: string | null;
  readonly temporaryUntil: string;
}

export interface CreatedPerson extends PersonAnswer, TemporaryPassword {}
