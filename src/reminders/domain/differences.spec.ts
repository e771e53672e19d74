import { reminderDifferencesOf } from './differences.js';

const item = (id: string, ageDays = 1) => ({ kind: 'released-not-closed', subject: { id }, ageDays });
const reminder = (broker: string, digest: string, ...items: ReturnType<typeof item>[]) => ({ broker, digest, items });

describe('two lists of reminders', () => {
  it('differ nowhere when their digests are the same', () => {
    expect(reminderDifferencesOf([reminder('a', 'x', item('1'))], [reminder('a', 'x', item('1'))])).toEqual([]);
  });

  it('differ by firm in what is added, gone and changed', () => {
    const frozen = [reminder('a', 'x', item('1'), item('2'), item('3')), reminder('b', 'y', item('4'))];
    const now = [reminder('a', 'z', item('1'), item('2', 9), item('5')), reminder('c', 'w', item('6'))];
    expect(reminderDifferencesOf(frozen, now)).toEqual([
      {
        ...{ broker: 'a', frozenDigest: 'x', digest: 'z' },
        ...{ added: [item('5')], gone: [item('3')], changed: [item('2', 9)] },
      },
      { broker: 'b', frozenDigest: 'y', digest: null, added: [], gone: [item('4')], changed: [] },
      { broker: 'c', frozenDigest: null, digest: 'w', added: [item('6')], gone: [], changed: [] },
    ]);
  });
});
