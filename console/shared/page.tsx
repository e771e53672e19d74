import { type ReactNode, useEffect } from 'react';
import { Store } from '../api/store';
import { useT } from '../texts';
import './page.css';

/** What the header shows of the page, and what the status line says at its left. */
export const pageTitle = new Store<ReactNode>('');
export const statusText = new Store<string>('');

interface Props {
  readonly title: string;
  /** Stands before the title in the browser's tab: how much there is to do. */
  readonly count?: number | undefined;
  /** Beside the title, in the header. */
  readonly headline?: ReactNode;
  readonly toolbar?: ReactNode;
  readonly children: ReactNode;
}

/** One page: its title, its row of filters and acts, its content. */
export function Page({ title, count, headline, toolbar, children }: Props) {
  const t = useT();
  useEffect(() => {
    document.title = `${title}${count === undefined ? '' : ` (${count})`} · ${t('app.name')}`;
  }, [title, count, t]);
  useEffect(() => {
    pageTitle.set(headline ?? title);
  }, [headline, title]);
  useEffect(() => () => statusText.set(''), []);
  return (
    <div className="page">
      {toolbar !== undefined && <div className="toolbar">{toolbar}</div>}
      {children}
    </div>
  );
}

export function useStatusText(text: string): void {
  useEffect(() => statusText.set(text), [text]);
}

export const ToolbarSpace = () => <span className="toolbar-space" />;

/** Name and value, one below the other; as many columns as fit. */
export function Facts({
  facts,
  columns = 4,
}: {
  facts: readonly (readonly [string, ReactNode])[];
  columns?: 1 | 2 | 3 | 4;
}) {
  return (
    <dl className={`facts facts-${columns}`}>
      {facts.map(([name, value]) => (
        <div key={name} className="fact">
          <dt>{name}</dt>
          <dd>{value === '' || value === null || value === undefined ? '–' : value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Section({ title, action, children }: { title: ReactNode; action?: ReactNode; children: ReactNode }) {
  return (
    <section className="section">
      <header className="section-head">
        <h2>{title}</h2>
        {action}
      </header>
      {children}
    </section>
  );
}
