import { useEffect } from 'react';
import { useShortcuts } from '../../../kit/shortcuts';
import { timeToSecond, duration } from '../../../shared/format';
import { useNavigateTo } from '../../../shared/location';
import { useMarket, useMarkets } from '../../../shared/market';
import { wordOf } from '../../../shared/trade';
import { useLanguage, useT } from '../../../texts';
import { type Board, useBoard } from './board-feed';
import { useSessionCheck } from './board-page';
import { Subject } from './board-parts';
import { Changing } from './figures';
import { BoardFreshness, useNow } from './freshness';
import { useTone } from './tone';
import './wall.css';

/** The board for a screen on the wall: nothing to operate, figures that are read from five metres, a clock as proof of life. */
export function WallPage() {
  const t = useT();
  const go = useNavigateTo();
  const market = useMarket();
  const language = useLanguage();
  const found = useMarkets().find(({ code }) => code === market);
  const state = useBoard(market);
  const now = useNow();
  useTone(state.board);
  useSessionCheck(state);
  useShortcuts([{ keys: 'Esc, W', name: t('wall.leave'), run: () => go('/board') }]);
  const name = found === undefined ? '' : language === 'en' ? (found.nameEn ?? found.name) : found.name;
  useEffect(() => {
    document.title = `${t('wall.title')} · ${t('app.name')}`;
  }, [t]);
  return (
    <div className={state.isLost ? 'wall wall-lost' : 'wall'}>
      <header className="wall-head">
        <h2>{name}</h2>
        <BoardFreshness state={state} />
        <time className="wall-clock">{timeToSecond(now)}</time>
      </header>
      {state.board === null ? null : <WallFigures board={state.board} />}
      {state.board === null ? null : <WallOldest board={state.board} now={now} />}
    </div>
  );
}

function WallFigures({ board }: { board: Board }) {
  const t = useT();
  const { byStatus } = board.declarations;
  const figures: readonly [string, number, string][] = [
    [wordOf('status', 'accepted'), byStatus.accepted, 'blue'],
    [wordOf('status', 'inspecting'), byStatus.inspecting, 'yellow'],
    [wordOf('status', 'released'), byStatus.released, 'green'],
    [wordOf('status', 'returned'), byStatus.returned, 'yellow'],
    [t('board.held'), board.shipments.held, 'red'],
    [t('board.overdue'), board.openItems.overdue, 'red'],
  ];
  return (
    <ul className="wall-figures">
      {figures.map(([name, value, tone]) => (
        <li key={name} className={`wall-figure wall-${value === 0 ? 'ink' : tone}`}>
          <span className="wall-name">{name}</span>
          <span className="wall-value">
            <Changing value={value} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function WallOldest({ board, now }: { board: Board; now: Date }) {
  const t = useT();
  const alarms = board.alarms.slice(0, 2);
  const rows = [...alarms, ...board.oldestWaiting].slice(0, 5);
  if (rows.length === 0) return <p className="wall-none">{t('board.nothing-waits')}</p>;
  return (
    <ol className="wall-oldest" aria-label={t('board.oldest')}>
      {rows.map((item) => (
        <li key={`${item.kind} ${item.subject.id}`}>
          <span className="wall-age">{duration(now.getTime() - new Date(item.openedAt).getTime())}</span>
          <span className="wall-subject">
            <Subject subject={item.subject} />
          </span>
          <span>{wordOf('item', item.kind)}</span>
          <span className="wall-firm">{item.brokerName}</span>
        </li>
      ))}
    </ol>
  );
}
