import type { Board } from './board.query.js';
import { SubscribedBoard } from './subscribed-board.js';

afterEach(() => jest.useRealTimers());

describe('a board with subscribers', () => {
  it('is counted when something was committed, and every ten seconds because time goes on', async () => {
    jest.useFakeTimers();
    const asked: (string | null)[] = [];
    const board = new SubscribedBoard(async (since) => {
      asked.push(since);
      return { commits: `${asked.length}`, board: since === null ? ({ at: 'now' } as Board) : null };
    });
    await board.refresh();
    await board.refresh();
    jest.advanceTimersByTime(9_999);
    await board.refresh();
    jest.advanceTimersByTime(1);
    await board.refresh();
    await board.refresh();
    expect(asked).toEqual([null, '1', '2', null, '4']);
  });
});
