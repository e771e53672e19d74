import { useQuery } from '@tanstack/react-query';
import { Notice } from '../../kit/states';
import { shortInstant } from '../../shared/format';
import { journalOf } from '../../shared/journal';
import { Link } from '../../shared/location';
import { usePerson } from '../../shared/session';
import { useT } from '../../texts';
import './todo.css';

/** What was typed on this computer and is not with the service: before everything else. */
export function Unsaved() {
  const t = useT();
  const { id } = usePerson();
  const { data = [] } = useQuery({ queryKey: ['journal', id], queryFn: () => journalOf(id), staleTime: 0 });
  if (data.length === 0) return null;
  return (
    <div className="unsaved">
      {data.map(({ key, draftId, reference, savedAt }) => (
        <Notice
          key={key}
          tone="warning"
          action={
            <Link
              href={draftId.startsWith('new') ? `/declarations/new?draft=${draftId}` : `/declarations/${draftId}/edit`}
            >
              {t('todo.continue')}
            </Link>
          }
        >
          {t('todo.unsaved', { reference: reference || t('form.new-title') })} ·{' '}
          {t('todo.unsaved-text', { time: shortInstant(savedAt) })}
        </Notice>
      ))}
    </div>
  );
}
