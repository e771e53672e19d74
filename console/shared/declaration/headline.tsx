import { Code } from '../../kit/tag';
import { useT } from '../../texts';
import { Due, StatusTag, wordOf } from '../trade';
import type { Declaration } from './types';
import './headline.css';

/** Which one it is, where it stands, who moves next and until when. */
export function DeclarationHeadline({ declaration }: { declaration: Declaration }) {
  const t = useT();
  const { next, entryId, status } = declaration;
  return (
    <div className="headline">
      {entryId && <Code kind="entry">{entryId}</Code>}
      <StatusTag status={status} />
      <span className="headline-next">
        <span className="dim">{t('page.next')}</span>{' '}
        {t('page.next-by', { actor: wordOf('actor', next.actor), text: next.text })}
      </span>
      {next.dueAt && <Due at={next.dueAt} isOverdue={next.overdue} />}
    </div>
  );
}
