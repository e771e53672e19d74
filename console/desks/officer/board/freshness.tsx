import { useEffect, useState } from 'react';
import { Icon } from '../../../kit/icon';
import { timeToSecond } from '../../../shared/format';
import { useT } from '../../../texts';
import type { BoardState } from './board-feed';

const RESTORED_SHOWN_MS = 5_000;

/** Whether the figures are live, and when they were true last. */
export function BoardFreshness({ state }: { state: BoardState }) {
  const t = useT();
  const isBack = useForAMoment(state.restoredAt);
  if (state.trueAt === null) return <span className="freshness">{t('board.connecting')}</span>;
  const time = timeToSecond(state.trueAt);
  if (state.isLost) {
    return (
      <span className="freshness freshness-lost" role="status">
        <Icon name="ring" /> {t('board.lost', { time })}
      </span>
    );
  }
  return (
    <span className="freshness" title={t('board.live-title')}>
      <Icon name="dot" /> {t('board.live', { time })}
      {isBack ? <strong> {t('board.restored')}</strong> : null}
    </span>
  );
}

function useForAMoment(at: Date | null): boolean {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    if (at === null) return;
    setShown(true);
    const timer = setTimeout(() => setShown(false), RESTORED_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [at]);
  return isShown;
}

/** The present time, anew each second: proof of life. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
