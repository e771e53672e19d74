import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';
import './timeline.css';

export interface Moment {
  readonly id: string;
  /** What the list shows of the time, and the whole instant for the pointer. */
  readonly time: string;
  readonly instant?: string;
  readonly icon: IconName;
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  /** Has not happened yet. */
  readonly isOpen?: boolean;
  /** Does not count any more. */
  readonly isVoid?: boolean;
}

export function Timeline({ label, moments }: { label: string; moments: readonly Moment[] }) {
  return (
    <ol className="timeline" aria-label={label}>
      {moments.map(({ id, time, instant, icon, title, detail, isOpen, isVoid }) => (
        <li key={id} className={`moment${isOpen ? ' moment-open' : ''}${isVoid ? ' moment-void' : ''}`}>
          <time className="moment-time" {...(instant ? { dateTime: instant, title: instant } : {})}>
            {time}
          </time>
          <span className="moment-mark">
            <Icon name={icon} />
          </span>
          <div className="moment-text">
            <div className="moment-title">{title}</div>
            {detail !== undefined && <div className="moment-detail">{detail}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
