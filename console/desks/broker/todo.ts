import type { AnswerOf } from '../../api/types';

/** One thing to do, as the service lists it. */
export type Todo = AnswerOf<'get', '/v1/todo'>['items'][number];

export const nameOfTodo = ({ subject }: Todo): string =>
  ('reference' in subject ? subject.reference : undefined) ??
  ('number' in subject ? subject.number : undefined) ??
  subject.id;
/** The part of a declaration in which the thing is done. */
const TABS: Readonly<Record<string, string>> = {
  'amendment-undecided': '?tab=amendments',
  'correction-not-reviewed': '?tab=corrections',
  'correction-unanswered': '?tab=corrections',
  'lane-lowering-unconfirmed': '?tab=lane',
};

export function hrefOfTodo({ kind, subject }: Todo): string {
  if (subject.type === 'shipment') return `/containers/${subject.id}`;
  if (subject.type === 'receipt') return `/parked?row=${subject.id}`;
  return `/declarations/${subject.id}${TABS[kind] ?? ''}`;
}

/** The text begins with the name of its subject, which stands beside it already; in a cell it is no sentence. */
export const whatOfTodo = (todo: Todo): string =>
  todo.text.replace(new RegExp(`^${nameOfTodo(todo)}\\s*[：:]\\s*`), '').replace(/[。.]$/, '');
