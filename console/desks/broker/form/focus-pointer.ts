import type { GridHandle } from '../../../grid/goods-grid';
import { cellOf } from './findings';

/** Moves the focus to the field that a pointer names, in the grid or in the header, which is opened for it. */
export function focusPointer(pointer: string, grid: GridHandle | null, openHeader: () => void): void {
  const cell = cellOf(pointer);
  if (cell) return grid?.focusCell(cell.row, cell.field);
  openHeader();
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      // `/consignor` alone, or `/containers/0/number`: the nearest field there is.
      for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
        const field =
          document.querySelector<HTMLElement>(`[name="${CSS.escape(at)}"]`) ??
          document.querySelector<HTMLElement>(`[name^="${CSS.escape(at)}/"]`);
        if (!field) continue;
        field.scrollIntoView({ block: 'nearest' });
        return field.focus();
      }
    }),
  );
}
