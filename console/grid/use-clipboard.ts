import { useState, type ClipboardEvent } from 'react';
import type { Translate } from '../texts';
import type { CodeNames } from './cell';
import {
  clipboardText,
  fitsDirectly,
  linesBeyond,
  parseClipboard,
  pasteRows,
  planPaste,
  readBlock,
  type PastePlace,
  type PastePlan,
} from './paste';
import { isBegun } from './lines';
import type { GoodsRow } from './rows';
import type { Grid } from './use-grid';
import type { Goods } from './use-goods';

interface ClipboardOptions {
  readonly goods: Goods;
  readonly grid: Grid;
  readonly names: CodeNames | null;
  readonly isReadOnly: boolean;
  readonly t: Translate;
  readonly announce: (text: string) => void;
}

/** A block that waits for its preview: what it holds, and where it would go. */
export interface PendingPaste {
  readonly block: readonly (readonly string[])[];
  readonly plan: PastePlan;
  readonly existing: number;
  readonly at: number;
}

export interface PasteDecision {
  readonly rows: readonly GoodsRow[];
  readonly plan: PastePlan;
  readonly place: PastePlace;
}

export interface GridClipboard {
  readonly pending: PendingPaste | null;
  finish(decision: PasteDecision | null): void;
  onCopy(event: ClipboardEvent): void;
  onCut(event: ClipboardEvent): void;
  onPaste(event: ClipboardEvent): void;
}

const NO_NAMES: CodeNames = { unit: (text) => text, country: (text) => text };

/** Copying and pasting blocks of cells. While a cell is being edited the clipboard belongs to its text. */
export function useClipboard({ goods, grid, names, isReadOnly, t, announce }: ClipboardOptions): GridClipboard {
  const [pending, setPending] = useState<PendingPaste | null>(null);
  const { range, fields, cursor } = grid;
  const isBlock = grid.mode === 'ready';

  const copy = (event: ClipboardEvent): boolean => {
    if (!isBlock) return false;
    const columns = fields.slice(range.left, range.right + 1);
    const cells = goods.rows
      .slice(range.top, range.bottom + 1)
      .map((row) => columns.map((field) => row.cells[field] ?? ''));
    event.clipboardData.setData('text/plain', clipboardText(cells));
    event.preventDefault();
    return true;
  };

  const put = ({ rows, plan, place }: PasteDecision): void => {
    const at = range.top;
    const beyond = linesBeyond(goods.rows.length, rows.length, place, at);
    if (beyond !== null) return announce(t('grid.too-many', { count: beyond }));
    const target = { at, columns: plan.columns };
    goods.apply(
      (old) => pasteRows(withoutEmptyEnd(old, place), rows, place, target),
      t('grid.did.paste', { count: rows.length }),
    );
    announce(t('grid.did.paste', { count: rows.length }));
  };

  const onPaste = (event: ClipboardEvent): void => {
    const block = parseClipboard(event.clipboardData.getData('text/plain'));
    const [first] = block;
    if (grid.mode !== 'ready' || isReadOnly || first === undefined) return;
    event.preventDefault();
    if (block.length === 1 && first.length === 1) return grid.commit(first[0]);
    const plan = planPaste(block, fields, range.left);
    const beyond = linesBeyond(0, block.length - (plan.hasHeader ? 1 : 0), 'append', 0);
    if (beyond !== null) return announce(t('grid.too-many', { count: beyond }));
    if (!fitsDirectly(block, plan, fields.length - range.left)) {
      return setPending({ block, plan, existing: goods.rows.length, at: range.top });
    }
    const { rows } = readBlock(block, plan, { names: names ?? NO_NAMES });
    put({ rows, plan, place: 'overwrite' });
    grid.goTo({ row: range.top, column: cursor.column });
  };

  return {
    pending,
    finish: (decision) => {
      setPending(null);
      if (decision !== null) put(decision);
    },
    onCopy: (event) => void copy(event),
    onCut: (event) => {
      if (copy(event)) grid.clearSelection(t('grid.did.cut'));
    },
    onPaste,
  };
}

/** Rows are put behind those that somebody has filled, not behind the empty one that waits for typing. */
function withoutEmptyEnd(rows: readonly GoodsRow[], place: PastePlace): readonly GoodsRow[] {
  if (place !== 'append') return rows;
  return rows.slice(0, rows.findLastIndex(isBegun) + 1);
}
