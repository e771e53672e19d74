import { firmOf } from '../open-items/open-items.query.js';

/** SQL of the firms that a row of `clearance_run` leaves out: columns broker_id, reason and brought_forward. */
export const excludedOf = (run: string): string => `(
  SELECT broker_id, reason, (figures ->> 'broughtForward')::integer AS brought_forward FROM period_exclusion x
  WHERE x.kind = 'daily-clearance' AND x.market = ${run}.market AND x.period = ${run}.day::text AND x.revision = ${run}.revision)`;

/** The same as JSON, with the names of the firms, in the order of the digest. */
export const excludedIn = (run: string): string => `coalesce((
  SELECT jsonb_agg(jsonb_build_object('broker', e.broker_id, 'brokerName', o.name, 'reason', e.reason,
    'broughtForward', e.brought_forward) ORDER BY ${firmOf('e.broker_id')})
  FROM ${excludedOf(run)} e LEFT JOIN organisation o ON o.id = e.broker_id), '[]')`;
