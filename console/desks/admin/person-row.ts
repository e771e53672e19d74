import type { AnswerOf } from '../../api/types';

export type PersonRow = AnswerOf<'get', '/v1/people'>['items'][number];
