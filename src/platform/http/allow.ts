import { SetMetadata } from '@nestjs/common';
import type { Role } from '../database/actor.js';

export const ALLOWED = 'loomgate:allowed';

/** The roles that may call a route. A route without it (and not public) is closed to everybody. */
export const Allow = (...roles: Role[]) => SetMetadata(ALLOWED, roles);
