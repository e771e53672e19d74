import { Field } from '../../platform/http/shapes/shape.js';
import type { Fault } from '../../platform/http/shapes/field-shape.js';
import { PASSWORD_LENGTH_MAX } from '../domain/password-rules.js';
import type { PersonRole } from '../domain/person-rules.js';
import type { OrganisationAnswer } from '../organisations.dto.js';

/** Any text: a password is not brought into the one form of texts, and blanks at its ends count. */
const password = (value: unknown): Fault => {
  if (typeof value !== 'string') return { code: 'type-wrong', params: { expected: 'string' } };
  if (value === '') return { code: 'text-empty' };
  // Twice the length that a password may have: what a person types in another composition is still looked at.
  const max = PASSWORD_LENGTH_MAX * 2;
  return value.length > max ? { code: 'text-too-long', params: { max: String(max) } } : null;
};

export const passwordField = (description: string) =>
  Field.checked(
    password,
    { type: 'string', format: 'password', maxLength: PASSWORD_LENGTH_MAX * 2 },
    { required: true, description },
  );

export class SignIn {
  @Field.text({ max: 100, required: true, description: 'Width and case do not matter.' })
  login!: string;

  @passwordField('As it was chosen; blanks count.')
  password!: string;
}

/** A person as the console shows who is signed in. */
export interface SignedInPerson {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly roles: readonly PersonRole[];
  readonly organisation: OrganisationAnswer | null;
  /** Office of an officer; null for everybody else. */
  readonly customsOffice: string | null;
  readonly firmAdministrator: boolean;
  /** True after a sign-in with a password of somebody else's choice: only PUT /v1/me/password is open. */
  readonly mustChangePassword: boolean;
}

export interface SessionAnswer {
  /** Null for a display on the wall. */
  readonly person: SignedInPerson | null;
  /** The market whose board a display shows; null for a person. */
  readonly displayMarket: string | null;
  /** Sent as X-CSRF-Token with every method but GET and HEAD. */
  readonly csrfToken: string;
  /** When the session ends unless it is used. */
  readonly expiresAt: string;
}

export class OpenDisplay {
  @Field.text({ max: 20, required: true, description: 'Code of a market of the own office.' })
  market!: string;
}

export interface DisplayAnswer {
  readonly id: string;
  readonly market: string;
  /** The officer who made it. */
  readonly madeBy: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
}
