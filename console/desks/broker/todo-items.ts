import type { AnswerOf } from '../../api/types';

export type Todo = AnswerOf<'get', '/v1/todo'>['items'][number];

export const GROUPS = ['returned', 'correction', 'draft', 'closing', 'container', 'filing', 'other'] as const;
export type Group = (typeof GROUPS)[number];
const GROUP_OF_KIND: Readonly<Record<string, Group>> = {
  'returned-not-refiled': 'returned',
  'correction-unanswered': 'correction',
  'answer-correction': 'correction',
  submit: 'draft',
  'complete-draft': 'draft',
  'released-not-closed': 'closing',
  'exemption-filing-due': 'filing',
  'fx-receipt-missing': 'filing',
};

export const groupOf = ({ kind, subject }: Todo): Group =>
  GROUP_OF_KIND[kind] ?? (subject.type === 'shipment' ? 'container' : kind.includes('draft') ? 'draft' : 'other');
export const keyOfTodo = ({ kind, subject }: Todo): string => `${kind}.${subject.id}`;
export const nameOfTodo = ({ subject }: Todo): string =>
  ('reference' in subject ? subject.reference : undefined) ??
  ('number' in subject ? subject.number : undefined) ??
  subject.id;
export const hrefOfTodo = ({ subject }: Todo): string =>
  subject.type === 'shipment' ? `/containers/${subject.id}` : `/declarations/${subject.id}`;
