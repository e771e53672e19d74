import { Injectable } from '@nestjs/common';
import { laneCheckDiffers } from '../lanes/lane-check-differs.jobs.js';
import type { Control } from '../lanes/domain/lane-control.js';
import { SYSTEM } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import { type JobPayload, Processor } from '../platform/queue/job.js';
import { Corrections } from './corrections.service.js';
import { mayAsk } from './differences.query.js';

type Payload = JobPayload & { readonly declaration: string; readonly submission: number; readonly control: string };

/** What the broker is asked to look at. Nothing of the lane: the request would show which control there is. */
const ASKED_FOR: Readonly<Record<Control, string>> = { papers: '/documents', goods: '/goods' };

/**
 * An officer has found a difference in what the lane asks to look at: the broker gets a request for corrections with the note, in the officer's
 * name, unless one is open already. Run twice it asks once.
 */
@Injectable()
@Processor(laneCheckDiffers)
export class LaneCheckDiffersProcessor {
  constructor(
    private readonly database: Database,
    private readonly corrections: Corrections,
  ) {}

  async process({ declaration, submission, control }: Payload): Promise<{ asked: number }> {
    const found = await this.database.transaction(SYSTEM, (tx) => checkOf(tx, { declaration, submission, control }));
    if (!found) return { asked: 0 };
    return this.database.transaction({ ...SYSTEM, name: found.officer }, async (tx) => {
      const laneCheck = `${submission}/${control}`;
      if (!(await mayAsk(tx, declaration, { laneCheck }))) return { asked: 0 };
      const body = { fields: [{ pointer: ASKED_FOR[found.control], comment: found.note }], send: true };
      await this.corrections.askIn(tx, declaration, body, { laneCheck });
      return { asked: 1 };
    });
  }
}

const checkOf = (tx: Tx, { declaration, submission, control }: Payload) =>
  tx.one<{ control: Control; officer: string; note: string }>(
    `SELECT control, checked_by_name AS officer, coalesce(note, '') AS note FROM lane_check
     WHERE declaration_id = $1 AND submission_number = $2 AND control = $3 AND result = 'differs'`,
    [declaration, submission, control],
  );
