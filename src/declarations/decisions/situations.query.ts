import { forbidsRelease } from '../../lanes/domain/lane-control.js';
import { laneControlsOf } from '../../lanes/lane-control.query.js';
import type { Tx } from '../../platform/database/tx.js';
import type { Instant } from '../../vocabulary/period.js';
import type { DecisionAction, DecisionSituation } from '../domain/decisions/precondition.js';
import { projectStatus } from '../domain/status/project-status.js';
import type { ReceiptMeaning } from '../domain/receipt-codes.js';
import { receiptFactsOf, submissionsOf } from '../status/facts.query.js';
import { waitsOf } from '../status/waiting.query.js';
import type { DeclarationEntity } from '../store/declaration.entity.js';

/** A decision about one declaration, with what its action means to the status. */
export interface AboutToDecide {
  readonly declarationId: string;
  readonly action: DecisionAction;
  readonly meaning: ReceiptMeaning;
}

type Row = Pick<DeclarationEntity, 'id' | 'status' | 'revision'>;

/** Locks these declarations in the order of their ids, as far as the actor may see them. */
export async function lockForDecision(tx: Tx, ids: readonly string[]): Promise<Map<string, Row>> {
  const rows = await tx.rows<Row>(
    `SELECT id, status, revision FROM declaration WHERE id = ANY ($1::uuid[]) AND own_row(broker_id, customs_office)
     ORDER BY id FOR UPDATE`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** What decisions about these locked declarations, one each, would meet; a handful of statements for any number. */
export async function situationsOf(
  tx: Tx,
  decisions: readonly AboutToDecide[],
  at: Instant,
): Promise<Map<string, DecisionSituation>> {
  const ids = decisions.map(({ declarationId }) => declarationId);
  const rows = await lockForDecision(tx, ids);
  const submissions = await submissionsOf(tx, ids);
  const receipts = await receiptFactsOf(tx, ids);
  // Locks the containers too: a hold that is being placed is seen by this decision, or sees it.
  const waits = await waitsOf(tx, ids, ids);
  const lanes = new Map((await laneControlsOf(tx, ids)).map((lane) => [lane.declarationId, lane]));
  return new Map(
    decisions.flatMap(({ declarationId: id, action, meaning }): [string, DecisionSituation][] => {
      const row = rows.get(id);
      if (!row) return [];
      const fact = { meaning, eventTime: at, receivedAt: at, channel: 'officer', rawCode: action };
      const projected = projectStatus(submissions.get(id) ?? [], [...(receipts.get(id) ?? []), fact]);
      const own = waits.get(id) ?? [];
      const lane = lanes.get(id);
      const situation: DecisionSituation = {
        ...row,
        moves: projected.status !== row.status,
        isHeld: own.some(({ kind }) => kind === 'review-hold'),
        isInspected: own.some(({ ofInspection = false }) => ofInspection),
        laneForbids: lane !== undefined && forbidsRelease(lane.colour, lane),
      };
      return [[id, situation]];
    }),
  );
}
