import { halfWidth } from '../../vocabulary/text.js';
import { violation, type Violation } from '../../messages/refusals/violation.js';
import { ROLE_BELONGS_TO, type KeyRole, KEY_ROLES, type OrganisationKind } from './key-rules.js';

/** What a person may be: the roles of keys. */
export const PERSON_ROLES = KEY_ROLES;
export type PersonRole = KeyRole;

export const PERSON_STATES = ['active', 'disabled'] as const;
export type PersonState = (typeof PERSON_STATES)[number];

/** Two logins are the same whatever their width and case: one must not be taken for the other. */
export const loginKeyOf = (login: string): string => halfWidth(login).normalize('NFKC').toLowerCase();

/** Letters, digits and what stands in an address; no blank, which nobody sees. */
export const LOGIN = /^[\p{L}\p{N}][\p{L}\p{N}._@+-]{1,99}$/u;

export interface WantedPerson {
  readonly roles: readonly PersonRole[];
  readonly firmAdministrator: boolean;
  /** Kind of the organisation named; null when none is named, undefined when there is none of that id. */
  readonly kind: OrganisationKind | null | undefined;
}

/** What is wrong with a person somebody asks for: each of the roles must fit the organisation, or it would open other rows. */
export function checkPerson({ roles, kind, firmAdministrator }: WantedPerson): Violation[] {
  const found: Violation[] = [];
  if (roles.includes('admin') && roles.includes('auditor')) found.push(violation('roles-exclude', '/roles'));
  if (kind === undefined) found.push(violation('not-found', '/organisation'));
  if (kind === null && roles.some((role) => ROLE_BELONGS_TO[role].required)) {
    found.push(violation('required-missing', '/organisation'));
  }
  for (const role of roles) {
    if (kind && !ROLE_BELONGS_TO[role].kinds.includes(kind)) {
      found.push(violation('organisation-mismatch', '/organisation', { role, kind }));
    }
  }
  if (firmAdministrator && (roles.length !== 1 || roles[0] !== 'broker')) {
    found.push(violation('firm-administrator-broker', '/firmAdministrator'));
  }
  return found;
}
