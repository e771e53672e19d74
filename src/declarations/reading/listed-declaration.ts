import type { ListedLane } from '../../lanes/lane.query.js';
import type { DeclarationSummary } from './declaration-response.js';

/** With its firm, and with its lane for those who may see lanes. */
export type ListedDeclaration = DeclarationSummary & {
  readonly brokerName: string | null;
  readonly lane?: ListedLane | null;
};
