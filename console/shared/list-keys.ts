import { useCallback, useState } from 'react';
import { focusRow, toggled } from '../kit/table';
import { useShortcuts } from '../kit/shortcuts';
import { useT } from '../texts';
import { useQueryParams } from './location';

interface Options<R> {
  readonly rows: readonly R[];
  readonly keyOf: (row: R) => string;
  readonly onOpen: (row: R) => void;
  readonly onRefresh?: () => void;
  readonly canSelect?: boolean;
}

/** The keys that every list has; the active row stands in the URL, so that Back returns to it. */
export function useListKeys<R>({ rows, keyOf, onOpen, onRefresh, canSelect }: Options<R>) {
  const t = useT();
  const [query, change] = useQueryParams();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const activeKey = query['row'] ?? (rows[0] ? keyOf(rows[0]) : null);
  const index = rows.findIndex((row) => keyOf(row) === activeKey);
  const active = rows[index] ?? null;
  const activate = useCallback((key: string) => change({ row: key }), [change]);
  const move = (by: number, isRange: boolean) => {
    const next = rows[Math.min(Math.max(index + by, 0), rows.length - 1)];
    if (!next) return;
    if (isRange && canSelect) {
      const keys = active ? [keyOf(active), keyOf(next)] : [keyOf(next)];
      setSelected((now) => new Set([...now, ...keys]));
    }
    activate(keyOf(next));
    focusRow(keyOf(next));
  };
  useShortcuts([
    { keys: 'J, Down', name: t('keys.next'), run: () => move(1, false) },
    { keys: 'K, Up', name: t('keys.previous'), run: () => move(-1, false) },
    { keys: 'Enter', name: t('keys.open'), run: () => active && onOpen(active) },
    { keys: 'R', name: t('keys.refresh'), run: () => onRefresh?.() },
    { keys: 'F', name: t('keys.filter'), run: focusFirstFilter },
    ...(canSelect
      ? [
          {
            keys: 'X',
            name: t('keys.select'),
            run: () => active && setSelected((now) => toggled(now, keyOf(active), !now.has(keyOf(active)))),
          },
          { keys: 'Shift Down, Shift J', name: t('keys.range'), run: () => move(1, true) },
          { keys: 'Shift Up, Shift K', name: t('keys.range'), run: () => move(-1, true), isHidden: true },
        ]
      : []),
  ]);
  return { active, activeKey, activate, selected, setSelected };
}

const focusFirstFilter = (): void =>
  document.querySelector<HTMLElement>('.toolbar input, .toolbar button, .toolbar [tabindex]')?.focus();
