import fc from 'fast-check';
import { batchesAgain, batchesOf, type OutboxMessage } from './batches.js';
import { defineJob, withdrawJob } from './job.js';

// While these run alone: every job that is defined must have its processor.
beforeAll(() => {
  defineJob('spec-small', { small: true });
  defineJob('spec-big');
});
afterAll(() => {
  withdrawJob('spec-small');
  withdrawJob('spec-big');
});

const CONCURRENCY = 8;
const messagesOf = (job: string, n: number): OutboxMessage[] =>
  Array.from({ length: n }, (_, i) => ({ id: `${job}-${i}`, job, payload: { i }, attempts: 0 }));
const sizes = (all: readonly OutboxMessage[]) => batchesOf(all, CONCURRENCY).map(({ messages }) => messages.length);

describe('outbox messages', () => {
  it('of a small kind go together once there are more than two for every job at once', () => {
    expect(sizes(messagesOf('spec-small', 16))).toEqual(Array(16).fill(1));
    expect(sizes(messagesOf('spec-small', 17))).toEqual([...Array(8).fill(2), 1]);
    expect(sizes(messagesOf('spec-small', 200))).toEqual([...Array(15).fill(13), 5]);
  });

  it('are never more than 25 together, however many there are', () => {
    expect(Math.max(...sizes(messagesOf('spec-small', 1_000)))).toBe(25);
  });

  it('of any other kind go alone', () => {
    expect(sizes(messagesOf('spec-big', 50))).toEqual(Array(50).fill(1));
  });

  it('are each in one batch, of their kind, in their order', () => {
    const kinds = fc.array(fc.constantFrom('spec-small', 'spec-big'), { maxLength: 300 });
    fc.assert(
      fc.property(kinds, fc.integer({ min: 1, max: 16 }), (jobs, concurrency) => {
        const all = jobs.map((job, i) => ({ id: String(i), job, payload: {}, attempts: 0 }));
        const batches = batchesOf(all, concurrency);
        for (const kind of ['spec-small', 'spec-big']) {
          const ofKind = batches.filter(({ job }) => job === kind);
          const ids = ofKind.flatMap(({ messages }) => messages.map(({ id }) => id));
          expect(ids).toEqual(all.filter(({ job }) => job === kind).map(({ id }) => id));
        }
        expect(batches.every(({ id, messages }) => messages[0]?.id === id)).toBe(true);
      }),
    );
  });

  it('are enqueued again in the batch they went in, also without the one that gave it its name', () => {
    const left = messagesOf('spec-small', 5).map((each) => ({ ...each, batch: each.id < 'spec-small-3' ? 'a' : 'b' }));
    expect(batchesAgain(left.slice(1)).map(({ id, messages }) => [id, messages.map(({ id: of }) => of)])).toEqual([
      ['a', ['spec-small-1', 'spec-small-2']],
      ['b', ['spec-small-3', 'spec-small-4']],
    ]);
  });

  it('go under another id after a failure: the queue may still have the job of the attempt before', () => {
    const [failed] = batchesOf([{ id: 'a', job: 'spec-big', payload: {}, attempts: 1 }], CONCURRENCY);
    expect(failed).toMatchObject({ job: 'spec-big', messages: [{ id: 'a' }] });
    expect(failed?.id).not.toBe('a');
  });
});
