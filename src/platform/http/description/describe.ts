import { SetMetadata } from '@nestjs/common';

export const REQUEST_EXAMPLE = 'loomgate:request-example';
export const RESPONSE_EXAMPLES = 'loomgate:response-examples';
export const RESPONSE_FILE_EXAMPLES = 'loomgate:response-file-examples';
export const REFUSES = 'loomgate:refuses';

/** A body as the route takes it, a text for a file. The stories send it: an example that is refused fails a test. */
export const RequestExample = (example: object | string) => SetMetadata(REQUEST_EXAMPLE, example);

/**
 * Answers as the route gives them, under the status it has. The described shape follows from the examples: say with `orNull`,
 * `nullOr`, `maybe` and `byKey` (example.ts) how an answer may differ, and give a list an element of each kind.
 */
export const ResponseExample = (...examples: readonly object[]) => SetMetadata(RESPONSE_EXAMPLES, examples);

/** What the route sends when it does not send JSON, or not only: one example a media type. */
export const ResponseFileExample = (byMediaType: Readonly<Record<string, string>>) =>
  SetMetadata(RESPONSE_FILE_EXAMPLES, byMediaType);

/** Refusals of the route that do not follow from its kind, by status. */
export const Refuses = (...statuses: number[]) => SetMetadata(REFUSES, statuses);
