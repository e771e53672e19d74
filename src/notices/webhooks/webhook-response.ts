import { render } from '../../messages/index.js';
import type { Language } from '../../vocabulary/language.js';
import type { WebhookRow } from './webhooks.repository.js';

/** A webhook as its owner sees it. */
export type WebhookResponse = Omit<WebhookRow, 'stateReason' | 'failures' | 'lastNumber' | 'nextAttemptAt'> & {
  readonly lastNumber: number;
  /** Why it does not get everything, in the reader's language; null while all is well. */
  readonly problem: { readonly code: string; readonly message: string; readonly remedy: string } | null;
};

export function toWebhookResponse(row: WebhookRow, language: Language): WebhookResponse {
  const { stateReason, failures, lastNumber, nextAttemptAt, ...rest } = row;
  return { ...rest, lastNumber: Number(lastNumber), problem: problemOf(row, language) };
}

function problemOf({ state, stateReason, failures, nextAttemptAt }: WebhookRow, language: Language) {
  if (failures === 0 && state !== 'switched-off') return null;
  const code = state === 'switched-off' ? 'webhook-switched-off' : 'webhook-failing';
  const params = {
    count: String(failures),
    reason: stateReason ?? '',
    ...(state === 'active' ? { nextAttemptAt } : {}),
  };
  return { code, ...render(code, params, language) };
}
