import { api } from '../../api/client';
import { refreshed } from '../../api/query';
import { tagOf } from '../../api/tag';
import type { AnswerOf, BodyOf } from '../../api/types';

export type DecisionAction = 'accept' | 'return' | 'inspect' | 'release' | 'close' | 'cancel';
export type DecisionAnswer = AnswerOf<'post', '/v1/decisions'>;
export type DecisionResult = DecisionAnswer['results'][number];

/** A declaration as the person saw it when deciding; what has changed since is not decided about. */
export interface DecisionSubject {
  readonly id: string;
  readonly reference: string;
  readonly revision: number;
}

/** What is offered in one key, in the queue and on the page of a declaration. */
export const ACTIONS = [
  { action: 'release', key: 'P', icon: 'check' },
  { action: 'inspect', key: 'I', icon: 'magnifier' },
  { action: 'return', key: 'B', icon: 'back' },
] as const satisfies readonly { action: DecisionAction; key: string; icon: string }[];

export interface Decision {
  readonly action: DecisionAction;
  readonly subjects: readonly DecisionSubject[];
  readonly reason: string;
  readonly override: boolean;
}

const CHUNK = 200;

/** Asks what the decisions would do (`preview`), or decides; each declaration for itself. The key makes a repetition do nothing twice. */
export async function decide(
  { action, subjects, reason, override }: Decision,
  preview: boolean,
  key: string,
): Promise<readonly DecisionResult[]> {
  const results: DecisionResult[] = [];
  for (let from = 0; from < subjects.length; from += CHUNK) {
    const decisions = subjects.slice(from, from + CHUNK).map(({ id, revision }) => ({
      declarationId: id,
      action,
      ifMatch: tagOf(revision),
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
      ...(override ? { override } : {}),
    }));
    const body = { preview, decisions } as BodyOf<'post', '/v1/decisions'>;
    const { data } = await api.post('/v1/decisions', { body, idempotencyKey: `${key}-${from}` });
    results.push(...data.results);
  }
  if (!preview) await refreshed('/v1/declarations', '/v1/todo');
  return results;
}
