import type { Correction, Message } from './corrections.repository.js';

/** A request with its thread, as the API answers it: the same to both sides, for it holds nothing but the messages of both. */
export function toCorrectionResponse({ brokerId: _broker, ...correction }: Correction, thread: readonly Message[]) {
  return { ...correction, messages: thread };
}

export type CorrectionAnswer = ReturnType<typeof toCorrectionResponse>;
