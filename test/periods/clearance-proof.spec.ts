import type { Proof } from '../../src/clearance/proof.query.js';
import { Given } from '../support/trade/given.js';
import { useOffice, type Who } from '../support/office.js';
import { asOwner } from '../support/owner.js';

const office = useOffice({ at: '2026-11-10T02:00:00Z' });
const given = new Given(office);
const at = (day: number, time = '10:00'): string =>
  new Date(`2026-11-${String(day).padStart(2, '0')}T${time}:00+08:00`).toISOString();
const DAY = '/v1/clearance-runs/KQ-CTC/2026-11-10';
const proof = async (path = DAY): Promise<Proof> => (await office.as('officer').get(`${path}/proof`).expect(200)).body;
const sign = (remarks?: string, who: Who = 'officer') => office.as(who).post(`${DAY}/sign-off`).send({ remarks });

beforeAll(async () => {
  await given.followUp('KQ-CTC', '2026-11-10', { weekAfterDays: 5 });
  await given.declaration({ filed: at(10) });
  await given.declaration({ filed: at(10, '11:00'), accepted: at(10, '12:00'), reference: 'Q"uote\\ 柯桥\n2' });
  await given.declaration({ filed: at(10, '11:00'), released: at(10, '12:00'), reference: 'Q"uote\\ 柯桥\n3' });
});

describe('before its day is finished, a clearance', () => {
  it('proves that it waits, and cannot be signed off', async () => {
    office.clock.stopAt(at(10, '20:00'));
    await office.tick();
    expect(await proof()).toMatchObject({
      state: 'due',
      attempts: [],
      runId: null,
      result: null,
      facts: null,
      settings: null,
      verification: null,
      signOffs: [],
    });
    expect((await sign('Too early').expect(409)).body.code).toBe('period-not-finished');
  });
});

describe('the proof of a day', () => {
  it('says when, by whom, by which code, from what and with what result', async () => {
    office.clock.stopAt(at(10, '20:01'));
    await office.drain();
    const shown = await proof();
    expect(shown).toMatchObject({
      market: 'KQ-CTC',
      date: '2026-11-10',
      state: 'finished',
      dueAt: at(10, '20:00'),
      claimedAt: at(10, '20:01'),
      finishedAt: at(10, '20:01'),
      cutOffAt: at(10, '20:00'),
      attempts: [{ claimedAt: at(10, '20:01'), outcome: 'finished', endedAt: at(10, '20:01'), error: null }],
      settings: { cutOff: '20:00', weekAfterDays: 5, monthAfterDays: 30, calendar: { to: '2026-12-31' } },
      result: { broughtForward: 0, opened: 4, cleared: 2, carriedOver: 2 },
    });
    expect(shown.worker).toMatch(/:\d+$/);
    expect(shown.attempts[0]).toMatchObject({ worker: shown.worker, codeVersion: shown.codeVersion });
    expect(Date.parse(shown.enteredAt ?? '')).toBeLessThanOrEqual(Date.parse(shown.enqueuedAt));
    expect(shown.settings).toHaveProperty('dueDays.released-not-closed', 7);
    expect(shown.digestEncoding).toContain('JSON.stringify');
    expect(shown.verification).toEqual({ recomputed: shown.digest, valid: true });
  });

  it('counts the facts it could know, and those that came later', async () => {
    const before = await proof();
    expect(before.facts).toEqual([
      { fact: 'submissions', known: 3, arrivedAfter: 0 },
      { fact: 'receipts', known: 2, arrivedAfter: 0 },
      { fact: 'shipmentEvents', known: 0, arrivedAfter: 0 },
    ]);
    office.clock.stopAt(at(10, '22:00'));
    const rows = await office.rows<{ id: string }>("SELECT id FROM declaration WHERE status = 'submitted'");
    const receipt = { channel: 'officer', code: 'accept', declarationId: rows[0]?.id, eventTime: at(10, '15:00') };
    await office
      .as('officer')
      .post('/v1/receipts')
      .send({ receipts: [receipt, { ...receipt, code: 'release', eventTime: at(10, '21:00') }] })
      .expect(200);
    const after = await proof();
    expect(after.facts?.[1]).toEqual({ fact: 'receipts', known: 2, arrivedAfter: 1 });
    expect({ ...after, facts: before.facts }).toEqual(before);
  });

  it.each([
    [
      'an item is changed',
      "UPDATE clearance_item SET due_at = due_at + interval '1 hour' WHERE ctid = (SELECT min(ctid) FROM clearance_item)",
    ],
    ['an item is gone', 'DELETE FROM clearance_item WHERE ctid = (SELECT min(ctid) FROM clearance_item)'],
    ['a reference is another', "UPDATE clearance_item SET subject = subject || ' '"],
    ['a count is another', 'UPDATE clearance_run SET opened = opened + 1, cleared = cleared + 1'],
  ])('fails when %s behind our back', async (_, tampering) => {
    await asOwner(
      office,
      'CREATE TABLE copied_item AS SELECT * FROM clearance_item; CREATE TABLE copied_run AS SELECT opened, cleared FROM clearance_run',
    );
    await asOwner(office, tampering);
    const shown = await proof();
    expect(shown.verification?.valid).toBe(false);
    expect(shown.verification?.recomputed).not.toBe(shown.digest);
    await asOwner(
      office,
      `DELETE FROM clearance_item; INSERT INTO clearance_item SELECT * FROM copied_item; DROP TABLE copied_item;
      UPDATE clearance_run r SET opened = k.opened, cleared = k.cleared FROM copied_run k; DROP TABLE copied_run`,
    );
    expect((await proof()).verification?.valid).toBe(true);
  });

  it('is for officers of the market and for administrators', async () => {
    await office.as('admin').get(`${DAY}/proof`).expect(200);
    await office.as('officerElsewhere').get(`${DAY}/proof`).expect(404);
    await office.as('brokerA').get(`${DAY}/proof`).expect(403);
    await office.as('officer').get('/v1/clearance-runs/KQ-CTC/2026-11-30/proof').expect(404);
  });
});

