import type { Instant } from '../../vocabulary/period.js';

/**
 * The DCSA Track and Trace events of a container visit, and what each does here. Definitions: DCSA event
 * domain, TNT 3.0 (equipment and transport event types); their reading for a supervision centre is ours and unverified.
 *
 * | code | DCSA | here |
 * |---|---|---|
 * | PICK | collected at the customer's | kept and shown; before or after stuffing, so it proves nothing |
 * | STUF | cargo loaded into the container 装箱 | stuffed at the first one; re-packing after an inspection changes nothing; its seal is kept |
 * | GTIN | gated in 进监管中心 | in the centre at the first one; after the container has left (GTOT, LOAD) it is back, and its next visit begins |
 * | CUSS | customs selected for scan 机检 | inspection ordered: the container is held until CUSR, though nobody opens it |
 * | CUSI | customs selected for inspection 布控查验 | inspection ordered; once more after a release holds the container again |
 * | RMVD | a seal was removed for inspection | opened |
 * | STRP | cargo unloaded 拆箱 | opened |
 * | INSP | inspected 查验 | opened: in the centre a look inside breaks the seal; a mere scan is CUSS |
 * | RSEA | resealed after inspection 重新施封 | ends the opening, not the inspection; its seal is kept |
 * | CUSR | customs released 放行 | released until the container has left and comes back; ends a selection; takes effect when every hold has ended and every recorded inspection has a result |
 * | GTOT | gated out 出监管中心 | left, unless it came before the container arrived or was stuffed: then it left a depot, empty |
 * | DROP | delivered at the customer's or the terminal | kept and shown; the terminal's gate is GTIN |
 * | LOAD | lifted on board 装船 | loaded |
 * | DISC | lifted off | before departure the container was shut out (甩柜) and is no longer loaded; later it is another port's |
 * | DEPA | transport departed 离港 | departed: the visit ends, and what happens later happens elsewhere |
 * | ARRI | transport arrived | kept and shown: it is the vessel's, and of the port of destination mostly |
 */
export const EVENT_CODES = [
  'PICK',
  'STUF',
  'GTIN',
  'CUSS',
  'CUSI',
  'RMVD',
  'STRP',
  'INSP',
  'RSEA',
  'CUSR',
  'GTOT',
  'DROP',
  'DISC',
  'LOAD',
  'DEPA',
  'ARRI',
] as const;
export type EventCode = (typeof EVENT_CODES)[number];

/** ACT happened; EST and PLN are somebody's expectation: shown, but a status is never built on them. */
export const CLASSIFIERS = ['ACT', 'EST', 'PLN'] as const;
export type Classifier = (typeof CLASSIFIERS)[number];

/** What the projection needs of an event. `eventTime` is UTC text with milliseconds, so that texts compare as instants do. */
export interface VisitEvent {
  readonly code: EventCode;
  readonly classifier: Classifier;
  readonly eventTime: Instant;
  /** When a firm reported it; null, or missing, where customs did. */
  readonly reportedAt?: Instant | null;
}

/** Whether the text is a code of the table above, in upper case as DCSA writes it. */
export const isEventCode = (text: string): text is EventCode => (EVENT_CODES as readonly string[]).includes(text);

/** Of two events at one instant the earlier step counts first: minutes are often rounded, the order of the work is not. */
export const stepOf = (code: EventCode): number => EVENT_CODES.indexOf(code);
