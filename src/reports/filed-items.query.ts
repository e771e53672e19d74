/** Which items of filed declarations are counted, and on which day. */
export interface FiledItems {
  /** The day an item counts on, of the declaration `d`. */
  readonly day: string;
  readonly within: string;
  /** Conditions on the columns of an item as a source names them. */
  readonly conditions: readonly string[];
  /** Whether the domestic source is asked about: it stands in the goods lines, which are many. */
  readonly needsOrigins: boolean;
}

/**
 * Where the goods of the item `i` come from: an item that merges lines of several places counts for that of its most valuable line,
 * as the ledger does.
 */
const ORIGIN = `(SELECT g.domestic_source FROM goods_line g
  WHERE g.declaration_id = i.declaration_id AND g.line = ANY (i.goods_lines) AND g.domestic_source IS NOT NULL
  ORDER BY g.total_price DESC NULLS LAST, g.line LIMIT 1)`;

/**
 * Items of declarations that were filed and not withdrawn. Which rows are a declaration's first is only known here, after
 * the filters: counting distinct ids would cost a sort for every grouping.
 */
export function filed({ day, within, conditions, needsOrigins }: FiledItems): string {
  const first = (...columns: string[]) =>
    `(row_number() OVER (PARTITION BY ${['declaration_id', ...columns].join(', ')} ORDER BY item_number) = 1)::integer`;
  return `(SELECT *, ${first()} AS declarations, ${first('country')} AS declarations_by_country,
      ${first('chapter')} AS declarations_by_chapter, ${first('country', 'chapter')} AS declarations_by_country_chapter
    FROM (SELECT i.declaration_id, i.item_number, 'book' AS entry, ${day} AS counted_on, d.market, d.broker_id, d.currency,
        d.transport_mode, coalesce(d.consignor_uscc, '') AS consignor, coalesce(d.customs_office, '') AS customs_office,
        coalesce(d.exit_office, '') AS exit_office, ${needsOrigins ? `coalesce(${ORIGIN}, '')` : `''`} AS domestic_source,
        i.final_destination AS country, left(i.hs_code, 2) AS chapter, i.hs_code,
        i.name AS goods_name, i.fob_cny AS value_cny, i.fob_usd AS value_usd, i.net_weight_kg,
        i.quantity, i.unit
      FROM declaration d JOIN declaration_item i ON i.declaration_id = d.id
      WHERE d.status NOT IN ('draft', 'cancelled') AND ${within}) item
    ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}) filed`;
}
