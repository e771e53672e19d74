import { Injectable } from '@nestjs/common';
import { Markets } from '../markets/markets.service.js';
import type { Tx } from '../platform/database/tx.js';
import { ratesOf } from '../reference/rates.js';
import { type Day, monthOf } from '../vocabulary/period.js';
import { violation, type Violation } from '../vocabulary/violation.js';
import type { Valuation } from './domain/declaration.js';
import { value, type Valued } from './domain/valuation.js';
import { storedInputs, storedItems } from './stored-inputs.js';

export interface Closing {
  readonly id: string;
  readonly market: string;
  readonly day: Day;
}

interface Outcome {
  readonly id: string;
  readonly valued: Valued | Violation[];
}

/**
 * Markets whose rate is that of the month of closing (which reading is official is unverified) value their declarations
 * once more when they close.
 */
@Injectable()
export class ClosingValues {
  constructor(private readonly markets: Markets) {}

  /**
   * FOB values at the rates of the month of closing, where the market counts so and that month is not the one they stand at.
   * The declared total in USD stays as it was tested against the ceiling. Without rates for the month the values stay too,
   * and a warning says so: a receipt of customs cannot be refused for want of a rate.
   */
  async revalue(tx: Tx, closings: readonly Closing[]): Promise<void> {
    const due = await this.due(tx, closings);
    if (due.length === 0) return;
    const ids = due.map(({ id }) => id);
    const inputs = await storedInputs(tx, ids);
    const items = await storedItems(tx, ids);
    const rates = await ratesOf(
      tx,
      due.map(({ day }) => monthOf(day)),
    );
    const outcomes = due.flatMap(({ id, market, day }) => {
      const input = inputs.get(id);
      const month = monthOf(day);
      const book = { month, rates: rates.get(month) ?? null, market: { code: market, rateBasis: 'closing' as const } };
      return input ? [{ id, valued: value(input, items.get(id) ?? [], book) }] : [];
    });
    await write(tx, outcomes);
  }

  private async due(tx: Tx, closings: readonly Closing[]): Promise<Closing[]> {
    if (closings.length === 0) return [];
    const byClosing = (await this.markets.all(tx)).filter(({ rateBasis }) => rateBasis === 'closing');
    const codes = new Set(byClosing.map(({ code }) => code));
    const candidates = closings.filter(({ market }) => codes.has(market));
    if (candidates.length === 0) return [];
    const rows = await tx.rows<{ id: string; valuation: Valuation | null }>(
      'SELECT id, valuation FROM declaration WHERE id = ANY ($1::uuid[])',
      [candidates.map(({ id }) => id)],
    );
    const months = new Map(rows.map(({ id, valuation }) => [id, valuation?.month]));
    return candidates.filter(({ id, day }) => months.get(id) !== monthOf(day));
  }
}

async function write(tx: Tx, outcomes: readonly Outcome[]): Promise<void> {
  const heads = outcomes.map(({ id, valued }) =>
    Array.isArray(valued)
      ? { id, findings: valued.map(({ code, pointer, params }) => violation(code, pointer, params, 'warning')) }
      : { id, valuation: valued.valuation, fobCny: valued.totals.fobCny, fobUsd: valued.totals.fobUsd },
  );
  await tx.run(
    `UPDATE declaration d SET valuation = coalesce(r.valuation, d.valuation), fob_cny = coalesce(r."fobCny", d.fob_cny),
       fob_usd = coalesce(r."fobUsd", d.fob_usd), findings = d.findings || coalesce(r.findings, '[]')
     FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, valuation jsonb, findings jsonb, "fobCny" numeric, "fobUsd" numeric)
     WHERE d.id = r.id`,
    [JSON.stringify(heads)],
  );
  const items = outcomes.flatMap(({ id, valued }) =>
    Array.isArray(valued)
      ? []
      : valued.items.map(({ itemNumber, fobCny, fobUsd }) => ({ id, itemNumber, fobCny, fobUsd })),
  );
  await tx.run(
    `UPDATE declaration_item i SET fob_cny = r."fobCny", fob_usd = r."fobUsd"
     FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, "itemNumber" integer, "fobCny" numeric, "fobUsd" numeric)
     WHERE i.declaration_id = r.id AND i.item_number = r."itemNumber"`,
    [JSON.stringify(items)],
  );
}
