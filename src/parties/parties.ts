import type { Tx } from '../platform/database/tx.js';
import type { Day } from '../vocabulary/period.js';

export const PARTY_ROLES = ['consignor', 'principal', 'buyer'] as const;
export type PartyRole = (typeof PARTY_ROLES)[number];

/** A firm or person as a declaration of that day names it. */
export interface SeenParty {
  readonly role: PartyRole;
  readonly idType: string;
  readonly idNumber: string;
  readonly name: string;
  readonly country?: string | undefined;
  readonly customsOffice: string;
  readonly day: Day;
}

/**
 * Records the parties of the actor's declarations: one row a role, identifier and office, under the name of the latest day.
 * Rows are written in key order: two imports that know the same firms would otherwise wait for each other in a circle.
 */
export async function recordParties(tx: Tx, seen: readonly SeenParty[]): Promise<void> {
  if (seen.length === 0) return;
  await tx.run(UPSERT, [JSON.stringify(seen), tx.actor.organisationId]);
}

const UPSERT = `
  INSERT INTO party AS held (broker_id, role, id_type, id_number, customs_office, name, country, first_seen_on, last_seen_on)
  SELECT $2::uuid, role, "idType", "idNumber", "customsOffice",
    (array_agg(name ORDER BY day DESC, name))[1],
    (array_agg(country ORDER BY day DESC, country) FILTER (WHERE country IS NOT NULL))[1],
    min(day), max(day)
  FROM jsonb_to_recordset($1::jsonb) AS s (role text, "idType" text, "idNumber" text, "customsOffice" text, name text, country text, day date)
  GROUP BY role, "idType", "idNumber", "customsOffice"
  ORDER BY role, "idType", "idNumber", "customsOffice"
  ON CONFLICT (broker_id, role, id_type, id_number, customs_office) DO UPDATE SET
    name = CASE WHEN excluded.last_seen_on >= held.last_seen_on THEN excluded.name ELSE held.name END,
    country = CASE WHEN excluded.last_seen_on >= held.last_seen_on THEN coalesce(excluded.country, held.country)
      ELSE coalesce(held.country, excluded.country) END,
    first_seen_on = least(held.first_seen_on, excluded.first_seen_on),
    last_seen_on = greatest(held.last_seen_on, excluded.last_seen_on)
  WHERE (excluded.last_seen_on >= held.last_seen_on AND excluded.name <> held.name)
    OR excluded.country IS DISTINCT FROM held.country
    OR excluded.first_seen_on < held.first_seen_on OR excluded.last_seen_on > held.last_seen_on`;
