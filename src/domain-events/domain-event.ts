/** What a kind of event says beside its subject. */
interface Payloads {
  /** The status of a declaration changed. Subject: the declaration. */
  'declaration.moved': { readonly from: string; readonly to: string; readonly entryId: string | null };
  /** A day was cleared. Subject: the clearance run. */
  'clearance.finished': Record<string, never>;
  /** A week was settled. Subject: the statement; one event each. */
  'settlement.finished': Record<string, never>;
  /** Customs asked for a correction. Subject: the declaration. */
  'correction.sent': { readonly correction: number; readonly again: boolean };
  /** Subject: the reminder. */
  'reminder.created': Record<string, never>;
  'reminder.pre-close': Record<string, never>;
}

export type EventType = keyof Payloads;

/** Something that happened and that others may hear of. */
export type DomainEvent = {
  [Type in EventType]: { readonly type: Type; readonly subjectId: string; readonly data: Payloads[Type] };
}[EventType];

const TYPES: Record<EventType, true> = {
  'declaration.moved': true,
  'clearance.finished': true,
  'settlement.finished': true,
  'correction.sent': true,
  'reminder.created': true,
  'reminder.pre-close': true,
};
export const EVENT_TYPES = Object.keys(TYPES) as EventType[];

export const isEventType = (text: unknown): text is EventType => EVENT_TYPES.some((type) => type === text);
