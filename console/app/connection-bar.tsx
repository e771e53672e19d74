import { useEffect, useState } from 'react';
import { connection } from '../api/connection';
import { queryClient } from '../api/query';
import { useStore } from '../api/store';
import { Icon } from '../kit/icon';
import { timeToSecond } from '../shared/format';
import { extendSession, useSession } from '../shared/session';
import { useT } from '../texts';

const PING_MS = 5_000;
const REMINDER_MS = 5 * 60_000;

/** The time, so often. */
function useNow(everyMs: number): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** Says since when the figures are old, and asks until the service answers again. */
export function ConnectionBar() {
  const t = useT();
  const { isLost, answeredAt, waitingUntil } = useStore(connection.store);
  const now = useNow(1_000);
  useEffect(() => {
    if (!isLost) return;
    const timer = setInterval(() => void queryClient.refetchQueries({ type: 'active' }), PING_MS);
    return () => clearInterval(timer);
  }, [isLost]);
  if (waitingUntil && waitingUntil > now) {
    const seconds = Math.ceil((waitingUntil.getTime() - now.getTime()) / 1000);
    return <Bar text={t('waiting.text', { seconds })} />;
  }
  return isLost ? <Bar text={t('offline.bar', { time: answeredAt ? timeToSecond(answeredAt) : '–' })} /> : null;
}

const Bar = ({ text }: { text: string }) => (
  <div className="connection-bar" role="status">
    <Icon name="warning" />
    {text}
  </div>
);

/** Five minutes before the session ends, in the status line. */
export function SessionReminder() {
  const t = useT();
  const state = useSession();
  const now = useNow(15_000);
  if (state.kind !== 'signed-in' || state.isOver) return null;
  const end = new Date(state.session.expiresAt);
  const left = end.getTime() - now.getTime();
  if (left > REMINDER_MS || left < 0) return null;
  return (
    <span>
      {t('status.session-ends', { time: timeToSecond(end).slice(0, 5) })}
      <button type="button" onClick={() => void extendSession()}>
        {t('status.session-extend')}
      </button>
    </span>
  );
}
