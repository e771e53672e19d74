import { useOffice } from '../support/office.js';
import { at, event, outcome, WHOLE_VISIT, shipping } from '../support/trade/shipping.js';

const office = useOffice({ at: '2026-11-18T10:00:00Z' });
const { open, read, report } = shipping(office);

describe('events of a container', () => {
  it('lead from planned to departed, with milestones, seals and one audit entry a change', async () => {
    const { id } = await open({ seals: ['H1'] });
    const first = await report(id, WHOLE_VISIT.slice(0, 4));
    expect(first.status).toBe(200);
    expect(first.headers['etag']).toBe('"r2"');
    expect(first.body).toMatchObject({
      status: 'inspecting',
      stuffedAt: at(0),
      arrivedAt: at(1),
      openedAt: at(3),
      resealedAt: null,
    });
    expect(first.body.results).toEqual(
      WHOLE_VISIT.slice(0, 4).map(({ code, eventTime }) => ({ code, eventTime, result: 'applied' })),
    );
    const resealed = await report(id, WHOLE_VISIT.slice(4, 5), 'officer');
    expect(resealed.body).toMatchObject({ status: 'inspecting', resealedAt: at(4), seals: ['H1', 'CN001', 'CN002'] });
    const departed = await report(id, [...WHOLE_VISIT.slice(5), event('DEPA', 8)]);
    expect(departed.body).toMatchObject({
      status: 'departed',
      releasedAt: at(5),
      leftAt: at(6),
      loadedAt: at(7),
      departedAt: at(8),
    });
    expect(departed.body.visitEndedAt).not.toBeNull();
    const shown = await read(id, 'officer');
    expect(shown.events.map(({ code }: { code: string }) => code)).toEqual([
      ...WHOLE_VISIT.map(({ code }) => code),
      'DEPA',
    ]);
    const audit = await office.rows<{ action: string }>(
      'SELECT action FROM audit_entry WHERE subject_type = $1 AND subject_id = $2 ORDER BY id',
      ['shipment', id],
    );
    expect(audit.map(({ action }) => action)).toEqual([
      'shipment.opened',
      ...Array(3).fill('shipment.events-recorded'),
    ]);
  });

  it('give the same shipment in order, reversed and twice', async () => {
    const straight = await open();
    const reversed = await open();
    const twice = await open();
    await report(straight.id, WHOLE_VISIT);
    for (const one of [...WHOLE_VISIT].reverse()) await report(reversed.id, [one]);
    await report(twice.id, [...WHOLE_VISIT, ...WHOLE_VISIT]);
    const again = await report(twice.id, [...WHOLE_VISIT].reverse());
    expect(again.body.results.every(({ result }: { result: string }) => result === 'duplicate')).toBe(true);
    expect(again.body.revision).toBe(2);
    const wanted = await read(straight.id);
    for (const { id } of [reversed, twice]) {
      const { events, ...shipment } = await read(id);
      expect(outcome({ ...shipment, events: [] })).toEqual(outcome({ ...wanted, events: [] }));
      expect(events).toHaveLength(WHOLE_VISIT.length);
    }
  });

  it('count once when two clients send them at once', async () => {
    const { id } = await open();
    const answers = await Promise.all(
      (['officer', 'officer2', 'officer', 'officer2'] as const).map((who, turn) =>
        report(id, turn % 2 === 0 ? WHOLE_VISIT : [...WHOLE_VISIT].reverse(), who),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const results = answers.flatMap(({ body }) => body.results as { result: string }[]);
    expect(results.filter(({ result }) => result === 'applied')).toHaveLength(WHOLE_VISIT.length);
    const shipment = await read(id);
    expect(shipment).toMatchObject({ status: 'loaded', revision: 2, seals: ['CN001', 'CN002'] });
  });

  it('project together when two gates report different ones at once', async () => {
    const { id } = await open();
    await Promise.all(WHOLE_VISIT.map((one) => report(id, [one])));
    expect(await read(id)).toMatchObject({
      status: 'loaded',
      revision: 1 + WHOLE_VISIT.length,
      arrivedAt: at(1),
      releasedAt: at(5),
    });
  });

  it('are reported by whoever has the container, and those of customs by customs alone', async () => {
    const { id } = await open();
    await report(id, [event('GTIN', 1)], 'brokerA').expect(200);
    const refused = await report(id, [event('LOAD', 2), event('CUSR', 3), event('INSP', 3)], 'brokerA');
    expect([refused.status, refused.body.code]).toEqual([403, 'event-not-yours']);
    expect(refused.body.violations).toEqual([
      expect.objectContaining({ code: 'event-not-yours', pointer: '/events/1/code' }),
      expect.objectContaining({ code: 'event-not-yours', pointer: '/events/2/code' }),
    ]);
    expect((await read(id)).events).toHaveLength(1);
    await report(id, [event('STRP', 4), event('RSEA', 5, { seal: 'CN1' })], 'brokerA').expect(200);
    await report(id, [event('CUSI', 6)], 'officer').expect(200);
    for (const code of ['STRP', 'RSEA']) await report(id, [event(code, 7)], 'brokerA').expect(403);
    expect(await read(id)).toMatchObject({ status: 'inspecting', releasedAt: null });
    await report(id, [event('STRP', 7), event('RSEA', 8), event('CUSR', 9)], 'officer').expect(200);
    await report(id, [event('STRP', 9)], 'brokerA').expect(200);
  });

  it('are one event whatever offset their time is written in', async () => {
    const { id } = await open();
    const { body } = await report(id, [
      { code: 'GTIN', eventTime: '2026-11-18T09:00:00+08:00' },
      { code: 'GTIN', eventTime: '2026-11-18T01:00:00Z', classifier: 'ACT', note: 'by hand' },
    ]);
    expect(body.results.map(({ result }: { result: string }) => result)).toEqual(['applied', 'duplicate']);
  });

  it('move nothing when they are estimates or plans, which may lie ahead', async () => {
    const { id } = await open();
    const { body } = await report(id, [
      { code: 'DEPA', eventTime: '2026-12-01T00:00:00Z', classifier: 'EST' },
      event('GTIN', 1, { classifier: 'PLN', seal: 'CN9' }),
    ]);
    expect(body).toMatchObject({ status: 'planned', departedAt: null, seals: [], visitEndedAt: null, revision: 2 });
    expect((await read(id)).events).toHaveLength(2);
  });

  it('may run five minutes ahead of the clock and no further, all or nothing', async () => {
    const { id } = await open();
    const ahead = (minutes: number) => new Date(office.clock.now().getTime() + minutes * 60_000).toISOString();
    await report(id, [{ code: 'STUF', eventTime: ahead(4) }]).expect(200);
    const refused = await report(id, [event('GTIN', 1), { code: 'CUSR', eventTime: ahead(6) }]);
    expect(refused.status).toBe(422);
    expect(refused.body.violations).toEqual([
      expect.objectContaining({ code: 'event-time-in-future', pointer: '/events/1/eventTime' }),
    ]);
    expect(await read(id)).toMatchObject({ status: 'stuffed', revision: 2 });
  });

  it('are refused as a whole when one has a wrong shape, with every pointer', async () => {
    const { id } = await open();
    const answer = await report(id, [
      event('GTIN', 1),
      event('GATE', 1),
      { code: 'CUSR', eventTime: '2026-11-18 noon', classifier: 'REQ' },
      event('LOAD', 2, { place: 'Ningbo' }),
      { eventTime: at(3), seal: '' },
    ]);
    expect(answer.status).toBe(400);
    const found = answer.body.violations.map(({ code, pointer }: Record<string, string>) => `${pointer} ${code}`);
    expect(found.sort()).toEqual([
      '/events/1/code event-code-unknown',
      '/events/2/classifier enum-invalid',
      '/events/2/eventTime instant-invalid',
      '/events/3/place field-unknown',
      '/events/4/code required-missing',
      '/events/4/seal text-empty',
    ]);
    expect(await read(id)).toMatchObject({ events: [], revision: 1 });
  });

  it.each([[{}], [{ events: 'GTIN' }], [{ events: [null] }], [{ events: ['GTIN'] }], [[]]])(
    'are refused as malformed when they are no list of events: %j',
    async (body) => {
      const { id } = await open();
      const answer = await office
        .as('brokerA')
        .post(`/v1/shipments/${id}/events`)
        .send(body as object);
      expect([answer.status, answer.headers['content-type']]).toEqual([400, expect.stringContaining('problem+json')]);
      expect(answer.body.violations.length).toBeGreaterThan(0);
    },
  );

  it('let the container come again once it has departed', async () => {
    const first = await open();
    await report(first.id, [event('DEPA', 8)]);
    const second = await open({ containerNumber: first.containerNumber });
    expect(second.id).not.toBe(first.id);
    const late = await report(first.id, [event('STUF', 0, { seal: 'LATE' })]);
    expect(late.body).toMatchObject({ status: 'departed', stuffedAt: at(0), seals: ['LATE'] });
    expect(await read(second.id)).toMatchObject({ status: 'planned', seals: [] });
  });
});
