import type { AnswerOf } from '../../api/types';

export type Declaration = AnswerOf<'get', '/v1/declarations/{id}'>;
export type GoodsLine = Declaration['goods'][number];
export type Item = Declaration['items'][number];
export type Finding = Declaration['findings'][number];
