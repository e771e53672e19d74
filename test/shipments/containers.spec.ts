import { SYSTEM } from '../../src/platform/database/actor.js';
import { holdsOnDeclarations } from '../../src/shipments/controls/holds.query.js';
import { ensureVisits } from '../../src/shipments/visits/visits.repository.js';
import { drafted, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice, type Who } from '../support/office.js';
import { at, event, MARKET, newContainerNumber, shipping } from '../support/trade/shipping.js';

const office = useOffice({ at: '2026-11-18T10:00:00Z' });
const { open, read, report } = shipping(office);

beforeAll(() => putRates(office));
beforeEach(() => office.clock.stopAt('2026-11-18T10:00:00Z'));

const HOLD = { reason: 'Weight differs', owner: 'Section 2', reviewOn: '2026-11-20' };
const act = (id: string, path: string, body: object, who: Who = 'officer') =>
  office.as(who).post(`/v1/shipments/${id}/${path}`).send(body);
const kinds = (body: { blockedBy: { kind: string }[] }) => body.blockedBy.map(({ kind }) => kind);
const actions = async (id: string) =>
  (await office.rows<{ action: string }>('SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY id', [id])).map(
    ({ action }) => action,
  );

describe('the page of a container', () => {
  it('shows every declaration to the officer, and to the broker of other firms a count and the worst status only', async () => {
    const { id, containerNumber: number } = await open({ tareKg: '3800' });
    const mine = await submitted(office, { containers: [{ number, goodsLines: [1] }] });
    const theirs = await drafted(office, { containers: [{ number }] }, 'brokerB');
    const forOfficer = await read(id, 'officer');
    expect(forOfficer.declarations.map((one: { id: string }) => one.id).sort()).toEqual([mine.id, theirs.id].sort());
    expect(forOfficer.others.count).toBe(0);
    expect(forOfficer.worst).toMatchObject({ id: theirs.id, status: 'draft', why: 'Not submitted yet.' });
    const forBroker = await read(id);
    expect(forBroker.declarations).toEqual([expect.objectContaining({ id: mine.id, goodsLinesKnown: true })]);
    expect(forBroker.declarations[0].lines.map(({ line }: { line: number }) => line)).toEqual([1]);
    expect(forBroker.others).toEqual({ count: 1, waiting: 1, worstStatus: 'draft' });
    expect(forBroker.worst).toMatchObject({ id: mine.id, status: 'submitted' });
    for (const secret of [theirs.id, theirs.reference, '柯桥乙报关行']) {
      expect(JSON.stringify(forBroker)).not.toContain(secret);
    }
    expect(forBroker.totals).toMatchObject({ declarations: 1, goodsLines: 1, exact: true });
    const [line] = forBroker.declarations[0].lines;
    expect(forBroker.totals.grossWithTareKg).toBe(String(Number(line.grossWeightKg ?? 0) + 3800));
    expect(kinds(forBroker)).toEqual(['customs-not-released', 'declaration', 'declarations-of-others']);
    await office.as('brokerB').get(`/v1/shipments/${id}`).expect(404);
    await office.as('officerElsewhere').get(`/v1/shipments/${id}`).expect(404);
  });

  it('sets planned, estimated and actual times side by side, the last received of each', async () => {
    const { id } = await open();
    await report(id, [event('DEPA', 20, { classifier: 'PLN' }), event('DEPA', 22, { classifier: 'EST' })]);
    office.clock.stopAt('2026-11-18T10:05:00Z');
    await report(id, [
      event('DEPA', 21, { classifier: 'EST' }),
      event('GTIN', 1),
      event('ARRI', 23, { classifier: 'PLN' }),
    ]);
    const { timeline } = await read(id);
    const row = (name: string) => timeline.find(({ milestone }: { milestone: string }) => milestone === name);
    expect(row('departed')).toMatchObject({ kind: 'transport', planned: at(20), estimated: at(21), actual: null });
    expect(row('arrived')).toMatchObject({ planned: null, estimated: null, actual: at(1) });
    expect(row('arrivedAtDestination')).toMatchObject({ planned: at(23) });
  });

  it('keeps a wrong number as it came and proposes those meant, in page and list', async () => {
    const visit = { market: MARKET, customsOffice: '2906', containerNumber: 'CSQU3054384' };
    await office.database.transaction(office.actor('brokerA'), (tx) => ensureVisits(tx, office.clock, [visit]));
    const { body } = await office.as('brokerA').get('/v1/shipments?container=CSQU3054384').expect(200);
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({ containerNumber: 'CSQU3054384', containerNumberValid: false });
    expect(body.items[0].suggestions).toContain('CSQU3054383');
    expect((await read(body.items[0].id)).suggestions).toEqual(body.items[0].suggestions);
    const draft = await drafted(office, { containers: [{ number: 'CSQU3054384' }] });
    const findings = draft['findings'] as { code: string; remedy: string }[];
    expect(findings.find(({ code }) => code === 'container-number-invalid')?.remedy).toContain('CSQU3054383');
  });
});

