import { SYSTEM } from '../../../src/platform/database/actor.js';
import { postExports, type DesiredPosting, type DesiredItem } from '../../../src/statistics/export-ledger.js';
import { Decimal } from '../../../src/vocabulary/decimal.js';
import { newId } from '../../../src/vocabulary/id.js';
import type { Office } from '../office.js';

/** A closed declaration as the statistics count it; what is left out is ordinary. */
export interface GivenPosting {
  readonly id?: string | undefined;
  readonly broker?: string;
  readonly market?: string;
  readonly currency?: string;
  readonly transportMode?: string;
  readonly declaredOn?: string;
  readonly releasedAt?: string;
  /** The statistics day; null takes the declaration out. */
  readonly day: string | null;
  readonly cause?: DesiredPosting['cause'];
  readonly version?: number;
  /** [country, HS code, CNY, USD, net kilograms] an item. */
  readonly items: readonly (readonly [country: string, hsCode: string, cny: string, usd: string, kg: string])[];
}

/**
 * Puts declarations into the state they shall have and posts them, as a receipt does: rows and facts in one commit.
 * Returns their ids.
 */
export async function postDeclarations(office: Office, all: readonly GivenPosting[]): Promise<string[]> {
  const desired = all.map((given) => desiredPostingOf(office, given));
  await office.database.transaction(SYSTEM, async (tx) => {
    const now = office.clock.now().toISOString();
    for (const [index, posting] of desired.entries()) {
      const given = all[index] as GivenPosting;
      const total = posting.items.reduce((sum, item) => sum.plus(item.fobUsd), new Decimal(0));
      await tx.run(
        `INSERT INTO declaration (id, broker_id, market, reference, status, declared_on, customs_office, currency, transport_mode,
           header, content_sha256, total_declared, total_usd, fob_cny, fob_usd, released_at, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, '2906', $7, $8, '{}', '', $9, 0, $10, $9, $11, $12, $12)
         ON CONFLICT (id) DO UPDATE SET status = excluded.status, fob_cny = excluded.fob_cny, fob_usd = excluded.fob_usd,
           total_declared = excluded.total_declared`,
        [
          posting.declarationId,
          posting.brokerId,
          posting.market,
          posting.declarationId,
          posting.statDay === null ? 'cancelled' : 'closed',
          given.declaredOn ?? given.day,
          posting.currency,
          posting.transportMode,
          total.toFixed(2),
          posting.items.reduce((sum, item) => sum.plus(item.fobCny), new Decimal(0)).toFixed(2),
          given.releasedAt ?? null,
          now,
        ],
      );
      await tx.run('DELETE FROM declaration_item WHERE declaration_id = $1', [posting.declarationId]);
      await tx.run(
        `INSERT INTO declaration_item (declaration_id, item_number, broker_id, hs_code, name, quantity, unit, net_weight_kg,
           total_price, final_destination, goods_lines, fob_usd, fob_cny)
         SELECT $1, "itemNumber", $2, "hsCode", name, 1, '035', "netWeightKg", "fobUsd", "finalDestination", '{}', "fobUsd", "fobCny"
         FROM jsonb_to_recordset($3::jsonb) AS r ("itemNumber" integer, "hsCode" text, name text, "netWeightKg" numeric,
           "fobUsd" numeric, "fobCny" numeric, "finalDestination" text)`,
        [posting.declarationId, posting.brokerId, JSON.stringify(posting.items)],
      );
    }
    await postExports(tx, office.clock, desired);
  });
  return desired.map((posting) => posting.declarationId);
}

function desiredPostingOf(office: Office, given: GivenPosting): DesiredPosting {
  return {
    declarationId: given.id ?? newId(),
    version: given.version ?? 1,
    cause: given.cause ?? 'closing',
    market: given.market ?? 'KQ-CTC',
    brokerId: given.broker ?? office.people.organisations.brokerA,
    currency: given.currency ?? 'USD',
    transportMode: given.transportMode ?? '2',
    statDay: given.day,
    items: given.items.map(([finalDestination, hsCode, fobCny, fobUsd, netWeightKg], index): DesiredItem => ({
      itemNumber: index + 1,
      hsCode,
      name: '涤纶染色布',
      finalDestination,
      fobCny,
      fobUsd,
      netWeightKg,
    })),
  };
}
