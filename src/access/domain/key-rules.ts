import { beyond, type Scope } from './scopes.js';
import { addDays, endOfDay, type Day, type Instant } from '../../vocabulary/period.js';
import { violation, type Violation } from '../../messages/refusals/violation.js';

/** Roles that keys are made for; the service itself needs none. */
export const KEY_ROLES = ['admin', 'broker', 'officer', 'analyst', 'auditor', 'channel'] as const;
export type KeyRole = (typeof KEY_ROLES)[number];

export const ORGANISATION_KINDS = ['broker', 'customs', 'statistics', 'operator'] as const;
export const ORGANISATION_STATES = ['open', 'closed'] as const;
export type OrganisationState = (typeof ORGANISATION_STATES)[number];
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** What row-level security compares with comes from the organisation, so the wrong kind would open the wrong rows. */
export const ROLE_BELONGS_TO: Record<
  KeyRole,
  { readonly kinds: readonly OrganisationKind[]; readonly required: boolean }
> = {
  admin: { kinds: ['operator'], required: false },
  broker: { kinds: ['broker'], required: true },
  officer: { kinds: ['customs'], required: true },
  channel: { kinds: ['customs'], required: true },
  analyst: { kinds: ['statistics', 'customs', 'operator'], required: false },
  auditor: { kinds: ['operator', 'customs'], required: false },
};

const LIFE_DAYS = 365;

export interface WantedKey {
  readonly role: KeyRole;
  /** Kind of the organisation named; null when none is named, undefined when there is none of that id. */
  readonly kind: OrganisationKind | null | undefined;
  readonly expiresAt: Instant;
  readonly scopes: readonly Scope[];
  /** The key that makes it; null for a person, the command line and the demo. */
  readonly maker: { readonly scopes: readonly Scope[]; readonly expiresAt: Instant | null } | null;
}

/** When a key ends of which nothing else was said: at the end of the same day a year on. */
export const usualExpiry = (today: Day): Instant => endOfDay(addDays(today, LIFE_DAYS));

/** What is wrong with a key somebody asks for; `now` and `expiresAt` in UTC. */
export function checkKey({ role, kind, expiresAt, scopes, maker }: WantedKey, now: Instant, today: Day): Violation[] {
  const found: Violation[] = [];
  const { kinds, required } = ROLE_BELONGS_TO[role];
  if (kind === null && required) found.push(violation('required-missing', '/organisation'));
  if (kind === undefined) found.push(violation('not-found', '/organisation'));
  if (kind && !kinds.includes(kind)) found.push(violation('organisation-mismatch', '/organisation', { role, kind }));
  const excess = maker ? beyond(scopes, maker.scopes) : [];
  if (excess.length > 0) found.push(violation('scope-beyond-maker', '/scopes', { value: excess.join(', ') }));
  const outlives = maker !== null && maker.expiresAt !== null && expiresAt > maker.expiresAt;
  if (expiresAt <= now || expiresAt > usualExpiry(today) || outlives) {
    found.push(violation('expiry-invalid', '/expiresAt', { value: expiresAt }));
  }
  return found;
}
