import { Icon } from '../../kit/icon';
import { EmptyState } from '../../kit/states';
import { useT } from '../../texts';
import './findings.css';
import type { Finding } from './types';

/** What blocks and what deserves a look, in the words of the service. */
export function FindingsPanel({ findings }: { findings: readonly Finding[] }) {
  const t = useT();
  if (findings.length === 0) return <EmptyState title={t('page.no-findings')} />;
  return (
    <ul className="findings">
      {findings.map(({ code, pointer, message, remedy, severity }) => (
        <li key={`${code} ${pointer}`} className={`finding finding-${severity}`}>
          <Icon name={severity === 'error' ? 'error' : 'warning'} />
          <div>
            <p>{message}</p>
            <p className="dim">{remedy}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
