import { isId } from '../../vocabulary/id.js';
import { refuse } from '../../messages/refusals/refusal.js';

/** An id from a path; what has not the shape of one is not there (404). */
export function idOr404(id: string, what = 'webhook'): string {
  if (!isId(id)) throw refuse('not-found', 'not-found', { what, value: id });
  return id;
}
