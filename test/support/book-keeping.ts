import { SYSTEM } from '../../src/platform/database/actor.js';
import { book, type Booking, type BookingItem } from '../../src/statistics/book.js';
import { Decimal } from '../../src/vocabulary/decimal.js';
import { newId } from '../../src/vocabulary/id.js';
import type { Office } from './office.js';

/** A closed declaration as the statistics need it; what is left out is ordinary. */
export interface Wish {
  readonly id?: string | undefined;
  readonly broker?: string;
  readonly market?: string;
  readonly currency?: string;
  readonly transportMode?: string;
  readonly declaredOn?: string;
  readonly releasedAt?: string;
  /** The statistics day; null takes the declaration out. */
  readonly day: string | null;
  readonly cause?: Booking['cause'];
  readonly version?: number;
  /** [country, HS code, CNY, USD, net kilograms] an item. */
  readonly items: readonly (readonly [country: string, hsCode: string, cny: string, usd: string, kg: string])[];
}

/**
 * Puts declarations into the state the wishes say and books them, as a receipt does: rows and facts in one commit.
 * Returns their ids.
 */
export async function keepBook(office: Office, wishes: readonly Wish[]): Promise<string[]> {
  const bookings = wishes.map((wish) => bookingOf(office, wish));
  await office.database.transaction(SYSTEM, async (tx) => {
    const now = office.clock.now().toISOString();
    for (const [index, booking] of bookings.entries()) {
      const wish = wishes[index] as Wish;
      const total = booking.items.reduce((sum, item) => sum.plus(item.fobUsd), new Decimal(0));
      await tx.run(
        `INSERT INTO declaration (id, broker_id, market, reference, status, declared_on, customs_office, currency, transport_mode,
           header, content_sha256, total_declared, total_usd, fob_cny, fob_usd, released_at, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, '2906', $7, $8, '{}', '', $9, 0, $10, $9, $11, $12, $12)
         ON CONFLICT (id) DO UPDATE SET status = excluded.status, fob_cny = excluded.fob_cny, fob_usd = excluded.fob_usd,
           total_declared = excluded.total_declared`,
        [
          booking.declarationId,
          booking.brokerId,
          booking.market,
          booking.declarationId,
          booking.statDay === null ? 'cancelled' : 'closed',
          wish.declaredOn ?? wish.day,
          booking.currency,
          booking.transportMode,
          total.toFixed(2),
          booking.items.reduce((sum, item) => sum.plus(item.fobCny), new Decimal(0)).toFixed(2),
          wish.releasedAt ?? null,
          now,
        ],
      );
      await tx.run('DELETE FROM declaration_item WHERE declaration_id = $1', [booking.declarationId]);
      await tx.run(
        `INSERT INTO declaration_item (declaration_id, item_number, broker_id, hs_code, name, quantity, unit, net_weight_kg,
           total_price, final_destination, goods_lines, fob_usd, fob_cny)
         SELECT $1, "itemNumber", $2, "hsCode", name, 1, '035', "netWeightKg", "fobUsd", "finalDestination", '{}', "fobUsd", "fobCny"
         FROM jsonb_to_recordset($3::jsonb) AS r ("itemNumber" integer, "hsCode" text, name text, "netWeightKg" numeric,
           "fobUsd" numeric, "fobCny" numeric, "finalDestination" text)`,
        [booking.declarationId, booking.brokerId, JSON.stringify(booking.items)],
      );
    }
    await book(tx, office.clock, bookings);
  });
  return bookings.map((booking) => booking.declarationId);
}

function bookingOf(office: Office, wish: Wish): Booking {
  return {
    declarationId: wish.id ?? newId(),
    version: wish.version ?? 1,
    cause: wish.cause ?? 'closing',
    market: wish.market ?? 'KQ-CTC',
    brokerId: wish.broker ?? office.people.organisations.brokerA,
    currency: wish.currency ?? 'USD',
    transportMode: wish.transportMode ?? '2',
    statDay: wish.day,
    items: wish.items.map(([finalDestination, hsCode, fobCny, fobUsd, netWeightKg], index): BookingItem => ({
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
