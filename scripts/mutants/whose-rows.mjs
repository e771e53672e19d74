/** The two nets that keep the rows of firms and offices apart: the filters of statements (migration 0082) and row-level security. */

const NO_ROW_SECURITY = { stories: ['test/http/authorization'], only: 'row-level security off' };
const NO_FILTERS = { stories: ['test/http/authorization'], only: 'filters of the statements off' };
const POLICIES = { stories: ['test/http/row-level-security'] };

/** A statement without its question whose rows they are. */
const unfiltered = (file, from, to = 'true') => ({
  ...{ name: `filter: ${from} in ${file.split('/').at(-1)}`, file: `src/${file}`, from, to, ...NO_ROW_SECURITY },
});

/** A policy that shows every row. */
const loose = (table, policy, found = NO_FILTERS) => ({
  ...{ name: `policy: ${policy} of ${table}`, sql: `ALTER POLICY ${policy} ON ${table} USING (true)`, ...found },
});

export const FILTERS = [
  unfiltered('access/key-register.service.ts', 'own_row(k.organisation_id, NULL)'),
  unfiltered('imports/imports.query.ts', 'f.id = $1 AND own_row(f.broker_id, f.office)', 'f.id = $1'),
  unfiltered('imports/imports.query.ts', 'f.id < $1::uuid) AND own_row(f.broker_id, f.office)', 'f.id < $1::uuid)'),
  unfiltered('reminders/reminders.query.ts', 'r.id = $1 AND own_row_of_market(r.broker_id, r.market)', 'r.id = $1'),
  unfiltered('reminders/reminders.query.ts', 'WHERE own_row_of_market(r.broker_id, r.market) AND', 'WHERE'),
  unfiltered(
    'settlement/frozen-statements.query.ts',
    's.id = $1 AND own_row_of_market(s.broker_id, s.market)',
    's.id = $1',
  ),
  unfiltered('settlement/frozen-statements.query.ts', 'WHERE own_row_of_market(s.broker_id, s.market) AND', 'WHERE'),
  unfiltered(
    'shipments/shipments.query.ts',
    'FROM shipment WHERE own_visit(id, broker_id, customs_office) AND ${conditions.text} ORDER BY',
    'FROM shipment WHERE ${conditions.text} ORDER BY',
  ),
  unfiltered('shipments/containers/container-page.query.ts', 'own_visit(id, broker_id, customs_office)'),
  unfiltered('shipments/shipments.repository.ts', 'own_visit(id, broker_id, customs_office)'),
  unfiltered('open-items/released-not-closed.query.ts', 'own_row(broker_id, customs_office)'),
  unfiltered('open-items/open-items.query.ts', 'own_item(s.broker_id, s.market, s.subject_type, s.subject_id)'),
  unfiltered('reports/search/search.query.ts', 'own_visit(id, broker_id, customs_office)'),
  unfiltered('reports/sources.query.ts', 'WHERE own_market(m.code)', ''),
  unfiltered('lanes/lane.query.ts', 'own_row(NULL, l.customs_office)'),
  unfiltered('declarations/decisions/situations.query.ts', 'own_row(broker_id, customs_office)'),
];

export const ROWS = [
  ...[
    'party',
    'declaration',
    'goods_line',
    'declaration_container',
    'submission',
    'shipment',
    'shipment_event',
    'api_key',
    'organisation',
  ].map((table) => loose(table, 'broker', POLICIES)),
  loose('party', 'officer', POLICIES),
  loose('organisation', 'officer', POLICIES),
  loose('declaration', 'officer', POLICIES),
  loose('shipment', 'officer', POLICIES),
  loose('settlement', 'broker'),
  loose('reminder', 'broker'),
  loose('import_file', 'broker'),
  loose('webhook', 'broker'),
  loose('notice_address', 'broker'),
  loose('export_fact', 'officer', { stories: ['test/reports/export-ledger'] }),
  loose('lane', 'officer', POLICIES),
  {
    ...{
      name: 'policy: row-level security of party not forced',
      sql: 'ALTER TABLE party NO FORCE ROW LEVEL SECURITY',
      ...POLICIES,
    },
  },
  { name: 'right: the audit trail may be deleted', sql: 'GRANT DELETE ON audit_entry TO loomgate_admin', ...POLICIES },
  { name: 'right: the pool may read keys', sql: 'GRANT SELECT ON api_key TO loomgate_app', ...POLICIES },
];
