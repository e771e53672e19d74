import type { Tx } from '../../platform/database/tx.js';
import type { DesiredPosting } from '../../statistics/export-ledger.js';

/** What the statistics tell apart beside value and destination, of one declaration. */
interface Origins {
  readonly id: string;
  readonly consignor: string;
  readonly customsOffice: string;
  readonly exitOffice: string;
  /** By item number; an item that merges lines of several places has that of its most valuable line. */
  readonly sources: Readonly<Record<string, string>>;
}

const ORIGINS = `
  SELECT d.id, coalesce(d.consignor_uscc, '') AS consignor, coalesce(d.customs_office, '') AS "customsOffice",
    coalesce(d.exit_office, '') AS "exitOffice",
    (SELECT coalesce(jsonb_object_agg(i.item_number, s.domestic_source), '{}')
     FROM declaration_item i CROSS JOIN LATERAL (
       SELECT g.domestic_source FROM goods_line g
       WHERE g.declaration_id = d.id AND g.line = ANY (i.goods_lines) AND g.domestic_source IS NOT NULL
       ORDER BY g.total_price DESC NULLS LAST, g.line LIMIT 1) s
     WHERE i.declaration_id = d.id) AS sources
  FROM declaration d WHERE d.id = ANY ($1::uuid[])`;

/** Adds to postings where the goods come from and through which offices they go, as the stored declarations say it now. */
export async function withOrigins(tx: Tx, postings: readonly DesiredPosting[]): Promise<DesiredPosting[]> {
  const counted = postings.filter(({ statDay }) => statDay !== null).map(({ declarationId }) => declarationId);
  if (counted.length === 0) return [...postings];
  const origins = new Map((await tx.rows<Origins>(ORIGINS, [counted])).map((row) => [row.id, row]));
  return postings.map((posting) => {
    const {
      consignor = '',
      customsOffice = '',
      exitOffice = '',
      sources = {},
    } = origins.get(posting.declarationId) ?? {};
    const items = posting.items.map((item) => ({ ...item, domesticSource: sources[item.itemNumber] ?? '' }));
    return { ...posting, consignor, customsOffice, exitOffice, items };
  });
}
