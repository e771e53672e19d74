import { useGet } from '../../../api/query';
import type { AnswerOf } from '../../../api/types';

export type Declaration = AnswerOf<'get', '/v1/declarations/{id}'>;
export type Lane = AnswerOf<'get', '/v1/declarations/{id}/lane'>;
export type TimelineEntry = AnswerOf<'get', '/v1/declarations/{id}/timeline'>['items'][number];
export type Receipt = AnswerOf<'get', '/v1/declarations/{id}/receipts'>['items'][number];
export type Correction = AnswerOf<'get', '/v1/declarations/{id}/corrections'>['items'][number];
export type Amendment = AnswerOf<'get', '/v1/declarations/{id}/amendments'>['items'][number];

const MOST = 500;

/** Everything an officer decides by, each part read for itself. */
export function useDeclaration(id: string) {
  const path = { id };
  const enabled = { enabled: id !== '' };
  const declaration = useGet('/v1/declarations/{id}', { path }, enabled);
  const isFiled = declaration.data !== undefined && declaration.data.data.status !== 'draft';
  return {
    declaration,
    lane: useGet('/v1/declarations/{id}/lane', { path }, { enabled: isFiled }),
    timeline: useGet('/v1/declarations/{id}/timeline', { path }, enabled),
    receipts: useGet('/v1/declarations/{id}/receipts', { path, query: { limit: MOST } }, enabled),
    corrections: useGet('/v1/declarations/{id}/corrections', { path, query: { limit: MOST } }, enabled),
    amendments: useGet('/v1/declarations/{id}/amendments', { path, query: { limit: MOST } }, enabled),
  };
}
