import { useEffect } from 'react';
import { api } from '../../../api/client';
import { Button } from '../../../kit/button';
import { useShortcuts } from '../../../kit/shortcuts';
import { Skeleton } from '../../../kit/states';
import { shortDay, today } from '../../../shared/format';
import { useNavigateTo } from '../../../shared/location';
import { useMarket } from '../../../shared/market';
import { Page, ToolbarSpace } from '../../../shared/page';
import { useT } from '../../../texts';
import { type BoardState, useBoard } from './board-feed';
import { Alarms, Arrivals, OldestWaiting, OpenItems, Strip, Today } from './board-parts';
import { BoardFreshness } from './freshness';
import { useTone } from './tone';
import './board.css';

/** What is happening now at one market. Every number leads to the list behind it. */
export function BoardPage() {
  const t = useT();
  const go = useNavigateTo();
  const market = useMarket();
  const state = useBoard(market);
  const tone = useTone(state.board);
  useSessionCheck(state);
  useShortcuts([
    { keys: 'W', name: t('board.wall'), run: () => go('/wall') },
    { keys: 'S', name: t('board.sound'), run: tone.toggle },
  ]);
  const toolbar = (
    <>
      <strong>{shortDay(today())}</strong>
      <BoardFreshness state={state} />
      <ToolbarSpace />
      <Button kind="quiet" icon="bell" hint="S" onPress={tone.toggle}>
        {t(tone.isOn ? 'board.sound-on' : 'board.sound-off')}
      </Button>
      <Button icon="board" hint="W" onPress={() => go('/wall')}>
        {t('board.wall')}
      </Button>
    </>
  );
  return (
    <Page title={t('nav.board')} toolbar={toolbar}>
      {state.board === null ? (
        <Skeleton label={t('app.loading')} />
      ) : (
        <BoardContent state={state} board={state.board} />
      )}
    </Page>
  );
}

/** A stream that is refused because the session is over says nothing: an ordinary call brings the sign-in above the page. */
export function useSessionCheck({ refused }: BoardState): void {
  useEffect(() => {
    if (refused === 401) void api.get('/v1/me').catch(() => undefined);
  }, [refused]);
}

function BoardContent({ state, board }: { state: BoardState; board: NonNullable<BoardState['board']> }) {
  return (
    <div className={state.isLost ? 'board board-lost' : 'board'}>
      <Today board={board} />
      <Alarms board={board} />
      <div className="board-columns">
        <OldestWaiting board={board} />
        <div className="board-side">
          <Arrivals board={board} />
          <OpenItems board={board} />
        </div>
      </div>
      <Strip board={board} />
    </div>
  );
}
