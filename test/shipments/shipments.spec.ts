import { newId } from '../../src/vocabulary/id.js';
import { useOffice, type Who } from '../support/office.js';
import { event, MARKET, newContainerNumber, shipping } from '../support/trade/shipping.js';

const office = useOffice({ at: '2026-11-18T10:00:00Z' });
const { open, read, report } = shipping(office);

describe('opening a visit', () => {
  it('answers with the shipment, planned and with its ETag', async () => {
    const containerNumber = newContainerNumber();
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
      .send({ containerNumber: 'csqu 305438-4', market: MARKET });
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

  it('refuses a second open visit of the container, and names the first only to whom it belongs', async () => {
    const first = await open();
    const again = { containerNumber: first.containerNumber, market: MARKET };
    const own = await office.as('brokerA').post('/v1/shipments').send(again);
    expect([own.status, own.body.code]).toEqual([409, 'visit-already-open']);
    expect(own.body.detail).toContain(first.id);
    const other = await office.as('brokerB').post('/v1/shipments').send(again);
    expect([other.status, other.body.code]).toEqual([409, 'visit-already-open']);
    expect(JSON.stringify(other.body)).not.toContain(first.id);
  });

  it('lets one of two clients that open the same container at once have it', async () => {
    const body = { containerNumber: newContainerNumber(), market: MARKET };
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

  it('is for firms and officers only', async () => {
    const body = { containerNumber: newContainerNumber(), market: MARKET };
    await office.as('analyst').post('/v1/shipments').send(body).expect(403);
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
    const containerNumber = newContainerNumber();
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
    await replaced.send({ containerNumber: newContainerNumber(), market: MARKET }).expect(404);
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
