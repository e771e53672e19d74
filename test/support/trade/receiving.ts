import type { Office, Who } from '../office.js';

let serial = 0;
/** A customs number nobody has yet. */
export const entryId = () => `290620210${String(++serial).padStart(9, '0')}`;

/** A receipt of December 2021; `eventTime` is day and time in Shanghai: "28T09:00". */
export const receipt = (code: string, eventTime: string, more: object) => ({
  channel: 'single-window',
  code,
  text: '',
  eventTime: `2021-12-${eventTime}:00+08:00`,
  ...more,
});

interface Parked {
  id: string;
  reference: string | null;
  code: string;
  parked: string;
}

/** The receipts that wait, as this person sees them. */
export async function parked(office: Office, who: Who = 'officer', query = '') {
  const { body } = await office.as(who).get(`/v1/receipts/parked?limit=500${query}`).expect(200);
  return body.items as Parked[];
}

/** What the ledger holds of a declaration, in USD by day. */
export const facts = (office: Office, id: string) =>
  office.rows<{ statDay: string; value: string }>(
    `SELECT stat_day AS "statDay", sum(value_usd) AS value FROM export_fact WHERE declaration_id = $1
     GROUP BY stat_day HAVING sum(value_usd) <> 0`,
    [id],
  );
