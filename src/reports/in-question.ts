import { Refusal } from '../messages/refusals/refusal.js';

const QUERY = /^\/query(?=\/|$)/;

/** Runs work on a question that came in a body: what is wrong with it is pointed at there, not in a query. */
export async function inQuestion<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { kind, code, params, violations, current } = error;
    const moved = violations.map((each) => ({ ...each, pointer: each.pointer.replace(QUERY, '/question') }));
    throw new Refusal(kind, code, params, moved, current);
  }
}
