import { SetMetadata } from '@nestjs/common';
import { type Role, ROLES } from '../database/actor.js';

export const ROLES_ALLOWED = 'loomgate:roles';

/** The roles that may call a route. A route without it (and not public) is closed to everybody. */
export const Roles = (...roles: Role[]) => SetMetadata(ROLES_ALLOWED, roles);

/** Whoever asks by a key or a session; `system` is never a caller. */
export const EVERY_ROLE = ROLES.filter((role) => role !== 'system');
