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

/** Whose something is: of a firm, of a customs office, or of neither. */
export interface EventOwner {
  readonly brokerId: string | null;
  readonly customsOffice: string | null;
  readonly market: string | null;
}

/** Something that happened and that others may hear of. */
export type DomainEvent = {
  [Type in EventType]: {
    readonly type: Type;
    readonly subjectId: string;
    readonly data: Payloads[Type];
    readonly owner: EventOwner;
  };
}[EventType];

/** Changes that only streams carry: enough to read a list or a page again. The subject is what the first word of the type names. */
const STREAMED_ONLY = [
  'declaration.changed',
  'declaration.withdrawn',
  /** Of a declaration: asked for, accepted, rejected. */
  'amendment.changed',
  /** Of a declaration: drafted, answered, closed, withdrawn. */
  'correction.changed',
  /** Of a declaration: changed, or looked at because of it. Brokers do not see lanes. */
  'lane.changed',
  'receipt.parked',
  'shipment.changed',
  'import.finished',
  'edition.created',
] as const;

export type StreamedType = EventType | (typeof STREAMED_ONLY)[number];

/** A change for those who look at a list or a page at the moment. */
export interface StreamedChange {
  readonly type: StreamedType;
  readonly subjectId: string;
  readonly owner: EventOwner;
}

const TYPES: Record<EventType, true> = {
  'declaration.moved': true,
  'clearance.finished': true,
  'settlement.finished': true,
  'correction.sent': true,
  'reminder.created': true,
  'reminder.pre-close': true,
};
export const EVENT_TYPES = Object.keys(TYPES) as EventType[];
export const STREAMED_TYPES: readonly StreamedType[] = [...EVENT_TYPES, ...STREAMED_ONLY];

export const isEventType = (text: unknown): text is EventType => EVENT_TYPES.some((type) => type === text);