describe('a sign-off', () => {
  it('is once a run an officer, also at the same time, and shown with the run', async () => {
    office.clock.stopAt(at(11, '08:00'));
    const asked = await Promise.all([1, 2, 3].map((count) => sign(`Seen ${count}`)));
    expect(asked.map(({ status }) => status)).toEqual([201, 201, 201]);
    const [first] = asked.map(({ body }) => body as { id: string; remarks: string });
    for (const { body } of asked) expect(body).toEqual(first);
    expect((await sign('Seen again').expect(201)).body).toEqual(first);
    const { body: second } = await sign(undefined, 'officer2').expect(201);
    expect(second).toMatchObject({ by: 'officer2', remarks: null, signedAt: at(11, '08:00') });
    const { body: run } = await office.as('officer').get(DAY).expect(200);
    expect(run.signOffs).toEqual([first, second]);
    expect((await proof()).signOffs).toEqual([first, second]);
    const audits = await office.rows("SELECT 1 FROM audit_entry WHERE action = 'clearance.signed-off'");
    expect(audits).toHaveLength(2);
  });

  it('is for officers of the market only', async () => {
    await sign('x', 'officerElsewhere').expect(404);
    await sign('x', 'brokerA').expect(403);
    await sign('x', 'admin').expect(403);
    await office.as('officer').post(`${DAY}/sign-off`).send({ remarks: 7 }).expect(400);
    await office.as('officer').post('/v1/clearance-runs/KQ-CTC/2026-11-30/sign-off').send({}).expect(404);
  });

  it('stays what it is: nobody can change or remove it', async () => {
    for (const verb of ['UPDATE clearance_sign_off SET remarks = NULL', 'DELETE FROM clearance_sign_off']) {
      for (const who of ['admin', 'officer'] as const) {
        await expect(office.database.transaction(office.actor(who), (tx) => tx.run(verb))).rejects.toThrow(
          'permission denied',
        );
      }
    }
  });
});
