import type { AnswerOf } from '../../api/types';

/** One thing to do, as the service lists it. */
export type Todo = AnswerOf<'get', '/v1/todo'>['items'][number];

export const nameOfTodo = ({ subject }: Todo): string =>
  ('reference' in subject ? subject.reference : undefined) ??
  ('number' in subject ? subject.number : undefined) ??
  subject.id;
export const hrefOfTodo = ({ subject }: Todo): string =>
  subject.type === 'shipment' ? `/containers/${subject.id}` : `/declarations/${subject.id}`;

/** The text begins with the name of its subject, which stands beside it already; in a cell it is no sentence. */
export const whatOfTodo = (todo: Todo): string =>
  todo.text.replace(new RegExp(`^${nameOfTodo(todo)}\\s*[：:]\\s*`), '').replace(/[。.]$/, '');
