import { SetMetadata } from '@nestjs/common';

export const ASKS = 'loomgate:asks';
export const ANSWERS = 'loomgate:answers';
export const ANSWERS_FILE = 'loomgate:answers-file';
export const REFUSES = 'loomgate:refuses';

/** A body as the route takes it, a text for a file. The stories send it: an example that is refused fails a test. */
export const Asks = (example: object | string) => SetMetadata(ASKS, example);

/**
 * Answers as the route gives them, under the status it has. The described shape follows from the examples: say with `orNull`,
 * `nullOr`, `maybe` and `byKey` (example.ts) how an answer may differ, and give a list an element of each kind.
 */
export const Answers = (...examples: readonly object[]) => SetMetadata(ANSWERS, examples);

/** What the route sends when it does not send JSON, or not only: one example a media type. */
export const AnswersFile = (byMediaType: Readonly<Record<string, string>>) => SetMetadata(ANSWERS_FILE, byMediaType);

/** Refusals of the route that do not follow from its kind, by status. */
export const Refuses = (...statuses: number[]) => SetMetadata(REFUSES, statuses);
