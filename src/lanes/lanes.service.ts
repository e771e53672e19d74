import { Injectable } from '@nestjs/common';
import { recordAudits } from '../audit/audit.js';
import type { Tx } from '../platform/database/tx.js';
import { loadCodeTables } from '../reference/code-tables.js';
import { Clock } from '../vocabulary/clock.js';
import { newId } from '../vocabulary/id.js';
import { chanceOf, secretOf } from './chance.js';
import { counterfactuals } from './domain/counterfactuals.js';
import { draw, rulesOn } from './domain/draw.js';
import { refreshLaneSpans } from './lane-spans.js';
import { lowers, type Colour } from './domain/lane.js';
import { type RaisedLane, raisedLanes } from './raised-lanes.query.js';
import { drawInputs, policyOn, rulesBegun, type Submitted } from './draw-inputs.query.js';

/** Draws lanes at submission. */
@Injectable()
export class Lanes {
  constructor(private readonly clock: Clock) {}

  /**
   * Draws one lane a submission, any number in the same few statements and in the caller's transaction; what has been drawn stays.
   * By the rules and the rate of today, whatever day a declaration names: backdating must not choose the rules. The firm that
   * submits has no right to rules, draws or the declarations of others, so this runs on the service's own account.
   */
  async draw(tx: Tx, submissions: readonly Submitted[]): Promise<void> {
    if (submissions.length === 0) return;
    await tx.asService(() => this.drawAll(tx, submissions));
  }

  private async drawAll(tx: Tx, submissions: readonly Submitted[]): Promise<void> {
    const day = this.clock.today();
    const policy = await policyOn(tx, day);
    if (!policy) throw new Error(`No random rate is published for ${day}.`);
    const rules = rulesOn(await rulesBegun(tx, day), day);
    const tables = await loadCodeTables(tx);
    const numbers = new Map(submissions.map(({ declarationId, number }) => [declarationId, number]));
    const secret = secretOf(policy.seed, day);
    const drawn = (await drawInputs(tx, [...numbers.keys()])).map(({ id, ...known }) => {
      const number = numbers.get(id) ?? 0;
      const inspectionGoods = known.hsCodes.some((code) => tables.hsFlags(code, day).inspection);
      const inputs = { ...known, inspectionGoods };
      const { rate, colour: random, version } = policy;
      const chance = { value: chanceOf(secret, id, number), rate, colour: random, version };
      const { colour, reasons } = draw(inputs, rules, chance);
      const alternatives = counterfactuals(inputs, rules, chance);
      return { id, number, colour, reasons, counterfactuals: alternatives, inputs, value: chance.value };
    });
    const again = drawn.flatMap(({ id, number }) => (number > 1 ? [id] : []));
    const raised = again.length === 0 ? [] : await raisedLanes(tx, again);
    const stored = await insert(tx, drawn, { day, now: this.clock.now().toISOString(), ...policy });
    await recordAudits(
      tx,
      this.clock,
      stored.map(({ id, number, colour }) => ({
        action: 'lane.drawn',
        subjectType: 'declaration',
        subjectId: id,
        detail: { number, colour },
      })),
    );
    await this.carry(tx, raised, stored);
    // Its receipts may have been there before it.
    await refreshLaneSpans(
      tx,
      stored.map(({ id }) => id),
    );
  }

  /** A lane that an officer has raised goes on with the next filing, in his name: a firm that has its papers returned does not get rid of it. */
  private async carry(tx: Tx, raised: readonly RaisedLane[], stored: readonly StoredDraw[]): Promise<void> {
    const now = this.clock.now().toISOString();
    for (const draw of stored) {
      const order = raised.find(({ id }) => id === draw.id);
      if (!order || lowers(draw.colour, order.colour)) continue;
      const { id, colour: to, reason, requestedBy, requestedByName } = order;
      await tx.run(
        `INSERT INTO lane_change (id, declaration_id, submission_number, before, colour, lowers, reason, requested_by,
           requested_by_name, requested_at) VALUES ($1, $2, $3, $4, $5, false, $6, $7, $8, $9)`,
        [newId(), id, draw.number, draw.colour, to, reason, requestedBy, requestedByName, now],
      );
      const detail = { from: draw.colour, to, reason };
      await recordAudits(tx, this.clock, [
        { action: 'lane.change-asked', subjectType: 'declaration', subjectId: id, detail },
      ]);
    }
  }
}

interface StoredDraw {
  readonly id: string;
  readonly number: number;
  readonly colour: Colour;
}

/** Appends the draws that are new and puts the lanes they give in force: one statement. */
function insert(
  tx: Tx,
  drawn: readonly object[],
  { day, now, rate, version }: { day: string; now: string; rate: string; version: number },
): Promise<StoredDraw[]> {
  return tx.rows<StoredDraw>(
    `WITH drawn AS (
       INSERT INTO lane_draw (declaration_id, submission_number, colour, reasons, counterfactuals, inputs, random_value,
         rate, policy_version, drawn_on, drawn_at)
       SELECT id, number, colour, reasons, counterfactuals, inputs, value, $2::numeric, $3, $4::date, $5::timestamptz
       FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, number integer, colour text, reasons jsonb, counterfactuals jsonb,
         inputs jsonb, value numeric)
       ON CONFLICT (declaration_id, submission_number) DO NOTHING RETURNING declaration_id, submission_number, colour),
     lanes AS (
       INSERT INTO lane (declaration_id, customs_office, submission_number, colour)
       SELECT w.declaration_id, d.customs_office, w.submission_number, w.colour
       FROM drawn w JOIN declaration d ON d.id = w.declaration_id
       ON CONFLICT (declaration_id) DO UPDATE SET customs_office = excluded.customs_office,
         submission_number = excluded.submission_number, colour = excluded.colour, pending = NULL)
     SELECT declaration_id AS id, submission_number AS number, colour FROM drawn`,
    [JSON.stringify(drawn), rate, version, day, now],
  );
}
