import type { StreamedChange } from '../domain-events/domain-event.js';
import type { Tx } from '../platform/database/tx.js';

/** That the lane of a declaration of the actor's office has changed: its broker is not to know. */
export const laneChangeOf = ({ actor }: Tx, declarationId: string): StreamedChange => ({
  ...{ type: 'lane.changed', subjectId: declarationId },
  owner: { brokerId: null, customsOffice: actor.office, market: null },
});
