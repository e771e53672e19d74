import type { Schemas } from '../../../api/types';
import type { FieldPlace } from '../../../shared/declaration/field-choice';
import type { Declaration } from '../../../shared/declaration/types';

/** One field with what it should say; an empty text takes the field away. */
export interface AskedChange {
  readonly place: FieldPlace;
  readonly value: string;
}

type Loose = Record<string, unknown>;
const isCount = (field: string): boolean => field === 'packages';
/** A number that is none goes as it is typed, and the service says so. */
const valueOf = (field: string, text: string): unknown =>
  isCount(field) && /^\d{1,9}$/.test(text) ? Number.parseInt(text, 10) : text;

/** What the declaration says at a place now. */
export function presentValue(declaration: Declaration, { index, field }: FieldPlace): unknown {
  const [name = '', part] = (field ?? '').split('.');
  if (index !== null) return (declaration.goods[index] as Loose | undefined)?.[name];
  const value = (declaration as unknown as Loose)[name];
  return part === undefined ? value : (value as Loose | undefined)?.[part];
}

/** The changes as the service takes them: a field of the header whole, a goods line by its number. */
export function changesOf(declaration: Declaration, asked: readonly AskedChange[]): Schemas['ChangesBody'] {
  const header: Loose = {};
  const without: string[] = [];
  const lines = new Map<number, Loose>();
  for (const { place, value } of asked) {
    const [name = '', part] = (place.field ?? '').split('.');
    if (place.index !== null) {
      const line = declaration.goods[place.index]?.line ?? place.index + 1;
      lines.set(line, { ...(lines.get(line) ?? { line }), [name]: valueOf(name, value) });
    } else if (part !== undefined) {
      const whole = (header[name] ?? presentValue(declaration, { index: null, field: name }) ?? {}) as Loose;
      const { [part]: _former, ...rest } = whole;
      header[name] = value === '' ? rest : { ...rest, [part]: value };
    } else if (value === '') without.push(name);
    else header[name] = valueOf(name, value);
  }
  return {
    ...header,
    ...(lines.size > 0 ? { goodsByLine: [...lines.values()] } : {}),
    ...(without.length > 0 ? { without } : {}),
  } as Schemas['ChangesBody'];
}
