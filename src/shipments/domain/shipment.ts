import type { Instant } from '../../vocabulary/period.js';
import type { Passage } from './passage.js';

/** What a broker says of a container; everything but number and market may come later. */
export interface ShipmentHeader {
  readonly containerNumber: string;
  readonly market: string;
  readonly sizeType: string | null;
  readonly seals: readonly string[];
  /** Kilograms, plain decimal text. */
  readonly tareKg: string | null;
  readonly billOfLading: string | null;
  readonly vessel: string | null;
  readonly voyage: string | null;
  readonly reference: string | null;
}

/** One container's passage through the supervision centre of a market, as it is told to everybody who may see it. */
export interface Shipment extends ShipmentHeader, Passage {
  readonly id: string;
  /** The firm whose container it is. */
  readonly broker: string;
  readonly customsOffice: string | null;
  /** False for a number that papers carry although its check digit says it is wrong. */
  readonly containerNumberValid: boolean;
  /** Whether an officer's hold stands: then no customs release counts. */
  readonly held: boolean;
  /** Whether a seal was read on the box that no event has put there. */
  readonly sealAlarm: boolean;
  /** When it departed, or when its next visit was opened after it had left. */
  readonly visitEndedAt: Instant | null;
  readonly revision: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}