describe('a hold on a container', () => {
  it('stands against a customs release until it is released, whose answer lists the blockers that remain', async () => {
    const { id, containerNumber: number } = await open();
    const declared = await submitted(office, { containers: [{ number }] });
    await report(id, [event('GTIN', 1)]);
    const first = await act(id, 'holds', HOLD);
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ ...HOLD, held: true, release: null, heldBy: 'officer' });
    const second = await act(id, 'holds', { ...HOLD, reason: 'Seal differs' }, 'officer2');
    await report(id, [event('CUSR', 5)]);
    expect(await read(id)).toMatchObject({ status: 'in-centre', held: true, releasedAt: null });
    expect((await office.as('officer').get('/v1/shipments?held=true').expect(200)).body.items).toHaveLength(1);
    const one = await act(id, `holds/${first.body.id}/release`, { reason: 'Weighed again' });
    expect(one.status).toBe(200);
    expect(one.body).toMatchObject({ held: true, release: { reason: 'Weighed again', by: 'officer' } });
    expect(kinds(one.body)).toEqual(['hold', 'declaration']);
    const all = await act(id, `holds/${second.body.id}/release`, { reason: 'Compared' });
    expect([all.body.status, all.body.held, kinds(all.body)]).toEqual(['released', false, ['declaration']]);
    expect(all.body.blockedBy[0].id).toBe(declared.id);
    expect((await read(id)).releasedAt).toBe(office.clock.now().toISOString());
    expect(await actions(id)).toEqual(expect.arrayContaining(['shipment.held', 'shipment.hold-released']));
  });

  it('shows on every declaration in the container, to its firm and its office only', async () => {
    const { id, containerNumber: number } = await open();
    const mine = await submitted(office, { containers: [{ number }] });
    const theirs = await submitted(office, { containers: [{ number }] }, 'brokerB');
    await act(id, 'holds', HOLD).expect(201);
    const seenBy = async (who: Who) => {
      const holds = await office.database.transaction(office.actor(who), (tx) =>
        holdsOnDeclarations(tx, [mine.id, theirs.id]),
      );
      return holds.map(({ declarationId }) => declarationId).sort();
    };
    expect(await seenBy('brokerA')).toEqual([mine.id]);
    expect(await seenBy('brokerB')).toEqual([theirs.id]);
    expect(await seenBy('officer')).toEqual([mine.id, theirs.id].sort());
    expect(await seenBy('admin')).toEqual([mine.id, theirs.id].sort());
    expect(await seenBy('officerElsewhere')).toEqual([]);
  });

  it('is released by one of two officers at once', async () => {
    const { id } = await open();
    const holds = await Promise.all([
      act(id, 'holds', HOLD),
      act(id, 'holds', { ...HOLD, owner: '查验三科' }, 'officer2'),
    ]);
    expect(holds.map(({ status }) => status)).toEqual([201, 201]);
    const path = `holds/${holds[0]?.body.id}/release`;
    const released = await Promise.all(
      (['officer', 'officer2', 'officer'] as const).map((who) => act(id, path, { reason: who }, who)),
    );
    expect(released.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(released.find(({ status }) => status === 409)?.body.code).toBe('hold-released');
    expect(await read(id, 'officer')).toMatchObject({ held: true });
  });

  it('keeps the number its declarations are joined by', async () => {
    const { id, containerNumber } = await open();
    await act(id, 'holds', HOLD).expect(201);
    const put = (body: object) => office.as('brokerA').put(`/v1/shipments/${id}`).set('If-Match', '*').send(body);
    expect((await put({ containerNumber: newContainerNumber(), market: MARKET })).body.code).toBe('container-held');
    expect((await put({ containerNumber, market: 'YW-ICC' })).body.code).toBe('container-held');
    await put({ containerNumber, market: MARKET, vessel: 'NEW' }).expect(200);
  });

  it('is for officers of the office, on containers that have not sailed', async () => {
    const { id } = await open();
    await act(id, 'holds', HOLD, 'brokerA').expect(403);
    await act(id, 'holds', HOLD, 'officerElsewhere').expect(404);
    await act('nonsense', 'holds', HOLD).expect(404);
    await act(id, `holds/${id}/release`, { reason: 'x' }).expect(404);
    const past = await act(id, 'holds', { ...HOLD, reviewOn: '2026-11-17' });
    expect([past.status, past.body.violations[0].pointer]).toEqual([422, '/reviewOn']);
    await report(id, [event('DEPA', 8)]);
    expect((await act(id, 'holds', HOLD)).body.code).toBe('visit-ended');
    expect((await act(id, 'inspections', { reason: 'late' })).body.code).toBe('visit-ended');
  });
});

