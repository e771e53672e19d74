/** What a receipt says happened, whatever its channel calls it. */
export const RECEIPT_MEANINGS = ['accepted', 'inspecting', 'released', 'closed', 'returned', 'cancelled'] as const;
export type ReceiptMeaning = (typeof RECEIPT_MEANINGS)[number];

/** What a code may mean: that something happened, or `information`, which is kept with the declaration and moves nothing. */
export const CODE_MEANINGS = [...RECEIPT_MEANINGS, 'information'] as const;
export type CodeMeaning = (typeof CODE_MEANINGS)[number];

/** One row of a channel's code table. */
export interface ReceiptCode {
  code: string;
  meaning: ReceiptMeaning;
  zh: string;
}

/**
 * The codes each channel sends, as the tables start out. Public clients disagree on some letters (C, G), so the mapping is
 * data by channel and raw codes are always kept; the meanings here are those of the contract, the letters unverified.
 */
export const RECEIPT_CODES = {
  'single-window': [
    { code: 'L', meaning: 'accepted', zh: '海关已接收' },
    { code: 'E', meaning: 'returned', zh: '退单' },
    { code: 'Z', meaning: 'returned', zh: '退回修改' },
    { code: 'C', meaning: 'inspecting', zh: '出口查验通知' },
    { code: 'I', meaning: 'released', zh: '无纸放行通知' },
    { code: 'F', meaning: 'released', zh: '放行交单' },
    { code: 'P', meaning: 'released', zh: '放行' },
    { code: 'R', meaning: 'closed', zh: '结关' },
    { code: 'A', meaning: 'cancelled', zh: '放行前删除' },
    { code: 'D', meaning: 'cancelled', zh: '海关删单' },
  ],
  officer: [
    { code: 'accept', meaning: 'accepted', zh: '接单' },
    { code: 'return', meaning: 'returned', zh: '退单' },
    { code: 'inspect', meaning: 'inspecting', zh: '布控查验' },
    { code: 'release', meaning: 'released', zh: '放行' },
    { code: 'close', meaning: 'closed', zh: '结关' },
    { code: 'cancel', meaning: 'cancelled', zh: '删单' },
  ],
} as const satisfies Readonly<Record<string, readonly ReceiptCode[]>>;

/** Where a receipt comes from. */
export type ReceiptChannel = keyof typeof RECEIPT_CODES;

/** The channels there are. */
export const RECEIPT_CHANNELS: readonly ReceiptChannel[] = ['single-window', 'officer'];

/** Whether the text names a channel. */
export const isReceiptChannel = (text: string): text is ReceiptChannel => Object.hasOwn(RECEIPT_CODES, text);

/**
 * What a code of a channel means, or null: an unknown code is kept and parked for a person, never guessed. Codes are
 * compared exactly, since a lower-case letter may be another code.
 */
export const meaningOf = (channel: string, code: string): ReceiptMeaning | null => {
  if (!isReceiptChannel(channel)) return null;
  const rows: readonly ReceiptCode[] = RECEIPT_CODES[channel];
  return rows.find((row) => row.code === code)?.meaning ?? null;
};
