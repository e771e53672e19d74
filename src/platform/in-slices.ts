import { setImmediate as nextTurn } from 'node:timers/promises';

/** Other callers wait at most about this long for their turn. */
const SLICE_MS = 25;

/** Runs work that stops after each step without holding up other callers: after each slice of time they have their turn. */
export async function inSteps<T>(steps: Generator<undefined, T, undefined>): Promise<T> {
  let began = performance.now();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    if (performance.now() - began < SLICE_MS) continue;
    await nextTurn();
    began = performance.now();
  }
}

/** Goes through a list in the same way. */
export const inSlices = <T, R>(list: readonly T[], work: (each: T, index: number) => R): Promise<R[]> =>
  inSteps(stepsThrough(list, work));

function* stepsThrough<T, R>(
  list: readonly T[],
  work: (each: T, index: number) => R,
): Generator<undefined, R[], undefined> {
  const results: R[] = [];
  for (const [index, each] of list.entries()) {
    results.push(work(each, index));
    yield;
  }
  return results;
}
