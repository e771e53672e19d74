import { useState } from 'react';
import { useGet } from '../../api/query';
import { Button } from '../../kit/button';
import { grouped } from '../../shared/format';
import { useCodeNames } from '../../shared/codes';
import { useNavigateTo } from '../../shared/location';
import { useRole } from '../../shared/session';
import { StatusTag } from '../../shared/trade';
import { useShortcuts } from '../../kit/shortcuts';
import { useT } from '../../texts';
import { ExemptionDialog, FxReceiptDialog } from './declaration/filing-dialogs';
import { hrefOfTodo, nameOfTodo, type Todo, whatOfTodo } from './todo';
import './todo.css';

/** Why the focused row is there, at once: no click to learn it. */
export function TodoReason({ todo }: { todo: Todo }) {
  const t = useT();
  const go = useNavigateTo();
  const isDeclaration = todo.subject.type === 'declaration';
  const { data } = useGet('/v1/declarations/{id}', { path: { id: todo.subject.id } }, { enabled: isDeclaration });
  const declaration = isDeclaration && data?.data.id === todo.subject.id ? data.data : null;
  const isBroker = useRole('broker');
  const canEdit =
    isBroker && declaration !== null && (declaration.status === 'draft' || declaration.status === 'returned');
  const edit = () => go(`/declarations/${todo.subject.id}/edit`);
  useShortcuts([
    { keys: 'E', name: t('todo.edit'), run: () => canEdit && edit() },
    { keys: 'V', name: t('todo.open'), run: () => go(hrefOfTodo(todo)) },
  ]);
  const reason = 'reason' in todo && typeof todo.reason === 'string' ? todo.reason : '';
  return (
    <aside className="todo-why" aria-label={t('todo.what')}>
      <div className="todo-why-text">
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
        {declaration && <FilingAct kind={todo.kind} id={declaration.id} currency={declaration.currency} />}
        <Button hint="V" onPress={() => go(hrefOfTodo(todo))}>
          {t('todo.open')}
        </Button>
      </div>
    </aside>
  );
}

/** What ends the obligation, right where one is told of it. */
function FilingAct({ kind, id, currency = 'USD' }: { kind: string; id: string; currency?: string | undefined }) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const isFiling = kind === 'exemption-filing-due';
  const isKnown = isFiling || kind === 'fx-receipt-missing';
  useShortcuts([{ keys: 'B', name: t('todo.settle'), run: () => isKnown && setOpen(true) }]);
  if (!isKnown) return null;
  const close = () => setOpen(false);
  return (
    <>
      <Button kind="primary" hint="B" onPress={() => setOpen(true)}>
        {t(isFiling ? 'page.filing' : 'page.fx')}
      </Button>
      {isOpen && isFiling && <ExemptionDialog id={id} onClose={close} />}
      {isOpen && !isFiling && <FxReceiptDialog id={id} currency={currency} onClose={close} />}
    </>
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
