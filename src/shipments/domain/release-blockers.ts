import type { Language } from '../../vocabulary/language.js';
import type { Hold } from './holds.js';
import type { Inspection } from './inspections.js';

/** From the status furthest from release to those that block no release. */
const RANK = ['returned', 'draft', 'submitted', 'accepted', 'inspecting', 'released', 'closed', 'cancelled'] as const;
type DeclarationState = (typeof RANK)[number];

/** Why a container waits for a declaration of that status; what is released or cancelled blocks none. */
const WHY: Readonly<Partial<Record<DeclarationState, Readonly<Record<Language, string>>>>> = {
  returned: { zh: '已退单，须由报关单位修改后重新申报。', en: 'Returned: its broker must correct and refile it.' },
  draft: { zh: '尚未申报。', en: 'Not submitted yet.' },
  submitted: { zh: '已申报，等待海关受理回执。', en: 'Submitted; customs has not accepted it yet.' },
  accepted: { zh: '已受理，尚未放行。', en: 'Accepted, but not released yet.' },
  inspecting: { zh: '正在查验。', en: 'Under inspection.' },
};

const stateOf = (status: string): DeclarationState => RANK.find((known) => known === status) ?? 'returned';
const rankOf = (status: string): number => RANK.indexOf(stateOf(status));

/** Whether a declaration of this status blocks the release of its container. An unknown status does: nothing is released unread. */
export const blocksRelease = (status: string): boolean => WHY[stateOf(status)] !== undefined;

export const whyWaiting = (status: string, language: Language): string | null =>
  WHY[stateOf(status)]?.[language] ?? null;

/** Of several statuses the one furthest from release; null of none. */
export const worstStatus = (statuses: readonly string[]): string | null =>
  statuses.reduce<string | null>((worst, one) => (worst === null || rankOf(one) < rankOf(worst) ? one : worst), null);

/** The declaration the container waits for: the one furthest behind, of several the oldest; null when it waits for none. */
export function waitsFor<D extends { readonly id: string; readonly status: string }>(
  declarations: readonly D[],
): D | null {
  const waiting = declarations.filter(({ status }) => blocksRelease(status));
  waiting.sort((one, other) => rankOf(one.status) - rankOf(other.status) || (one.id < other.id ? -1 : 1));
  return waiting[0] ?? null;
}

/** One reason why a container may not leave. */
export type ReleaseBlocker =
  | ({ readonly kind: 'hold' } & Pick<Hold, 'id' | 'reason' | 'owner' | 'reviewOn'>)
  | { readonly kind: 'inspection'; readonly id: string; readonly state: Inspection['state'] }
  | { readonly kind: 'opened-not-resealed'; readonly since: string }
  | { readonly kind: 'customs-not-released'; readonly status: string }
  | { readonly kind: 'declaration'; readonly id: string; readonly reference: string; readonly status: string }
  | { readonly kind: 'declarations-of-others'; readonly count: number; readonly worstStatus: string | null };

interface VisitSituation {
  readonly status: string;
  /** Whether customs has released the container itself (CUSR), holds left aside. */
  readonly customsReleased: boolean;
  readonly openedAt: string | null;
  readonly resealedAt: string | null;
  readonly holds: readonly Hold[];
  readonly inspections: readonly Inspection[];
  readonly declarations: readonly { readonly id: string; readonly reference: string; readonly status: string }[];
  readonly others: { readonly count: number; readonly waiting: number; readonly worstStatus: string | null };
}

/** The release blockers of a container, gravest first; empty when it may leave, or has left. */
export function releaseBlockersOf(now: VisitSituation): ReleaseBlocker[] {
  const open = now.holds.filter(({ release }) => release === null);
  const blockers: ReleaseBlocker[] = open.map(({ id, reason, owner, reviewOn }) => ({
    kind: 'hold',
    id,
    reason,
    owner,
    reviewOn,
  }));
  if (now.status === 'left-centre' || now.status === 'loaded' || now.status === 'departed') return blockers;
  for (const { id, state, finished } of now.inspections)
    if (!finished) blockers.push({ kind: 'inspection', id, state });
  if (now.openedAt !== null && now.resealedAt === null) {
    blockers.push({ kind: 'opened-not-resealed', since: now.openedAt });
  }
  if (!now.customsReleased) blockers.push({ kind: 'customs-not-released', status: now.status });
  for (const { id, reference, status } of now.declarations) {
    if (blocksRelease(status)) blockers.push({ kind: 'declaration', id, reference, status });
  }
  const { waiting, worstStatus: worst } = now.others;
  if (waiting > 0) blockers.push({ kind: 'declarations-of-others', count: waiting, worstStatus: worst });
  return blockers;
}
