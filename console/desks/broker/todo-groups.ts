import type { IconName } from '../../kit/icon';
import { dayOf, today } from '../../shared/format';
import type { Translate } from '../../texts';
import type { Todo } from './todo';

const BROKERS = ['returned', 'correction', 'draft', 'closing', 'container', 'filing', 'other'] as const;
const OFFICERS = [
  'alarm',
  'hold',
  'inspection',
  'lane',
  'amendment',
  'correction',
  'release',
  'container',
  'receipt',
  'other',
] as const;
export type Group = (typeof BROKERS)[number] | (typeof OFFICERS)[number];
const GROUP_OF_KIND: Readonly<Record<string, Group>> = {
  'returned-not-refiled': 'returned',
  'correction-unanswered': 'correction',
  'correction-not-reviewed': 'correction',
  'draft-not-submitted': 'draft',
  'released-not-closed': 'closing',
  'exemption-filing-due': 'filing',
  'fx-receipt-missing': 'filing',
  'hold-unreviewed': 'hold',
  'inspection-unfinished': 'inspection',
  'opened-not-resealed': 'inspection',
  'amendment-undecided': 'amendment',
  'lane-lowering-unconfirmed': 'lane',
  'accepted-not-released': 'release',
  'left-while-held': 'alarm',
  'left-unreleased': 'alarm',
  'released-against-lane': 'alarm',
  'released-while-held': 'alarm',
  'sealed-otherwise': 'alarm',
  'blue-check-due': 'alarm',
  'receipt-parked': 'receipt',
};
export const ICONS: Readonly<Record<Group, IconName>> = {
  returned: 'back',
  correction: 'pencil',
  draft: 'pencil',
  closing: 'double-check',
  container: 'container',
  filing: 'receipt',
  hold: 'lock',
  inspection: 'magnifier',
  amendment: 'paper',
  lane: 'split',
  release: 'check',
  alarm: 'warning',
  receipt: 'receipt',
  other: 'dot',
};

export const groupOf = ({ kind, subject }: Todo): Group =>
  GROUP_OF_KIND[kind] ?? (subject.type === 'shipment' ? 'container' : 'other');

interface Question {
  readonly isOfficer: boolean;
  readonly groups: readonly string[];
}

/** How much there is of each group, how much is late, and how much is due today. */
export function summaryOf(rows: readonly Todo[], { isOfficer, groups }: Question, t: Translate) {
  const overdue = rows.filter((todo) => todo.overdue).length;
  const dueToday = rows.filter(({ dueAt, overdue: isLate }) => !isLate && dueAt && dayOf(dueAt) === today()).length;
  const chips = (isOfficer ? OFFICERS : BROKERS)
    .map((id) => ({ id, name: t(`todo.group-${id}`), count: rows.filter((todo) => groupOf(todo) === id).length }))
    .filter(({ count, id }) => count > 0 || groups.includes(id));
  return { overdue, dueToday, chips };
}
