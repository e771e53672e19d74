/** `sent` waits for the broker, `answered` for the officer; the other three wait for nobody outside the office. */
export const CORRECTION_STATES = ['not-sent', 'sent', 'answered', 'closed', 'withdrawn'] as const;
export type CorrectionState = (typeof CORRECTION_STATES)[number];

/** While a request is open no other can be drafted for its declaration. */
export const OPEN_STATES: readonly CorrectionState[] = ['not-sent', 'sent', 'answered'];

export type MessageKind = 'asked' | 'answered' | 'asked-again' | 'closed' | 'withdrawn';
export type Side = 'customs' | 'broker';

interface Step {
  readonly from: readonly CorrectionState[];
  readonly to: CorrectionState;
  readonly message: MessageKind;
}

/** What can be done to a request, and what it adds to the thread. A draft is edited as it is and adds nothing. */
export const CORRECTION_STEPS = {
  send: { from: ['not-sent'], to: 'sent', message: 'asked' },
  answer: { from: ['sent'], to: 'answered', message: 'answered' },
  reopen: { from: ['answered'], to: 'sent', message: 'asked-again' },
  close: { from: ['answered'], to: 'closed', message: 'closed' },
  withdraw: { from: ['not-sent', 'sent'], to: 'withdrawn', message: 'withdrawn' },
} as const satisfies Record<string, Step>;
export type CorrectionStep = keyof typeof CORRECTION_STEPS;

export const sideOf = (kind: MessageKind): Side => (kind === 'answered' ? 'broker' : 'customs');

export const allows = (state: CorrectionState, step: CorrectionStep): boolean =>
  (CORRECTION_STEPS[step].from as readonly CorrectionState[]).includes(state);
