import type { Board } from './board.query.js';
import { WatchedBoard } from './watched-board.js';

afterEach(() => jest.useRealTimers());

describe('a board that is watched', () => {
  it('is counted when something was committed, and every ten seconds because time goes on', async () => {
    jest.useFakeTimers();
    const asked: (string | null)[] = [];
    const board = new WatchedBoard(async (since) => {
      asked.push(since);
      return { commits: `${asked.length}`, board: since === null ? ({ at: 'now' } as Board) : null };
    });
    await board.look();
    await board.look();
    jest.advanceTimersByTime(9_999);
    await board.look();
    jest.advanceTimersByTime(1);
    await board.look();
    await board.look();
    expect(asked).toEqual([null, '1', '2', null, '4']);
  });
});
