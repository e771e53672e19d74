import type { Instant } from '../../vocabulary/period.js';
import type { VisitState } from './visit-state.js';

/** What a broker enters of a container; everything but number and market may come later. */
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

/** One container visit: from its announcement in a market to its departure. This is the API's shipment. */
export interface Shipment extends ShipmentHeader, VisitState {
  readonly id: string;
  /** The firm whose container it is; null for one that an officer has opened, until a firm's papers name it. */
  readonly broker: string | null;
  readonly customsOffice: string | null;
  /** False for a number that papers carry although its check digit says it is wrong. */
  readonly containerNumberValid: boolean;
  /** Whether an officer's hold stands: then no customs release counts. */
  readonly held: boolean;
  /** Whether a seal was read on the container that no event has put there. */
  readonly sealAlarm: boolean;
  /** When it departed, or when its next visit was opened after it had left. */
  readonly visitEndedAt: Instant | null;
  readonly revision: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** A visit as a firm sees it that has goods in the container: what only concerns the firm whose visit it is, is left out. */
export const asSeenFrom = <S extends Pick<Shipment, 'broker' | 'reference'>>(
  shipment: S,
  { role, organisationId }: { readonly role: string; readonly organisationId: string | null },
): S => (role !== 'broker' || shipment.broker === organisationId ? shipment : { ...shipment, reference: null });
