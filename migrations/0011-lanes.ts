import { randomBytes } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { OWN_OFFICE, protect, READ } from '../src/platform/database/protect.js';

const COLOUR = `CHECK (%s IN ('green', 'blue', 'yellow', 'red'))`;
const colour = (column: string): string => `${column} text NOT NULL ${COLOUR.replace('%s', column)}`;

/** Lanes: rules and the random rate as dated data, draws and changes as facts. Brokers have no right to any of it but the rate. */
export class Lanes1000000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await tables(runner);
    await security(runner);
    await changing(runner);
    await seeds(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

async function tables(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE lane_rule (
      rule text NOT NULL,
      version integer NOT NULL CHECK (version > 0),
      valid_from date NOT NULL,
      valid_to date CHECK (valid_to >= valid_from),
      ${colour('colour')},
      priority integer NOT NULL,
      conditions jsonb NOT NULL,
      text_zh text NOT NULL,
      text_en text NOT NULL,
      source text NOT NULL,
      created_at timestamptz NOT NULL,
      created_by text NOT NULL,
      PRIMARY KEY (rule, version)
    );
    CREATE TABLE lane_policy (
      version integer PRIMARY KEY,
      valid_from date NOT NULL,
      rate numeric NOT NULL CHECK (rate BETWEEN 0 AND 1),
      ${colour('colour')},
      source text NOT NULL
    );
    CREATE TABLE lane_seed (one boolean PRIMARY KEY DEFAULT true CHECK (one), seed text NOT NULL);
    CREATE TABLE lane_draw (
      declaration_id uuid NOT NULL REFERENCES declaration (id),
      submission_number integer NOT NULL,
      ${colour('colour')},
      reasons jsonb NOT NULL,
      counterfactuals jsonb NOT NULL,
      inputs jsonb NOT NULL,
      random_value numeric NOT NULL,
      rate numeric NOT NULL,
      policy_version integer NOT NULL REFERENCES lane_policy (version),
      drawn_on date NOT NULL,
      drawn_at timestamptz NOT NULL,
      PRIMARY KEY (declaration_id, submission_number)
    );
    CREATE TABLE lane_change (
      id uuid PRIMARY KEY,
      declaration_id uuid NOT NULL,
      submission_number integer NOT NULL,
      ${colour('before')},
      ${colour('colour')},
      lowers boolean NOT NULL,
      reason text NOT NULL,
      requested_by uuid NOT NULL,
      requested_by_name text NOT NULL,
      requested_at timestamptz NOT NULL,
      UNIQUE (id, requested_by),
      FOREIGN KEY (declaration_id, submission_number) REFERENCES lane_draw (declaration_id, submission_number)
    );
    CREATE INDEX lane_change_declaration ON lane_change (declaration_id, id);
    CREATE TABLE lane_confirmation (
      change_id uuid PRIMARY KEY,
      requested_by uuid NOT NULL,
      confirmed_by uuid NOT NULL,
      confirmed_by_name text NOT NULL,
      confirmed_at timestamptz NOT NULL,
      reason text NOT NULL,
      CONSTRAINT lane_second_officer CHECK (confirmed_by <> requested_by),
      FOREIGN KEY (change_id, requested_by) REFERENCES lane_change (id, requested_by)
    );
    CREATE TABLE lane (
      declaration_id uuid PRIMARY KEY REFERENCES declaration (id),
      customs_office text,
      submission_number integer NOT NULL,
      ${colour('colour')},
      pending uuid REFERENCES lane_change (id)
    );
    CREATE INDEX lane_office_colour ON lane (customs_office, colour, declaration_id);
    CREATE INDEX declaration_consignor ON declaration (consignor_uscc) WHERE status <> 'draft';
    CREATE INDEX goods_line_stall ON goods_line (stall, hs_code) WHERE stall IS NOT NULL`);
}

async function security(runner: QueryRunner): Promise<void> {
  const all = { rows: true as const, verbs: READ };
  const add = 'SELECT, INSERT';
  const nothing = { rows: 'false', verbs: READ };
  const visible = { rows: 'EXISTS (SELECT 1 FROM declaration d WHERE d.id = declaration_id)', verbs: READ };
  const ofChange = { rows: 'EXISTS (SELECT 1 FROM lane_change c WHERE c.id = change_id)', verbs: READ };
  await protect(runner, 'lane_rule', { officer: all }, add);
  await protect(runner, 'lane_policy', { broker: all, officer: all, analyst: all }, add);
  await protect(runner, 'lane_seed', { admin: nothing }, READ);
  // Drawn on the service's own account inside the submission: nobody else writes a draw, not even an administrator.
  await protect(runner, 'lane_draw', { officer: visible, admin: all }, add);
  await protect(runner, 'lane', { officer: { rows: OWN_OFFICE, verbs: READ }, admin: all }, 'SELECT, INSERT, UPDATE');
  await protect(runner, 'lane_change', { officer: visible }, READ);
  await protect(runner, 'lane_confirmation', { officer: ofChange }, READ);
  // An officer speaks only for the key of the transaction.
  const self = `nullif(current_setting('app.key', true), '')::uuid`;
  await runner.query(`
    GRANT INSERT ON lane_change, lane_confirmation TO loomgate_officer;
    CREATE POLICY officer_asks ON lane_change FOR INSERT TO loomgate_officer
      WITH CHECK (${visible.rows} AND requested_by = ${self});
    CREATE POLICY officer_confirms ON lane_confirmation FOR INSERT TO loomgate_officer
      WITH CHECK (${ofChange.rows} AND confirmed_by = ${self})`);
}

/**
 * The lane in force follows from what officers append, inside the database: they cannot write it themselves. What was before, and
 * so whether control is lowered, is looked up under a lock, never believed.
 */
async function changing(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE FUNCTION lane_asked() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
      DECLARE held lane; colours text[] := ARRAY['green', 'blue', 'yellow', 'red'];
      BEGIN
        SELECT * INTO held FROM lane WHERE declaration_id = NEW.declaration_id FOR UPDATE;
        IF held.declaration_id IS NULL OR held.submission_number <> NEW.submission_number THEN
          RAISE EXCEPTION 'no such draw' USING ERRCODE = 'check_violation', CONSTRAINT = 'lane_change_present';
        END IF;
        NEW.before := held.colour;
        NEW.lowers := array_position(colours, NEW.colour) < array_position(colours, held.colour);
        RETURN NEW;
      END $$;
    CREATE FUNCTION lane_apply() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
      BEGIN
        IF NEW.lowers THEN
          UPDATE lane SET pending = NEW.id WHERE declaration_id = NEW.declaration_id;
        ELSE
          UPDATE lane SET colour = NEW.colour, pending = NULL WHERE declaration_id = NEW.declaration_id;
        END IF;
        RETURN NULL;
      END $$;
    CREATE FUNCTION lane_confirm() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
      BEGIN
        UPDATE lane l SET colour = c.colour, pending = NULL FROM lane_change c
        WHERE c.id = NEW.change_id AND l.declaration_id = c.declaration_id AND l.pending = c.id;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'not pending' USING ERRCODE = 'check_violation', CONSTRAINT = 'lane_change_pending';
        END IF;
        RETURN NULL;
      END $$;
    CREATE TRIGGER asked BEFORE INSERT ON lane_change FOR EACH ROW EXECUTE FUNCTION lane_asked();
    CREATE TRIGGER apply AFTER INSERT ON lane_change FOR EACH ROW EXECUTE FUNCTION lane_apply();
    CREATE TRIGGER confirm AFTER INSERT ON lane_confirmation FOR EACH ROW EXECUTE FUNCTION lane_confirm();
    GRANT CREATE ON SCHEMA public TO loomgate_system`);
  // Row-level security is forced on owners too: the functions act as the service, which may see every row.
  for (const name of ['lane_asked', 'lane_apply', 'lane_confirm']) {
    await runner.query(`ALTER FUNCTION ${name}() OWNER TO loomgate_system`);
  }
  await runner.query('REVOKE CREATE ON SCHEMA public FROM loomgate_system');
}

