import { refuseAt } from '../messages/refusals/refusal.js';
import type { OrganisationEntity } from './organisation.entity.js';

/** Refuses a closed organisation (rule-broken): nobody works for it, and a key or a sign-in made for it would open nothing. */
export function assertOpen(organisation: OrganisationEntity | null): void {
  if (organisation?.state === 'closed') {
    throw refuseAt('/organisation', 'rule-broken', 'organisation-closed', { name: organisation.name });
  }
}
