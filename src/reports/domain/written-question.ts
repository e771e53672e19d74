import type { WrittenQuestion } from './question.js';

/** A question as a body has it: lists are lists, flags are flags. */
export type QuestionInBody = Omit<WrittenQuestion, 'groupBy' | 'fill'> & {
  readonly groupBy?: string | readonly string[];
  readonly fill?: string | boolean;
};

/** The same as a query would have written it. */
export function asWritten({ groupBy, fill, ...rest }: QuestionInBody): WrittenQuestion {
  return {
    ...rest,
    ...(groupBy === undefined ? {} : { groupBy: [groupBy].flat().join(',') }),
    ...(fill === undefined ? {} : { fill: String(fill) }),
  };
}
