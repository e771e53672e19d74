import { SYSTEM } from '../src/platform/database/actor.js';
import { ensureVisits } from '../src/shipments/visits.repository.js';
import { containerCheckDigit } from '../src/vocabulary/container-number.js';
import { newId } from '../src/vocabulary/id.js';
import { useOffice, type Who } from './support/office.js';

const office = useOffice({ at: '2026-11-18T10:00:00Z' });
const MARKET = 'KQ-CTC';

let serial = 100_000;
/** A valid number nobody has used yet. */
const newBox = (): string => {
  const first = `CSQU${String(serial++)}`;
  return `${first}${containerCheckDigit(first)}`;
};

const open = async (body: object = {}, who: Who = 'brokerA') => {
  const answer = await office
    .as(who)
    .post('/v1/shipments')
    .send({ containerNumber: newBox(), market: MARKET, ...body });
  expect([answer.status, answer.body.code]).toEqual([201, undefined]);
  return answer.body;
};
const read = async (id: string, who: Who = 'brokerA') =>
  (await office.as(who).get(`/v1/shipments/${id}`).expect(200)).body;
const report = (id: string, events: object[], who: Who = 'brokerA') =>
  office.as(who).post(`/v1/shipments/${id}/events`).send({ events });

const at = (hour: number): string => `2026-11-18T${String(hour).padStart(2, '0')}:00:00.000Z`;
const event = (code: string, hour: number, more: object = {}) => ({ code, eventTime: at(hour), ...more });
const PASSAGE = [
  event('STUF', 0, { seal: 'CN001' }),
  event('GTIN', 1, { location: 'Supervision centre, lane 3' }),
  event('CUSI', 2),
  event('STRP', 3),
  event('RSEA', 4, { seal: 'CN002' }),
  event('CUSR', 5),
  event('GTOT', 6),
  event('LOAD', 7),
];

/** What events have made of a shipment, without the stamps of when we learned it. */
const outcome = (shipment: Record<string, unknown>) => {
  const { id, containerNumber, revision, createdAt, updatedAt, visitEndedAt, results, ...rest } = shipment;
  return rest;
};

