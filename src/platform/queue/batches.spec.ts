import fc from 'fast-check';
import { batchesAgain, batchesOf, type Promised } from './batches.js';
import { defineJob } from './job.js';

defineJob('spec-small', { small: true });
defineJob('spec-big');

const HANDS = 8;
const promised = (job: string, n: number): Promised[] =>
  Array.from({ length: n }, (_, i) => ({ id: `${job}-${i}`, job, payload: { i } }));
const sizes = (all: readonly Promised[]) => batchesOf(all, HANDS).map(({ promises }) => promises.length);

describe('promises', () => {
  it('of a small kind go together once there are more than every hand can have two of', () => {
    expect(sizes(promised('spec-small', 16))).toEqual(Array(16).fill(1));
    expect(sizes(promised('spec-small', 17))).toEqual([...Array(8).fill(2), 1]);
    expect(sizes(promised('spec-small', 200))).toEqual([...Array(15).fill(13), 5]);
  });

  it('are never more than 25 together, however many there are', () => {
    expect(Math.max(...sizes(promised('spec-small', 1_000)))).toBe(25);
  });

  it('of any other kind go alone', () => {
    expect(sizes(promised('spec-big', 50))).toEqual(Array(50).fill(1));
  });

  it('are each in one batch, of their kind, in their order', () => {
    const kinds = fc.array(fc.constantFrom('spec-small', 'spec-big'), { maxLength: 300 });
    fc.assert(
      fc.property(kinds, fc.integer({ min: 1, max: 16 }), (jobs, hands) => {
        const all = jobs.map((job, i) => ({ id: String(i), job, payload: {} }));
        const batches = batchesOf(all, hands);
        for (const kind of ['spec-small', 'spec-big']) {
          const ofKind = batches.filter(({ job }) => job === kind);
          const ids = ofKind.flatMap(({ promises }) => promises.map(({ id }) => id));
          expect(ids).toEqual(all.filter(({ job }) => job === kind).map(({ id }) => id));
        }
        expect(batches.every(({ id, promises }) => promises[0]?.id === id)).toBe(true);
      }),
    );
  });

  it('are rung again in the batch they went in, also without the one that gave it its name', () => {
    const left = promised('spec-small', 5).map((each) => ({ ...each, batch: each.id < 'spec-small-3' ? 'a' : 'b' }));
    expect(batchesAgain(left.slice(1)).map(({ id, promises }) => [id, promises.map(({ id: of }) => of)])).toEqual([
      ['a', ['spec-small-1', 'spec-small-2']],
      ['b', ['spec-small-3', 'spec-small-4']],
    ]);
  });
});
