import { wordOf } from '../../../shared/trade';
import type { Translate } from '../../../texts';

/** A pointer in words: `/goods/6/netWeightKg` is the net weight of line 7. Unknown names stay as the API writes them. */
export function fieldName(pointer: string, t: Translate): string {
  const [first = '', second, third] = pointer.split('/').slice(1);
  if (first === 'goods' && second !== undefined) {
    return t('field.of-line', {
      line: Number.parseInt(second, 10) + 1,
      field: third === undefined ? '' : wordOf('field', third),
    });
  }
  return [first, second]
    .filter(Boolean)
    .map((part) => wordOf('field', part ?? ''))
    .join(' · ');
}
