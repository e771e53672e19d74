import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import { type JobPayload, Processor } from '../platform/queue/job.js';
import { declarationsOf } from '../shipments/containers/declarations-in-containers.query.js';
import { inspectionDiffers } from '../shipments/controls/inspection-differs.jobs.js';
import { lockShipment } from '../shipments/shipments.repository.js';
import { Corrections } from './corrections.service.js';
import { openNumber } from './corrections.repository.js';

type Payload = JobPayload & { readonly inspection: string };

/** Not filed, or over. */
const NOT_ASKED = ['draft', 'cancelled'];

/**
 * An inspection has found a difference: each declaration in the container gets a request for corrections with what was found, in the
 * officer's name, unless one is open already. Run twice it asks once.
 */
@Injectable()
@Processor(inspectionDiffers)
export class InspectionDiffersProcessor {
  constructor(
    private readonly database: Database,
    private readonly corrections: Corrections,
  ) {}

  async process({ inspection }: Payload): Promise<{ asked: number }> {
    const found = await this.database.transaction(SYSTEM, (tx) => differenceOf(tx, inspection));
    if (!found) return { asked: 0 };
    return this.database.transaction({ ...SYSTEM, name: found.officer }, async (tx) => {
      let asked = 0;
      for (const id of found.declarations) {
        if (!(await mayAsk(tx, id, inspection))) continue;
        const pointer = await placeOf(tx, id, found.container);
        const body = { fields: [{ pointer, comment: found.findings }], send: true };
        await this.corrections.askIn(tx, id, body, inspection);
        asked += 1;
      }
      return { asked };
    });
  }
}

/** What was found, and the declarations in the container, in the order of their ids. */
async function differenceOf(tx: Tx, inspection: string) {
  const fact = await tx.one<{ shipmentId: string; officer: string; findings: string }>(
    `SELECT shipment_id AS "shipmentId", officer, coalesce(findings, '') AS findings FROM inspection_fact
     WHERE inspection_id = $1 AND step = 'result' AND result = 'differs'`,
    [inspection],
  );
  const visit = fact && (await lockShipment(tx, fact.shipmentId));
  if (!visit) return null;
  const declarations = (await declarationsOf(tx, visit)).map(({ id }) => id);
  return { ...fact, container: visit.containerNumber, declarations };
}

/** Locks the declaration: of two that ask at once the second one sees what the first has asked. What is not filed, or over, is not asked. */
async function mayAsk(tx: Tx, id: string, inspection: string): Promise<boolean> {
  const row = await tx.one<{ status: string }>('SELECT status FROM declaration WHERE id = $1 FOR UPDATE', [id]);
  if (!row || NOT_ASKED.includes(row.status) || (await openNumber(tx, id)) !== null) return false;
  const known = 'SELECT 1 FROM correction WHERE declaration_id = $1 AND inspection_id = $2';
  return (await tx.one(known, [id, inspection])) === null;
}

/** Where the declaration names the container. */
async function placeOf(tx: Tx, id: string, container: string): Promise<string> {
  const row = await tx.one<{ place: number }>(
    'SELECT min(position) AS place FROM declaration_container WHERE declaration_id = $1 AND number = $2',
    [id, container],
  );
  return `/containers/${Math.max((row?.place ?? 1) - 1, 0)}`;
}