describe('opening a visit', () => {
  it('answers with the shipment, planned and with its ETag', async () => {
    const containerNumber = newBox();
    const answer = await office
      .as('brokerA')
      .post('/v1/shipments')
      .send({
        containerNumber,
        market: MARKET,
        sizeType: '45G1',
        seals: ['CN001', 'CN001'],
        tareKg: '3800.50',
        vessel: '中远海运宇宙',
      });
    expect(answer.status).toBe(201);
    expect(answer.headers['etag']).toBe('"r1"');
    expect(answer.body).toMatchObject({
      containerNumber,
      containerNumberValid: true,
      broker: office.people.organisations.brokerA,
      customsOffice: '2906',
      status: 'planned',
      seals: ['CN001'],
      tareKg: '3800.5',
      billOfLading: null,
      revision: 1,
      visitEndedAt: null,
    });
  });

  it('refuses a wrong container number and names the one that was meant, together with an unknown market', async () => {
    const answer = await office
      .as('brokerA')
      .post('/v1/shipments')
      .send({ containerNumber: 'CSQU3054384', market: 'XX' });
    expect(answer.status).toBe(422);
    expect(answer.body.violations).toEqual([
      expect.objectContaining({ code: 'container-number-invalid', pointer: '/containerNumber' }),
      expect.objectContaining({ code: 'market-unknown', pointer: '/market' }),
    ]);
    expect(answer.body.violations[0].remedy).toContain('CSQU3054383');
    const spaced = await office
      .as('brokerA')
      .post('/v1/shipments')
      .send({ containerNumber: 'csqu 305438-3', market: MARKET });
    expect(spaced.status).toBe(422);
    expect(spaced.body.remedy).toContain('CSQU3054383');
  });

  it('refuses unknown fields, wrong types and missing ones with their pointers', async () => {
    const answer = await office
      .as('brokerA')
      .post('/v1/shipments')
      .send({ market: 7, seals: ['CN001', 5], tareKg: 3800, containerNo: 'CSQU3054383' });
    expect(answer.status).toBe(400);
    const found = answer.body.violations.map(({ code, pointer }: Record<string, string>) => `${pointer} ${code}`);
    expect(found.sort()).toEqual([
      '/containerNo field-unknown',
      '/containerNumber required-missing',
      '/market type-wrong',
      '/seals type-wrong',
      '/tareKg type-wrong',
    ]);
  });

  it('refuses a second open visit of the box, and names the first only to whom it belongs', async () => {
    const first = await open();
    const again = { containerNumber: first.containerNumber, market: MARKET };
    const own = await office.as('brokerA').post('/v1/shipments').send(again);
    expect([own.status, own.body.code]).toEqual([409, 'visit-already-open']);
    expect(own.body.detail).toContain(first.id);
    const other = await office.as('brokerB').post('/v1/shipments').send(again);
    expect([other.status, other.body.code]).toEqual([409, 'visit-already-open']);
    expect(JSON.stringify(other.body)).not.toContain(first.id);
  });

  it('lets one of two clients that open the same box at once have it', async () => {
    const body = { containerNumber: newBox(), market: MARKET };
    const answers = await Promise.all(
      (['brokerA', 'brokerB', 'brokerA'] as const).map((who) => office.as(who).post('/v1/shipments').send(body)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('does it once under one Idempotency-Key', async () => {
    const send = () =>
      office
        .as('brokerA')
        .post('/v1/shipments')
        .set('Idempotency-Key', 'visit-1')
        .send({ containerNumber: 'MSKU0383250', market: MARKET });
    const first = await send();
    const second = await send();
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(second.body).toEqual(first.body);
  });

  it('is for brokers only', async () => {
    const body = { containerNumber: newBox(), market: MARKET };
    await office.as('officer').post('/v1/shipments').send(body).expect(403);
    await office.as('analyst').get('/v1/shipments').expect(403);
    await office.anonymous.get('/v1/shipments').expect(401);
  });
});

describe('replacing the header', () => {
  const put = (id: string, body: object, etag?: string, who: Who = 'brokerA') => {
    const request = office.as(who).put(`/v1/shipments/${id}`);
    return (etag === undefined ? request : request.set('If-Match', etag)).send(body);
  };

  it('needs the ETag of the last reading', async () => {
    const { id, containerNumber } = await open({ vessel: 'OLD' });
    const body = { containerNumber, market: MARKET, vessel: 'NEW' };
    expect((await put(id, body)).status).toBe(428);
    const changed = await put(id, body, '"r1"');
    expect([changed.status, changed.body.vessel, changed.headers['etag']]).toEqual([200, 'NEW', '"r2"']);
    const stale = await put(id, { ...body, vessel: 'LATE' }, '"r1"');
    expect([stale.status, stale.body.code]).toEqual([412, 'version-stale']);
  });

  it('lets one of two corrections made at once win', async () => {
    const { id, containerNumber } = await open();
    const answers = await Promise.all(
      ['ONE', 'TWO', 'THREE'].map((vessel) => put(id, { containerNumber, market: MARKET, vessel }, '"r1"')),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });

  it('clears what is left out, but no seal of an event', async () => {
    const { id, containerNumber } = await open({ vessel: 'OLD', seals: ['H1'] });
    const { body } = await report(id, [event('STUF', 0, { seal: 'CN001' })]);
    const changed = await put(id, { containerNumber, market: MARKET, seals: ['H2'] }, `"r${body.revision}"`);
    expect(changed.body).toMatchObject({ vessel: null, seals: ['H2', 'CN001'], status: 'stuffed' });
  });

  it('changes nothing, and no revision, when the header is the same', async () => {
    const { id, containerNumber } = await open({ tareKg: '3800.0' });
    const same = await put(id, { containerNumber, market: MARKET, tareKg: '3800' }, '"r1"');
    expect([same.status, same.body.revision]).toEqual([200, 1]);
  });

  it('corrects a number, but not to a wrong one nor to that of an open visit', async () => {
    const taken = await open({}, 'brokerB');
    const { id } = await open();
    const wrong = await put(id, { containerNumber: 'MSCU1234567', market: MARKET }, '*');
    expect([wrong.status, wrong.body.code]).toEqual([422, 'container-number-invalid']);
    const open409 = await put(id, { containerNumber: taken.containerNumber, market: MARKET }, '*');
    expect([open409.status, open409.body.code]).toEqual([409, 'visit-already-open']);
    const containerNumber = newBox();
    const right = await put(id, { containerNumber, market: MARKET }, '*');
    expect([right.status, right.body.containerNumber]).toEqual([200, containerNumber]);
  });

  it('moves to another market only while nothing has happened in this one', async () => {
    const { id, containerNumber } = await open();
    const moved = await put(id, { containerNumber, market: 'YW-ICC' }, '*');
    expect([moved.status, moved.body.market]).toEqual([200, 'YW-ICC']);
    await report(id, [event('GTIN', 1)]);
    const late = await put(id, { containerNumber, market: MARKET }, '*');
    expect([late.status, late.body.code]).toEqual([409, 'state-forbids']);
  });
});

describe('events of a container', () => {
  it('lead from planned to departed, with milestones, seals and one audit entry a change', async () => {
    const { id } = await open({ seals: ['H1'] });
    const first = await report(id, PASSAGE.slice(0, 4));
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
      PASSAGE.slice(0, 4).map(({ code, eventTime }) => ({ code, eventTime, result: 'applied' })),
    );
    const resealed = await report(id, PASSAGE.slice(4, 5), 'officer');
    expect(resealed.body).toMatchObject({ status: 'inspecting', resealedAt: at(4), seals: ['H1', 'CN001', 'CN002'] });
    const departed = await report(id, [...PASSAGE.slice(5), event('DEPA', 8)]);
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
      ...PASSAGE.map(({ code }) => code),
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
    await report(straight.id, PASSAGE);
    for (const one of [...PASSAGE].reverse()) await report(reversed.id, [one]);
    await report(twice.id, [...PASSAGE, ...PASSAGE]);
    const again = await report(twice.id, [...PASSAGE].reverse());
    expect(again.body.results.every(({ result }: { result: string }) => result === 'duplicate')).toBe(true);
    expect(again.body.revision).toBe(2);
    const wanted = await read(straight.id);
    for (const { id } of [reversed, twice]) {
      const { events, ...shipment } = await read(id);
      expect(outcome({ ...shipment, events: [] })).toEqual(outcome({ ...wanted, events: [] }));
      expect(events).toHaveLength(PASSAGE.length);
    }
  });

  it('count once when two clients send them at once', async () => {
    const { id } = await open();
    const answers = await Promise.all(
      (['brokerA', 'officer', 'brokerA', 'officer2'] as const).map((who, turn) =>
        report(id, turn % 2 === 0 ? PASSAGE : [...PASSAGE].reverse(), who),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const results = answers.flatMap(({ body }) => body.results as { result: string }[]);
    expect(results.filter(({ result }) => result === 'applied')).toHaveLength(PASSAGE.length);
    const shipment = await read(id);
    expect(shipment).toMatchObject({ status: 'loaded', revision: 2, seals: ['CN001', 'CN002'] });
  });

  it('project together when two gates report different ones at once', async () => {
    const { id } = await open();
    await Promise.all(PASSAGE.map((one) => report(id, [one])));
    expect(await read(id)).toMatchObject({
      status: 'loaded',
      revision: 1 + PASSAGE.length,
      arrivedAt: at(1),
      releasedAt: at(5),
    });
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

  it('let the box come again once it has departed', async () => {
    const first = await open();
    await report(first.id, [event('DEPA', 8)]);
    const second = await open({ containerNumber: first.containerNumber });
    expect(second.id).not.toBe(first.id);
    const late = await report(first.id, [event('STUF', 0, { seal: 'LATE' })]);
    expect(late.body).toMatchObject({ status: 'departed', stuffedAt: at(0), seals: ['LATE'] });
    expect(await read(second.id)).toMatchObject({ status: 'planned', seals: [] });
  });
});

describe("another's shipments", () => {
  it('are not there for another firm and another office, whatever is asked', async () => {
    const { id } = await open();
    for (const who of ['brokerB', 'officerElsewhere'] as const) {
      await office.as(who).get(`/v1/shipments/${id}`).expect(404);
      await report(id, [event('GTIN', 1)], who).expect(404);
      const { body } = await office.as(who).get('/v1/shipments?limit=500').expect(200);
      expect(body.items.map((one: { id: string }) => one.id)).not.toContain(id);
    }
    const replaced = office.as('brokerB').put(`/v1/shipments/${id}`).set('If-Match', '"r1"');
    await replaced.send({ containerNumber: newBox(), market: MARKET }).expect(404);
    const unknown = await office.as('brokerB').get(`/v1/shipments/${newId()}`).expect(404);
    const hidden = await office.as('brokerB').get(`/v1/shipments/${id}`);
    expect({ ...hidden.body, instance: '', requestId: '' }).toEqual({ ...unknown.body, instance: '', requestId: '' });
    await office.as('brokerA').get('/v1/shipments/nonsense').expect(404);
  });

  it('are seen by the officer of the office and by the administrator', async () => {
    const { id } = await open({}, 'brokerB');
    expect((await read(id, 'officer')).id).toBe(id);
    expect((await read(id, 'admin')).id).toBe(id);
  });
});

describe('the list', () => {
  const ids = (items: { id: string }[]) => items.map(({ id }) => id);
  const list = async (query: string, who: Who = 'brokerB') =>
    (await office.as(who).get(`/v1/shipments?${query}`).expect(200)).body;

  it('neither skips nor repeats while others are added', async () => {
    const opened: string[] = [];
    for (let count = 0; count < 7; count++) opened.push((await open({}, 'brokerB')).id);
    const known = new Set(ids((await list('limit=500')).items));
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: { id: string }[]; nextCursor: string | null } = await list(
        `limit=2${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...ids(page.items));
      cursor = page.nextCursor;
      await open({}, 'brokerB');
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(new Set(seen)).toEqual(known);
    expect(opened.every((id) => known.has(id))).toBe(true);
  });

  it('narrows by status, container, market and the Shanghai day of opening', async () => {
    office.clock.goTo('2026-11-19T15:59:00Z');
    const before = await open({}, 'brokerB');
    office.clock.goTo('2026-11-19T16:00:30Z');
    const after = await open({}, 'brokerB');
    await report(after.id, [event('GTIN', 1)], 'brokerB');
    expect(ids((await list('from=2026-11-19&to=2026-11-19')).items)).toEqual([before.id]);
    expect(ids((await list('from=2026-11-20&to=2026-11-20')).items)).toEqual([after.id]);
    expect(ids((await list('from=2026-11-19&status=in-centre')).items)).toEqual([after.id]);
    expect(ids((await list(`container=${before.containerNumber.toLowerCase()}`)).items)).toEqual([before.id]);
    expect((await list('market=YW-ICC')).items).toEqual([]);
  });

  it.each([
    ['status=gone', '/query/status', 'enum-invalid'],
    ['market=XX', '/query/market', 'market-unknown'],
    ['from=2026-02-30', '/query/from', 'day-invalid'],
    ['from=2026-11-20&to=2026-11-19', '/query/from', 'range-reversed'],
    ['colour=red', '/query/colour', 'query-unknown'],
    ['cursor=WyJ4Il0', '/query/cursor', 'cursor-invalid'],
    ['cursor=nonsense', '/query/cursor', 'cursor-invalid'],
    ['limit=0', '/query/limit', 'integer-invalid'],
  ])('refuses %s, never with an empty answer', async (query, pointer, code) => {
    const { status, body } = await office.as('brokerA').get(`/v1/shipments?${query}`);
    expect([status, body.violations?.[0]?.pointer, body.violations?.[0]?.code]).toEqual([400, pointer, code]);
  });
});

describe('visits opened by papers', () => {
  const ensure = (boxes: string[], who: Who = 'brokerA') =>
    office.database.transaction(office.actor(who), (tx) =>
      ensureVisits(
        tx,
        office.clock,
        boxes.map((containerNumber) => ({ containerNumber, market: MARKET, customsOffice: '2906' })),
      ),
    );
  const visitsOf = (box: string) =>
    office.rows<{ id: string; broker: string; valid: boolean }>(
      'SELECT id, broker_id AS broker, container_number_valid AS valid FROM shipment WHERE container_number = $1 ORDER BY id',
      [box],
    );

  it('are opened once, whoever asks and however often', async () => {
    const boxes = [newBox(), newBox(), newBox()];
    await Promise.all([ensure(boxes), ensure([...boxes].reverse(), 'brokerB'), ensure([...boxes, ...boxes])]);
    await ensure(boxes, 'brokerB');
    for (const box of boxes) expect(await visitsOf(box)).toHaveLength(1);
    const audited = await office.rows<{ n: string }>(
      `SELECT count(*) AS n FROM audit_entry WHERE action = 'shipment.opened' AND detail->>'containerNumber' = ANY ($1)`,
      [boxes],
    );
    expect(audited[0]?.n).toBe('3');
  });

  it('keep a wrong number as the papers have it, flagged', async () => {
    await ensure(['csqu 305438-4', ' ', '']);
    expect(await visitsOf('csqu 305438-4')).toEqual([
      { id: expect.any(String), broker: office.people.organisations.brokerA, valid: false },
    ]);
    expect(await visitsOf('')).toEqual([]);
  });

  it('can be filled in by the broker without giving up the number', async () => {
    await ensure(['MSCU7654321']);
    const [visit] = await visitsOf('MSCU7654321');
    const put = office.as('brokerA').put(`/v1/shipments/${visit?.id}`).set('If-Match', '"r1"');
    const { status, body } = await put.send({ containerNumber: 'MSCU7654321', market: MARKET, vessel: 'EVER GIVEN' });
    expect([status, body.vessel, body.containerNumberValid]).toEqual([200, 'EVER GIVEN', false]);
  });
});

describe('the declarations of a visit', () => {
  const declare = async (reference: string, box: string, who: 'brokerA' | 'brokerB' = 'brokerA'): Promise<void> => {
    const id = newId();
    const [broker, now] = [office.people.organisations[who], office.clock.now().toISOString()];
    await office.database.transaction(SYSTEM, async (tx) => {
      await tx.run(
        `INSERT INTO declaration (id, broker_id, market, reference, customs_office, header, content_sha256, created_at, updated_at)
         VALUES ($1, $2, $3, $4, '2906', '{}', '', $5, $5)`,
        [id, broker, MARKET, reference, now],
      );
      await tx.run(
        'INSERT INTO declaration_container (declaration_id, position, broker_id, number) VALUES ($1, 0, $2, $3)',
        [id, broker, box],
      );
    });
  };
  const linked = async (id: string, who: Who) =>
    (await read(id, who)).declarations.map(({ reference }: { reference: string }) => reference);

  it('are those that name the box while it is here, each firm seeing its own', async () => {
    office.clock.goTo('2026-11-21T01:00:00Z');
    const box = newBox();
    await declare('BEFORE-OPENING', box);
    office.clock.goTo('2026-11-21T02:00:00Z');
    const first = await open({ containerNumber: box });
    await declare('FIRST', box);
    await declare('NEIGHBOUR', box, 'brokerB');
    await declare('OTHER-BOX', newBox());
    office.clock.goTo('2026-11-21T03:00:00Z');
    await report(first.id, [event('DEPA', 8)]);
    office.clock.goTo('2026-11-21T04:00:00Z');
    await declare('SECOND', box);
    const second = await open({ containerNumber: box });
    expect(await linked(first.id, 'brokerA')).toEqual(['BEFORE-OPENING', 'FIRST']);
    expect(await linked(first.id, 'officer')).toEqual(['BEFORE-OPENING', 'FIRST', 'NEIGHBOUR']);
    expect(await linked(second.id, 'officer')).toEqual(['SECOND']);
    expect((await read(second.id)).declarations).toEqual([
      { id: expect.any(String), reference: 'SECOND', status: 'draft' },
    ]);
  });

  it('are told anew even to a reader who has the revision already', async () => {
    const { id } = await open();
    await office.as('brokerA').get(`/v1/shipments/${id}`).set('If-None-Match', '"r1"').expect(200);
  });
});