describe('the record of an inspection', () => {
  it('leads from ordered to finished, with its events, and shows a container that is open', async () => {
    const { id } = await open();
    await report(id, [event('STUF', 0, { seal: 'CN001' }), event('GTIN', 1)]);
    const ordered = await act(id, 'inspections', { reason: 'Selected', at: at(2) });
    expect([ordered.status, ordered.body.state, ordered.body.status]).toEqual([201, 'ordered', 'inspecting']);
    const path = `inspections/${ordered.body.id}`;
    const opened = await act(id, `${path}/opened`, { at: at(3), seal: 'CN001' }).expect(200);
    expect(opened.body).toMatchObject({ state: 'opened', openedNotResealed: true });
    expect(kinds(opened.body)).toEqual(['inspection', 'opened-not-resealed', 'customs-not-released']);
    const finding = { result: 'conforms', findings: 'As declared', photoNames: ['a.jpg'], at: at(4) };
    const result = await act(id, `${path}/result`, finding, 'officer2').expect(200);
    expect(result.body).toMatchObject({ state: 'inspected', result: { ...finding, officer: 'officer2' } });
    const resealed = await act(id, `${path}/resealed`, { seal: 'CN002', at: at(5) }).expect(200);
    expect(resealed.body).toMatchObject({ state: 'finished', openedNotResealed: false, resealed: { seal: 'CN002' } });
    expect(kinds(resealed.body)).toEqual(['customs-not-released']);
    const page = await read(id);
    expect(page.events.map(({ code }: { code: string }) => code)).toEqual([
      'STUF',
      'GTIN',
      'CUSI',
      'STRP',
      'INSP',
      'RSEA',
    ]);
    expect(page).toMatchObject({ openedAt: at(3), resealedAt: at(5), sealAlarms: [], seals: ['CN001', 'CN002'] });
    expect(page.inspections).toHaveLength(1);
    const steps = ['ordered', 'opened', 'result', 'resealed'].map((step) => `shipment.inspection-${step}`);
    expect(await actions(id)).toEqual(expect.arrayContaining(steps));
  });

  it('takes late steps in any order, each once, and none that contradicts another', async () => {
    const { id } = await open();
    const { body } = await act(id, 'inspections', { reason: 'Selected', at: at(2) });
    const path = `inspections/${body.id}`;
    const twice = await Promise.all([1, 2].map(() => act(id, `${path}/resealed`, { seal: 'CN2', at: at(5) })));
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(twice.find(({ status }) => status === 409)?.body.code).toBe('inspection-step-known');
    const late = await act(id, `${path}/result`, { result: 'differs', findings: 'One bale more', at: at(6) });
    expect([late.status, late.body.code, late.body.violations[0].pointer]).toEqual([
      422,
      'inspection-times-reversed',
      '/at',
    ]);
    const future = await act(id, `${path}/opened`, { at: '2026-11-19T00:00:00Z' });
    expect([future.status, future.body.violations[0].pointer]).toEqual([422, '/at']);
    await act(id, `${path}/opened`, { at: at(3) }).expect(200);
    const done = await act(id, `${path}/result`, { result: 'differs', findings: 'One bale more', at: at(4) });
    expect(done.body.state).toBe('finished');
    await act(id, `inspections/${id}/opened`, {}).expect(404);
  });

  it('is refused with every pointer when its shape is wrong', async () => {
    const { id } = await open();
    const { body } = await act(id, 'inspections', { reason: 'Selected', at: at(2) });
    const path = `inspections/${body.id}/result`;
    const faultsOf = async (sent: object) => {
      const answer = await act(id, path, sent);
      expect(answer.status).toBe(400);
      return answer.body.violations.map(({ code, pointer }: Record<string, string>) => `${pointer} ${code}`).sort();
    };
    expect(await faultsOf({ result: 'fine', findings: [['x']], photoNames: [['a']], by: 'me' })).toEqual([
      '/by field-unknown',
      '/findings type-wrong',
      '/photoNames type-wrong',
      '/result enum-invalid',
    ]);
    expect(await faultsOf({ result: 'conforms', findings: 'x', photoNames: Array(10_000).fill('a') })).toEqual([
      '/photoNames array-too-long',
    ]);
    expect(await faultsOf([])).toEqual([' type-wrong']);
    await act(id, 'holds', { reason: {}, owner: 5, reviewOn: '2026-02-30' }).expect(400);
    await office.as('officer').get('/v1/shipments?sealAlarm=perhaps').expect(400);
  });
});

