import type { MouseEvent } from 'react';
import type { CellPlace } from './rows';
import type { Grid } from './use-grid';

/** The cell under the pointer, from what the cells say of themselves: cells have no handlers of their own. */
function placeOf(event: MouseEvent): CellPlace | null {
  const target = event.target instanceof Element ? event.target : null;
  const column = target?.closest('[data-column]')?.getAttribute('data-column');
  const row = target?.closest('[aria-rowindex]')?.getAttribute('aria-rowindex');
  if (column === null || column === undefined || row === null || row === undefined) return null;
  return { row: Number.parseInt(row, 10) - 2, column: Number.parseInt(column, 10) };
}

/** Press goes there, press with Shift and dragging select, twice edits; what was being typed is committed first. */
export function pointerHandlers(grid: Grid) {
  const point = (event: MouseEvent, mode: 'ready' | 'editing', extend: boolean): void => {
    const place = placeOf(event);
    if (place === null) return;
    if (mode === 'ready') event.preventDefault();
    grid.commit();
    grid.goTo(place, { extend, mode });
  };
  return {
    onMouseDown: (event: MouseEvent) => event.button === 0 && point(event, 'ready', event.shiftKey),
    onMouseOver: (event: MouseEvent) => event.buttons === 1 && point(event, 'ready', true),
    onDoubleClick: (event: MouseEvent) => point(event, 'editing', false),
  };
}
