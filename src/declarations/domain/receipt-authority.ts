import { pointer, violation, type Violation } from '../../messages/refusals/violation.js';

/** What a firm reports is what the Single Window answered it about its own declarations: nobody speaks for an officer, or for another firm. */
export function receiptsNotYours(
  receipts: readonly { readonly channel: string; readonly broker?: string | undefined }[],
  firm: string | null,
): Violation[] {
  return receipts.flatMap(({ channel, broker }, index) => [
    ...(channel === 'single-window'
      ? []
      : [violation('receipt-not-yours', pointer('receipts', index, 'channel'), { value: channel })]),
    ...(broker === undefined || broker.toLowerCase() === firm
      ? []
      : [violation('receipt-not-yours', pointer('receipts', index, 'broker'), { value: broker })]),
  ]);
}
