import { useGet } from '../../api/query';
import { Button } from '../../kit/button';
import { grouped } from '../../shared/format';
import { useCodeNames } from '../../shared/codes';
import { useNavigateTo } from '../../shared/location';
import { StatusTag } from '../../shared/trade';
import { useShortcuts } from '../../kit/shortcuts';
import { useT } from '../../texts';
import { hrefOfTodo, nameOfTodo, type Todo, whatOfTodo } from './todo';
import './todo.css';

/** Why the focused row is there, at once: no click to learn it. */
export function TodoReason({ todo }: { todo: Todo }) {
  const t = useT();
  const go = useNavigateTo();
  const isDeclaration = todo.subject.type === 'declaration';
  const { data } = useGet('/v1/declarations/{id}', { path: { id: todo.subject.id } }, { enabled: isDeclaration });
  const declaration = isDeclaration && data?.data.id === todo.subject.id ? data.data : null;
  const canEdit = declaration !== null && (declaration.status === 'draft' || declaration.status === 'returned');
  const edit = () => go(`${hrefOfTodo(todo)}/edit`);
  useShortcuts([
    { keys: 'E', name: t('todo.edit'), run: () => canEdit && edit() },
    { keys: 'V', name: t('todo.open'), run: () => go(hrefOfTodo(todo)) },
  ]);
  const reason = 'reason' in todo && typeof todo.reason === 'string' ? todo.reason : '';
  return (
    <aside className="reason" aria-label={t('todo.what')}>
      <div className="reason-text">
        <p className="strong">
          {nameOfTodo(todo)} {declaration && <StatusTag status={declaration.status} />}
        </p>
        <p>{[whatOfTodo(todo), reason].filter(Boolean).join(' · ')}</p>
        {declaration && <DeclarationLine declaration={declaration} isObligation={declaration.status === 'closed'} />}
      </div>
      <div className="form-acts">
        {canEdit && (
          <Button kind="primary" hint="E" onPress={edit}>
            {t('todo.edit')}
          </Button>
        )}
        <Button hint="V" onPress={() => go(hrefOfTodo(todo))}>
          {t('todo.open')}
        </Button>
      </div>
    </aside>
  );
}

interface Line {
  readonly next: { readonly text: string };
  readonly buyer?: { readonly name?: string };
  readonly arrivalCountry?: string;
  readonly totals: { readonly usd: string } | null;
}

/** What the declaration waits for says nothing of an obligation that remains after its closing. */
function DeclarationLine({ declaration, isObligation }: { declaration: Line; isObligation: boolean }) {
  const t = useT();
  const country = useCodeNames('country');
  const { next, buyer, arrivalCountry, totals } = declaration;
  const parts = [isObligation ? '' : next.text, buyer?.name, arrivalCountry && country(arrivalCountry)].filter(Boolean);
  return (
    <p className="dim">
      {parts.join(' · ')}
      {totals && ` · ${grouped(totals.usd)} ${t('unit.usd')}`}
    </p>
  );
}
