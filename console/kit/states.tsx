import { type ReactNode, useEffect, useState } from 'react';
import { Icon } from './icon';
import './states.css';

const QUIET_MS = 150;

/** Nothing for a moment: what comes at once must not flicker. */
export function useIsSlow(isWaiting: boolean): boolean {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setTimeout(() => setSlow(true), QUIET_MS);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [isWaiting]);
  return isWaiting && isSlow;
}

/** Rows of their own height, so that nothing moves when the real ones come. */
export function SkeletonRows({ rows, columns, label }: { rows: number; columns: number; label: string }) {
  return (
    <>
      {Array.from({ length: rows }, (_, row) => (
        <tr key={row} className="skeleton-row">
          {Array.from({ length: columns }, (_unused, column) => (
            <td key={column}>
              <span className={`skeleton skeleton-${(row + column) % 3}`}>
                {row === 0 && column === 0 && <span className="visually-hidden">{label}</span>}
              </span>
            </td>
          ))}
        </tr>
      ))}
    </>
  );
}

export function Skeleton({ label }: { label: string }) {
  return (
    <div className="skeleton-block" role="status">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: 6 }, (_, row) => (
        <span key={row} className={`skeleton skeleton-${row % 3}`} />
      ))}
    </div>
  );
}

/** Why there is nothing, and what to do next. */
export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children !== undefined && <div className="empty-text">{children}</div>}
      {action !== undefined && <div className="empty-action">{action}</div>}
    </div>
  );
}

type NoticeTone = 'info' | 'warning' | 'error' | 'done';
const NOTICE_ICONS = { info: 'info', warning: 'warning', error: 'error', done: 'check-circle' } as const;

export function Notice({ tone, children, action }: { tone: NoticeTone; children: ReactNode; action?: ReactNode }) {
  return (
    <div className={`notice notice-${tone}`} {...(tone === 'error' ? { role: 'alert' } : {})}>
      <Icon name={NOTICE_ICONS[tone]} />
      <div className="notice-text">{children}</div>
      {action}
    </div>
  );
}

/** How far something has come, in words first. */
export function Meter({ label, value, max, mark }: { label: string; value: number; max: number; mark?: number }) {
  const part = max === 0 ? 0 : Math.min(value / max, 1);
  return (
    <svg className="meter" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label={label}>
      <rect width="100" height="8" className="meter-ground" />
      <rect width={part * 100} height="8" className={value > max ? 'meter-over' : 'meter-value'} />
      {mark !== undefined && <rect x={(mark / max) * 100} width="0.6" height="8" className="meter-mark" />}
    </svg>
  );
}
