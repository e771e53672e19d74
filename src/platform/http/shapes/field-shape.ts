import {
  ArrayMaxSize,
  IsArray,
  IsDefined,
  IsObject,
  IsOptional,
  registerDecorator,
  ValidateNested,
} from 'class-validator';
import type { ViolationCode } from '../../../messages/refusals/violation.js';

/** What is wrong with the shape of one value, or null. */
export type Fault = { code: ViolationCode; params?: Record<string, string> } | null;

/** What a field of a DTO may hold. */
export interface FieldShape {
  readonly required: boolean;
  /** Brings a value into the form in which it is checked and kept. */
  readonly read?: (value: unknown) => unknown;
  /** Says what is wrong with a value that is there; for lists of objects, with the list as a whole. */
  readonly check?: (value: unknown) => Fault;
  /** The class of the object, or of the objects of the list, that stands here. */
  readonly nested?: { readonly type: () => new () => object; readonly max: number | null };
}

export type FieldShapes = ReadonlyMap<string, FieldShape>;

const SHAPES = new WeakMap<object, Map<string, FieldShape>>();
const COLLECTED = new WeakMap<object, FieldShapes>();

/**
 * Says what a field may hold, to class-validator and to the reader below (shape.pipe.ts), which is compiled from the same words:
 * class-validator's own walk costs the square of the number of unknown fields. A test holds the two against each other.
 */
export const shapeField =
  (part: Omit<FieldShape, 'required'> & { required?: boolean }): PropertyDecorator =>
  (target, name) => {
    for (const decorate of validatorsOf(part)) decorate(target, name);
    const shapes = SHAPES.get(target.constructor) ?? new Map<string, FieldShape>();
    SHAPES.set(target.constructor, shapes);
    shapes.set(String(name), { required: false, ...shapes.get(String(name)), ...part });
  };

function validatorsOf({ required = false, check, nested }: Partial<FieldShape>): PropertyDecorator[] {
  const faultless: PropertyDecorator = (target, name) =>
    registerDecorator({
      name: 'shape',
      target: target.constructor,
      propertyName: String(name),
      validator: {
        validate: (value: unknown) => check?.(value) === null,
        defaultMessage: (args) => check?.(args?.value)?.code ?? 'shape',
      },
    });
  return [
    required ? IsDefined() : IsOptional(),
    ...(check && !nested ? [faultless] : []),
    ...(nested?.max === null ? [IsObject(), ValidateNested()] : []),
    ...(nested && nested.max !== null ? [IsArray(), ArrayMaxSize(nested.max), ValidateNested({ each: true })] : []),
  ];
}

/** The fields of a class and of those it extends. */
export function fieldsOf(type: new () => object): FieldShapes {
  const known = COLLECTED.get(type);
  if (known) return known;
  const parent = Object.getPrototypeOf(type) as (new () => object) | null;
  const inherited = typeof parent === 'function' && parent.prototype ? fieldsOf(parent) : [];
  const all: FieldShapes = new Map([...inherited, ...(SHAPES.get(type) ?? [])]);
  COLLECTED.set(type, all);
  return all;
}