describe('the seals of a container', () => {
  it('have a history, and one that nobody fitted raises an alarm until an event explains it', async () => {
    const { id } = await open({ seals: ['H1'] });
    await report(id, [event('GTIN', 1, { seal: 'H1' })]);
    expect((await read(id)).sealAlarms).toEqual([]);
    await report(id, [event('GTOT', 6, { seal: 'CN9', location: 'Gate 1' })], 'officer');
    const page = await read(id);
    expect(page).toMatchObject({ sealAlarm: true, sealAlarms: [{ seal: 'CN9', event: 'GTOT', expected: ['H1'] }] });
    const list = async (alarm: boolean) => {
      const { body } = await office.as('brokerA').get(`/v1/shipments?limit=500&sealAlarm=${alarm}`).expect(200);
      return body.items.map((one: { id: string }) => one.id);
    };
    expect([(await list(true)).includes(id), (await list(false)).includes(id)]).toEqual([true, false]);
    const put = { containerNumber: page.containerNumber, market: MARKET, seals: ['H1', 'CN9'] };
    await office.as('brokerA').put(`/v1/shipments/${id}`).set('If-Match', '*').send(put).expect(200);
    expect((await read(id)).sealAlarm).toBe(true);
    await report(id, [event('STRP', 3, { note: 'inspected' }), event('RSEA', 4, { seal: 'CN9' })], 'officer');
    expect(await read(id)).toMatchObject({ sealAlarm: false, sealAlarms: [] });
    const { body } = await office.as('brokerA').get(`/v1/shipments/${id}/seals`).expect(200);
    expect(body.history.map(({ seal, what, by }: Record<string, string>) => [seal, what, by])).toEqual([
      ['H1', 'announced', null],
      ['H1', 'cut', 'officer'],
      ['CN9', 'refitted', 'officer'],
    ]);
    expect(body.current).toEqual(['CN9']);
    await office.as('brokerB').get(`/v1/shipments/${id}/seals`).expect(404);
  });
});

describe('the facts of a container', () => {
  it.each(['shipment_hold', 'shipment_hold_release', 'inspection', 'inspection_fact'])(
    'in %s can be changed or removed by nobody',
    async (table) => {
      for (const actor of [SYSTEM, office.actor('officer'), office.actor('brokerA'), office.actor('admin')]) {
        for (const sql of [`DELETE FROM ${table}`, `UPDATE ${table} SET broker_id = broker_id`]) {
          const attempt = office.database.transaction(actor, (tx) => tx.run(sql));
          await expect(attempt).rejects.toThrow(/permission denied/);
        }
      }
    },
  );
});
