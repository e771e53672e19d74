import { containerNumbersMeant, isContainerNumber } from '../../vocabulary/identifiers/container-number.js';
import { dec, plain } from '../../vocabulary/decimal.js';
import { violation, type Violation } from '../../messages/refusals/violation.js';
import type { ShipmentHeader } from './shipment.js';

/** A header as it is sent: what is left out is not known yet. */
export type HeaderInput = {
  readonly [K in keyof ShipmentHeader]?: ShipmentHeader[K] | undefined;
} & Pick<ShipmentHeader, 'containerNumber' | 'market'>;

/** The header as it is stored: nothing left out, the tare in its shortest form, so that equal headers are equal. */
export const completeHeader = (input: HeaderInput): ShipmentHeader => ({
  containerNumber: input.containerNumber,
  market: input.market,
  sizeType: input.sizeType ?? null,
  seals: [...new Set(input.seals ?? [])],
  tareKg: typeof input.tareKg === 'string' ? plain(dec(input.tareKg)) : null,
  billOfLading: input.billOfLading ?? null,
  vessel: input.vessel ?? null,
  voyage: input.voyage ?? null,
  reference: input.reference ?? null,
});

/**
 * Whether a person may give a container this number (ISO 6346); the breach proposes what was probably meant. Whoever types a
 * number can look at the container again; papers that already carry a wrong one are not refused (see `ensureVisits`).
 */
export function checkContainerNumber(number: string): Violation[] {
  if (isContainerNumber(number)) return [];
  const suggestions = containerNumbersMeant(number);
  const params = { value: number, ...(suggestions.length > 0 ? { suggestions: suggestions.join(', ') } : {}) };
  return [violation('container-number-invalid', '/containerNumber', params)];
}
