import { useState } from 'react';
import { Button } from '../../../kit/button';
import { Dialog } from '../../../kit/overlays/dialog';
import { Notice } from '../../../kit/states';
import { shortInstant } from '../../../shared/format';
import { useT } from '../../../texts';
import type { Conflict } from './merge';
import type { Draft } from './use-draft';

type Side = 'mine' | 'theirs';

/** Two have changed one draft: what only one side changed is merged, what both changed is chosen. Neither side's text is lost. */
export function ConflictDialog({ draft }: { draft: Draft }) {
  const t = useT();
  const [chosen, setChosen] = useState<ReadonlyMap<string, Side>>(new Map());
  const { conflict, resolve } = draft;
  if (!conflict) return null;
  const { taken, conflicts, body } = conflict.merge;
  const { changedBy, changedAt } = conflict.current ?? {};
  const who = changedBy
    ? t('form.conflict-who', { who: changedBy, time: shortInstant(changedAt) })
    : t('form.conflict-unknown');
  const isDecided = conflicts.every(({ pointer }) => chosen.has(pointer));
  const choose = (pointer: string, side: Side) => setChosen(new Map(chosen).set(pointer, side));
  return (
    <Dialog
      title={t('form.conflict-title')}
      isOpen
      onClose={() => undefined}
      closeLabel={t('act.close')}
      size="wide"
      mustDecide
      foot={
        <Button kind="primary" isDisabled={!isDecided} onPress={() => resolve(body(chosen))}>
          {t('form.conflict-apply')}
        </Button>
      }
    >
      <div className="form-stack">
        <Notice tone="warning">
          {who} {taken.length > 0 && t('form.conflict-taken', { count: taken.length })}
        </Notice>
        {conflicts.length > 0 && (
          <table className="conflict-table">
            <thead>
              <tr>
                {(['field', 'mine', 'theirs', 'base'] as const).map((name) => (
                  <th key={name} scope="col">
                    {t(`form.conflict-${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {conflicts.map((one) => (
                <ConflictRow key={one.pointer} conflict={one} chosen={chosen.get(one.pointer)} onChoose={choose} />
              ))}
            </tbody>
          </table>
        )}
      </div>
    </Dialog>
  );
}

interface RowProps {
  readonly conflict: Conflict;
  readonly chosen: Side | undefined;
  readonly onChoose: (pointer: string, side: Side) => void;
}

function ConflictRow({ conflict, chosen, onChoose }: RowProps) {
  const { pointer, mine, theirs, base } = conflict;
  const onKey = (key: string) => {
    if (key === '1') onChoose(pointer, 'mine');
    if (key === '2') onChoose(pointer, 'theirs');
  };
  return (
    <tr onKeyDown={({ key }) => onKey(key)}>
      <th scope="row" className="mono">
        {pointer}
      </th>
      {(['mine', 'theirs'] as const).map((side) => (
        <td key={side}>
          <button
            type="button"
            className="conflict-choice"
            aria-pressed={chosen === side}
            onClick={() => onChoose(pointer, side)}
          >
            {textOf(side === 'mine' ? mine : theirs)}
          </button>
        </td>
      ))}
      <td className="dim">{textOf(base)}</td>
    </tr>
  );
}

const textOf = (value: unknown): string => {
  if (value === undefined || value === null || value === '') return '–';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};