const SOURCE = 'Illustrative; customs publishes no selection rules. Unverified.';
const SINCE = '2014-07-01';

async function seeds(runner: QueryRunner): Promise<void> {
  const rules: [rule: string, colour: string, priority: number, conditions: object, zh: string, en: string][] = [
    ['inspection-goods', 'red', 10, { inspectionGoods: true }, '含法定检验商品', 'Goods under inspection'],
    [
      'dangerous-goods-watch',
      'red',
      10,
      { hsPrefixes: ['3604', '3606', '8507'] },
      '烟花、打火机燃料、锂电池等危险货物',
      'Fireworks, lighter fuel, batteries: dangerous goods',
    ],
    ['drones-watch', 'yellow', 20, { hsPrefixes: ['8806'] }, '无人机，核对许可证件', 'Drones: look at the licence'],
    ['near-ceiling', 'yellow', 20, { valueUsdFrom: '135000' }, '金额接近 15 万美元限额', 'Value close to the ceiling'],
    [
      'first-shipment-of-value',
      'yellow',
      20,
      { firstOfConsignor: true, valueUsdFrom: '50000' },
      '发货人首次申报且金额较高',
      'First shipment of the consignor, of some value',
    ],
    [
      'shared-container-of-value',
      'yellow',
      30,
      { containerShared: true, valueUsdFrom: '80000' },
      '拼箱且金额较高',
      'Container shared with another declaration, of some value',
    ],
    ['first-shipment', 'blue', 40, { firstOfConsignor: true }, '发货人首次申报', 'First shipment of the consignor'],
    ['new-goods-at-stall', 'blue', 40, { newGoodsAtStall: true }, '商户首次申报该类商品', 'Goods new to the stall'],
  ];
  const rows = rules.map(([rule, colourOf, priority, conditions, zh, en]) => ({
    ...{ rule, colour: colourOf, priority, conditions, zh, en },
  }));
  await runner.query('SET LOCAL ROLE loomgate_system');
  await runner.query(
    `INSERT INTO lane_rule (rule, version, valid_from, colour, priority, conditions, text_zh, text_en, source, created_at, created_by)
     SELECT rule, 1, $2::date, colour, priority, conditions, zh, en, $3, now(), 'loomgate' FROM jsonb_to_recordset($1::jsonb)
       AS r (rule text, colour text, priority integer, conditions jsonb, zh text, en text)`,
    [JSON.stringify(rows), SINCE, SOURCE],
  );
  await runner.query(`INSERT INTO lane_policy VALUES (1, $1, 0.03, 'red', $2)`, [SINCE, SOURCE]);
  await runner.query('RESET ROLE');
  // Only here, and by chance: whoever could choose the seed could choose who is picked.
  await runner.query(`GRANT INSERT ON lane_seed TO loomgate_system;
    CREATE POLICY sowing ON lane_seed FOR INSERT TO loomgate_system WITH CHECK (true);
    SET LOCAL ROLE loomgate_system`);
  await runner.query('INSERT INTO lane_seed (seed) VALUES ($1)', [randomBytes(32).toString('hex')]);
  await runner.query('RESET ROLE; DROP POLICY sowing ON lane_seed; REVOKE INSERT ON lane_seed FROM loomgate_system');
}
