import { useCallback, useReducer, useRef } from 'react';
import { newRow, type GoodsRow } from './rows';
import { historyOf, record, redo, replaced, undo, type History } from './undo';

export type Rows = readonly GoodsRow[];

/** The goods lines of one draft, with what can be undone. There is always at least one row to type into. */
export interface Goods {
  readonly rows: Rows;
  /** What the next undo takes back, in words; null when there is nothing. */
  readonly undoLabel: string | null;
  readonly redoLabel: string | null;
  apply(change: (rows: Rows) => Rows, label: string): void;
  /** Rows from somewhere else (the service, the journal): not a step of this person. */
  replace(rows: Rows): void;
  undo(): string | null;
  redo(): string | null;
}

type Act =
  | { readonly kind: 'apply'; readonly change: (rows: Rows) => Rows; readonly label: string }
  | { readonly kind: 'replace'; readonly rows: Rows }
  | { readonly kind: 'undo' | 'redo' };

const filled = (rows: Rows): Rows => (rows.length > 0 ? rows : [newRow()]);

function reduce(history: History<Rows>, act: Act): History<Rows> {
  switch (act.kind) {
    case 'apply':
      return record(history, filled(act.change(history.present)), act.label);
    case 'replace':
      return replaced(history, filled(act.rows));
    case 'undo':
      return undo(history);
    case 'redo':
      return redo(history);
  }
}

export function useGoods(initial: Rows): Goods {
  const [history, dispatch] = useReducer(reduce, initial, (rows) => historyOf(filled(rows)));
  const undoLabel = history.past.at(-1)?.label ?? null;
  const redoLabel = history.future[0]?.label ?? null;
  const labels = useRef({ undoLabel, redoLabel });
  labels.current = { undoLabel, redoLabel };
  const apply = useCallback(
    (change: (rows: Rows) => Rows, label: string) => dispatch({ kind: 'apply', change, label }),
    [],
  );
  const replace = useCallback((rows: Rows) => dispatch({ kind: 'replace', rows }), []);
  const undoStep = useCallback(() => {
    if (labels.current.undoLabel !== null) dispatch({ kind: 'undo' });
    return labels.current.undoLabel;
  }, []);
  const redoStep = useCallback(() => {
    if (labels.current.redoLabel !== null) dispatch({ kind: 'redo' });
    return labels.current.redoLabel;
  }, []);
  return { rows: history.present, undoLabel, redoLabel, apply, replace, undo: undoStep, redo: redoStep };
}
