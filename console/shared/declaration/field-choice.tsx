import { Select } from '../../kit/fields/select';
import { useT } from '../../texts';
import { wordOf } from '../trade';
import { GOODS_FIELDS } from '../../grid/rows';
import { HEADER_FIELDS } from './field-name';

/** A field of the header, or of a goods line by its position. */
export interface FieldPlace {
  readonly index: number | null;
  readonly field: string | null;
}

export const NO_FIELD: FieldPlace = { index: null, field: null };
const HEADER = 'header';
/** What names the declaration: with another value it is another one. */
const NAMES: ReadonlySet<string> = new Set(['reference', 'market']);

export const pointerOf = ({ index, field }: FieldPlace): string =>
  index === null ? `/${(field ?? '').replace('.', '/')}` : `/goods/${index}/${field ?? ''}`;

interface Props {
  readonly lines: number;
  readonly place: FieldPlace;
  readonly onChange: (place: FieldPlace) => void;
}

/** Where, and which field of it: two lists side by side. */
export function FieldChoice({ lines, place: { index, field }, onChange }: Props) {
  const t = useT();
  const places = [
    { id: HEADER, name: t('field.header') },
    ...Array.from({ length: lines }, (_, line) => ({ id: String(line), name: t('field.line', { line: line + 1 }) })),
  ];
  const fields =
    index === null
      ? HEADER_FIELDS.filter((id) => !NAMES.has(id)).map((id) => ({ id, name: wordOf('field', id) }))
      : GOODS_FIELDS.map((id) => ({ id, name: wordOf('line-field', id) }));
  return (
    <>
      <Select
        label={t('field.where')}
        value={index === null ? HEADER : String(index)}
        choices={places}
        onChange={(id) => onChange({ index: id === HEADER ? null : Number.parseInt(id, 10), field: null })}
      />
      <Select
        label={t('field.field')}
        value={field}
        choices={fields}
        onChange={(next) => onChange({ index, field: next })}
      />
    </>
  );
}
