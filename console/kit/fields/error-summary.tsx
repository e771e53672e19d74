import { type RefObject, useEffect, useRef } from 'react';
import './error-summary.css';
import { Icon } from '../icon';

export interface SummaryEntry {
  readonly id: string;
  readonly text: string;
  readonly remedy?: string | null;
  readonly severity: 'error' | 'warning';
}

interface Props {
  readonly title: string;
  readonly entries: readonly SummaryEntry[];
  readonly onOpen: (id: string) => void;
  /** Focus comes here when a refusal has made the entries; each time this number grows. */
  readonly focusOn?: number;
}

/** Every finding in the same words as at its field; each leads there. Also where there is only one. */
export function ErrorSummary({ title, entries, onOpen, focusOn = 0 }: Props) {
  const head: RefObject<HTMLHeadingElement | null> = useRef(null);
  useEffect(() => {
    if (focusOn > 0) head.current?.focus();
  }, [focusOn]);
  if (entries.length === 0) return null;
  return (
    <section className="summary" aria-labelledby="summary-title">
      <h2 id="summary-title" className="summary-title" ref={head} tabIndex={-1}>
        <Icon name={entries.some(({ severity }) => severity === 'error') ? 'error' : 'warning'} />
        {title}
      </h2>
      <ol className="summary-list">
        {entries.map(({ id, text, remedy, severity }) => (
          <li key={`${id} ${text}`} className={`summary-${severity}`}>
            <button type="button" onClick={() => onOpen(id)} title={remedy ?? ''}>
              {text}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
