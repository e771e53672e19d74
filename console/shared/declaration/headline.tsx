import { Code } from '../../kit/tag';
import { useT } from '../../texts';
import { Due, StatusTag, wordOf } from '../trade';
import type { Declaration } from './types';
import './headline.css';

interface Next {
  readonly actor: string;
  readonly text: string;
}

/** Who moves next and what is to be done; where nobody does, how it ended. */
export function NextStep({ next: { actor, text } }: { next: Next }) {
  const t = useT();
  if (actor === 'nobody' || actor === 'none') return <span className="headline-next">{text}</span>;
  return (
    <span className="headline-next" title={text}>
      <span className="dim">{t('page.next')}</span> {t('page.next-by', { actor: wordOf('actor', actor), text })}
    </span>
  );
}

/** Which one it is, where it stands, who moves next and until when. */
export function DeclarationHeadline({ declaration }: { declaration: Declaration }) {
  const { next, entryId, status } = declaration;
  return (
    <div className="headline">
      {entryId && <Code kind="entry">{entryId}</Code>}
      <StatusTag status={status} />
      <NextStep next={next} />
      {next.dueAt && <Due at={next.dueAt} isOverdue={next.overdue} />}
    </div>
  );
}
