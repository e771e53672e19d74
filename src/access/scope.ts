import { SetMetadata } from '@nestjs/common';
import type { Scope } from './domain/scopes.js';

export const SCOPE = 'loomgate:scope';

/** A scope that is enough for a route that writes, beside `write`. */
export const NeedsScope = (scope: Scope) => SetMetadata(SCOPE, scope);
