import { writeFile } from 'node:fs/promises';
import { auditCommand } from '../../src/command-line/audit.command.js';
import { readInput } from '../../src/command-line/command.js';
import { AuditSeals } from '../../src/audit/seals.service.js';
import { SYSTEM } from '../../src/platform/database/actor.js';
import { newId } from '../../src/vocabulary/id.js';
import { drafted } from '../support/trade/declaring.js';
import { useOffice } from '../support/office.js';
import { asOwner } from '../support/owner.js';

const office = useOffice({ own: true });
let declaration = '';

const verification = async () => (await office.as('auditor').get('/v1/audit/verification').expect(200)).body;
const entriesOf = async (query: string) =>
  (await office.as('admin').get(`/v1/audit?${query}`).expect(200)).body.items as Record<string, unknown>[];

beforeAll(async () => {
  const made = await drafted(office, {
    reference: 'TRAIL-1',
    buyer: { name: 'AL NOOR', country: 'ARE', documentNumber: 'P7654321' },
  });
  declaration = made.id;
});

describe('an entry', () => {
  it('says what was there before and after, from where, and no number of a personal document', async () => {
    const { body, headers } = await office.as('brokerA').get(`/v1/declarations/${declaration}`).expect(200);
    await office
      .as('brokerA')
      .put(`/v1/declarations/${declaration}`)
      .set('If-Match', String(headers['etag']))
      .set('User-Agent', 'ERP 7')
      .send({ ...body, remarks: 'second', buyer: { ...body.buyer, documentNumber: 'P1111122' } })
      .expect(200);
    const [replaced, created] = await entriesOf(`subject=declaration:${declaration}`);
    expect(created).toMatchObject({ action: 'declaration.created', before: null });
    expect((created?.['after'] as { buyer: unknown }).buyer).toEqual({
      name: 'AL NOOR',
      country: 'ARE',
      documentNumber: '***21',
    });
    expect(replaced).toMatchObject({
      ...{ action: 'declaration.replaced', actorName: 'brokerA', organisationName: '柯桥甲报关行' },
      ...{ address: '127.0.0.1', userAgent: 'ERP 7', requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      before: { '/remarks': null, '/buyer/documentNumber': '***21' },
      after: { '/remarks': 'second', '/buyer/documentNumber': '***22' },
    });
    expect(JSON.stringify(await office.rows('SELECT * FROM audit_entry'))).not.toMatch(/P7654321|P1111122/);
  });

  it('is found by who acted and by what was done', async () => {
    const byName = await entriesOf('actor=brokerA&action=declaration.*');
    expect(byName.map(({ action }) => action)).toEqual(['declaration.replaced', 'declaration.created']);
    const byKey = await entriesOf(`actor=${office.actor('brokerA').keyId}&action=declaration.created,key.created`);
    expect(byKey.map(({ action }) => action)).toEqual(['declaration.created']);
    expect(await entriesOf('action=declaration_created')).toEqual([]);
  });

  it('is written or nothing is: a change without its entry does not happen', async () => {
    await asOwner(
      office,
      `CREATE FUNCTION refuse_entry() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no entry'; END $$;
       CREATE TRIGGER refuse_entry BEFORE INSERT ON audit_entry EXECUTE FUNCTION refuse_entry()`,
    );
    try {
      await office.as('brokerA').post('/v1/declarations').send({ reference: 'TRAIL-2', market: 'KQ-CTC' }).expect(500);
      await office.as('admin').post('/v1/organisations').send({ kind: 'broker', name: '无痕报关行' }).expect(500);
    } finally {
      await asOwner(office, 'DROP TRIGGER refuse_entry ON audit_entry');
    }
    expect(await office.rows(`SELECT 1 FROM declaration WHERE reference = 'TRAIL-2'`)).toEqual([]);
    expect(await office.rows(`SELECT 1 FROM organisation WHERE name = '无痕报关行'`)).toEqual([]);
  });
});

/** Damages the trail as its owner, looks, and repairs it again. */
async function damaged(damage: string, repair: string): Promise<Record<string, unknown>> {
  const unforced = (sql: string) =>
    asOwner(office, `BEGIN; SET LOCAL session_replication_role = replica; ${sql}; COMMIT`);
  await unforced(damage);
  const found = await verification();
  await unforced(repair);
  expect(await verification()).toMatchObject({ valid: true });
  return found.firstBroken;
}

describe('the chain', () => {
  it('holds all that was committed', async () => {
    const found = await verification();
    const [counted] = await office.rows<{ n: number }>('SELECT count(*)::int AS n FROM audit_entry');
    expect(found).toMatchObject({ valid: true, entries: counted?.n, unsealed: 0, firstBroken: null });
    expect(found.sealedTo).toMatch(/^2026-11-18T02:/);
  });

  it('seals a transaction that commits late later, and nothing slips under a seal', async () => {
    let letGo = (): void => undefined;
    const late = office.database.transaction(SYSTEM, async (tx) => {
      const id = newId();
      await tx.run(
        `WITH e AS (INSERT INTO audit_entry (id, at, actor_name, actor_role, action, subject_type, subject_id)
           VALUES ($1, '2026-11-18T02:00:00Z', 'late', 'system', 'late.committed', 'late', 'late'))
         INSERT INTO audit_unsealed VALUES ($1)`,
        [id],
      );
      await new Promise<void>((resolve) => (letGo = resolve));
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await drafted(office, { reference: 'TRAIL-3' });
    const before = await verification();
    letGo();
    await late;
    const after = await verification();
    expect([before.valid, after.valid, after.entries - before.entries, after.seals - before.seals]).toEqual([
      true,
      true,
      1,
      1,
    ]);
  });

  it('is sealed by one of several at once', async () => {
    await drafted(office, { reference: 'TRAIL-4' });
    const seals = office.get(AuditSeals);
    const sealed = await Promise.all([1, 2, 3, 4].map(() => seals.sealAll()));
    expect(sealed.filter((count) => count > 0)).toHaveLength(1);
    expect((await verification()).valid).toBe(true);
  });

  const ONE = `(SELECT id FROM audit_entry WHERE action = 'declaration.created' ORDER BY id LIMIT 1)`;

  it('finds an entry that was edited', async () => {
    const edited = await damaged(
      `UPDATE audit_entry SET actor_name = 'nobody' WHERE id = ${ONE}`,
      `UPDATE audit_entry SET actor_name = 'brokerA' WHERE id = ${ONE}`,
    );
    expect(edited).toMatchObject({ what: 'entry-edited', entry: expect.any(String) });
    const by = await damaged(
      `UPDATE audit_entry SET at = at + interval '1 microsecond' WHERE id = ${ONE}`,
      `UPDATE audit_entry SET at = at - interval '1 microsecond' WHERE id = ${ONE}`,
    );
    expect(by).toMatchObject({ what: 'entry-edited' });
  });

  it('finds an entry that was deleted', async () => {
    const deleted = await damaged(
      `CREATE TABLE removed AS SELECT * FROM audit_entry WHERE id = ${ONE}; DELETE FROM audit_entry WHERE id IN (SELECT id FROM removed)`,
      'INSERT INTO audit_entry SELECT * FROM removed; DROP TABLE removed',
    );
    expect(deleted).toMatchObject({ what: 'entry-deleted', entry: expect.any(String) });
  });

  it('finds an entry that was inserted', async () => {
    const inserted = await damaged(
      `INSERT INTO audit_entry (id, at, actor_name, actor_role, action, subject_type, subject_id)
       VALUES ('019a0000-0000-7000-8000-000000000001', '2026-11-01', 'brokerB', 'broker', 'declaration.submitted', 'declaration', 'x')`,
      `DELETE FROM audit_entry WHERE subject_id = 'x'`,
    );
    expect(inserted).toEqual({ what: 'entry-inserted', seal: null, entry: '019a0000-0000-7000-8000-000000000001' });
  });

  it('finds another order', async () => {
    const swapped = `UPDATE audit_seal SET entry_ids[1] = entry_ids[2], entry_ids[2] = entry_ids[1] WHERE number = 1`;
    expect(await damaged(swapped, swapped)).toMatchObject({ what: 'entries-reordered', seal: 1 });
  });

  it('finds that its end was cut off, though what is left is whole', async () => {
    await office.get(AuditSeals).sealAndAnchor();
    const cut = await damaged(
      `CREATE TABLE cut_seal AS SELECT * FROM audit_seal ORDER BY number DESC LIMIT 1;
       CREATE TABLE cut_entry AS SELECT e.* FROM audit_entry e, cut_seal s WHERE e.id = ANY (s.entry_ids);
       DELETE FROM audit_seal WHERE number IN (SELECT number FROM cut_seal);
       DELETE FROM audit_entry WHERE id IN (SELECT id FROM cut_entry)`,
      `INSERT INTO audit_seal SELECT * FROM cut_seal; INSERT INTO audit_entry SELECT * FROM cut_entry; DROP TABLE cut_seal, cut_entry`,
    );
    expect(cut).toMatchObject({ what: 'seal-missing' });
  });

  it('finds an old backup that was brought back, also once the service has gone on with it', async () => {
    for (const reference of ['TRAIL-5', 'TRAIL-5B']) await drafted(office, { reference });
    await office.get(AuditSeals).sealAndAnchor();
    const went = await damaged(
      `CREATE TABLE cut_seal AS SELECT * FROM audit_seal ORDER BY number DESC LIMIT 1;
       DELETE FROM audit_seal WHERE number IN (SELECT number FROM cut_seal);
       INSERT INTO audit_unsealed SELECT unnest(entry_ids[2:]) FROM cut_seal;
       CREATE TABLE cut_entry AS SELECT * FROM audit_entry WHERE id IN (SELECT entry_ids[1] FROM cut_seal);
       DELETE FROM audit_entry WHERE id IN (SELECT id FROM cut_entry)`,
      `DELETE FROM audit_seal WHERE number >= (SELECT number FROM cut_seal); DELETE FROM audit_unsealed;
       INSERT INTO audit_seal SELECT * FROM cut_seal; INSERT INTO audit_entry SELECT * FROM cut_entry; DROP TABLE cut_seal, cut_entry`,
    );
    expect(went).toMatchObject({ what: 'anchor-differs' });
  });
});

it('is not mistaken for another database that had the same directory', async () => {
  const { anchors } = office.get(AuditSeals);
  const before = await verification();
  await anchors.append([{ chain: newId(), number: 9_999, sealedAt: '2026-11-18T02:00:00.000Z', hash: 'f'.repeat(64) }]);
  expect(await verification()).toEqual({ ...before, otherAnchors: 1, sealedTo: expect.any(String) });
});

describe('an exported trail', () => {
  const exported = (query = '') =>
    office
      .as('auditor')
      .get(`/v1/audit/export${query}`)
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => done(null, Buffer.concat(parts).toString('utf8')));
      })
      .expect(200)
      .expect('content-type', 'application/x-ndjson');
  let text = '';
  beforeAll(async () => void (text = (await exported()).body as string));
  afterEach(() => {
    jest.restoreAllMocks();
    process.exitCode = 0;
  });

  async function verify(lines: readonly string[], ...options: string[]): Promise<string> {
    const file = `/tmp/${office.name}-trail.jsonl`;
    await writeFile(file, lines.join(''));
    const said: string[] = [];
    jest.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
    await auditCommand.runAlone(readInput(auditCommand, ['verify', '--file', file, ...options]));
    expect(process.exitCode ?? 0).toBe(said[0]?.startsWith('valid') ? 0 : 1);
    return said.join('\n');
  }

  const linesOf = () => text.split(/(?<=\n)/);
  const entryAt = () => linesOf().findIndex((line) => line.includes('"type":"entry"'));

  it('is found whole without a database', async () => {
    const [counted] = await office.rows<{ n: number }>('SELECT count(*)::int AS n FROM audit_entry');
    expect(await verify(linesOf())).toMatch(
      new RegExp(`^valid: ${counted?.n} entries, \\d+ seals, to seal \\d+ [0-9a-f]{64}$`),
    );
  });

  it('is compared with what was anchored: a file whose end was cut off and made anew is found', async () => {
    await office.get(AuditSeals).sealAndAnchor();
    const anchors = office.get(AuditSeals).anchors.path;
    expect(await verify(linesOf(), '--anchors', anchors)).toMatch(/^valid/);
    const last = JSON.parse(linesOf().at(-1) ?? '') as { seals: number };
    const chain = (JSON.parse(linesOf()[0] ?? '') as { chain: string }).chain;
    const file = `/tmp/${office.name}-anchors.jsonl`;
    await writeFile(
      file,
      `${JSON.stringify({ chain, number: last.seals + 1, sealedAt: 'later', hash: 'f'.repeat(64) })}\n`,
    );
    expect(await verify(linesOf(), '--anchors', file)).toMatch(/seal-missing \d+: it was anchored/);
    await writeFile(file, `${JSON.stringify({ chain, number: 1, sealedAt: 'then', hash: 'f'.repeat(64) })}\n`);
    expect(await verify(linesOf(), '--anchors', file)).toMatch(/anchor-differs 1/);
  });

  it.each<[string, (lines: string[], at: number) => unknown, RegExp]>([
    [
      'an edited entry',
      (lines, at) => (lines[at] = (lines[at] ?? '').replace(/"actorName":"[^"]*"/, '"actorName":"x"')),
      /entry-edited/,
    ],
    ['a deleted entry', (lines, at) => lines.splice(at, 1), /entry-deleted|entries/],
    ['an entry put in', (lines, at) => lines.splice(at, 0, lines[at + 1] ?? ''), /entry-|entries-/],
    ['two entries in another order', (lines, at) => lines.splice(at, 2, lines[at + 1] ?? '', lines[at] ?? ''), /entr/],
    ['a cut-off end', (lines) => lines.splice(-3), /footer is missing/],
    [
      'a seal that is gone',
      (lines) => lines.splice(1, lines.findIndex((line, n) => n > 1 && line.includes('"seal","number"')) - 1),
      /seal-missing/,
    ],
    [
      'another footer',
      (lines) => (lines[lines.length - 1] = (lines.at(-1) ?? '').replace(/"sha256":"../, '"sha256":"zz')),
      /SHA-256/,
    ],
  ])('is found broken with %s', async (_, change, reason) => {
    const lines = linesOf();
    change(lines, entryAt());
    expect(await verify(lines)).toMatch(reason);
  });

  it('of some days begins in the middle of the chain and is found whole all the same', async () => {
    office.clock.goTo('2026-11-19T02:00:00Z');
    await drafted(office, { reference: 'TRAIL-6' });
    const part = (await exported('?from=2026-11-19&to=2026-11-19')).body as string;
    const lines = part.split(/(?<=\n)/);
    expect(JSON.parse(lines[0] ?? '').before).toBeGreaterThan(1);
    expect(await verify(lines)).toMatch(/^valid: 1 entries, 1 seals/);
  });
});
