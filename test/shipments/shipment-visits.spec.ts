import { SYSTEM } from '../../src/platform/database/actor.js';
import { ensureVisits } from '../../src/shipments/visits/visits.repository.js';
import { newId } from '../../src/vocabulary/id.js';
import { useOffice, type Who } from '../support/office.js';
import { at, event, MARKET, newContainerNumber, shipping } from '../support/trade/shipping.js';

const office = useOffice({ at: '2026-11-18T10:00:00Z' });
const { open, read, report } = shipping(office);

describe('a container that comes back', () => {
  const GATES = [event('GTIN', 0), event('CUSR', 1), event('GTOT', 2), event('GTIN', 3)];
  const orders = <T>(list: readonly T[]): T[][] =>
    list.length < 2
      ? [[...list]]
      : list.flatMap((head, index) => orders(list.toSpliced(index, 1)).map((tail) => [head, ...tail]));
  const body = (containerNumber: string) => ({ containerNumber, market: MARKET });

  it('is in the centre again, in whatever order its events arrive', async () => {
    for (const events of orders(GATES)) {
      const { id } = await open();
      for (const one of events) await report(id, [one]).expect(200);
      expect(await read(id)).toMatchObject({
        ...{ status: 'in-centre', arrivedAt: at(3), releasedAt: null, leftAt: null, visitEndedAt: null },
      });
    }
  });

  it('is released, leaves and comes back as often as it does', async () => {
    const { id } = await open();
    await report(id, GATES);
    const second = await report(id, [event('CUSR', 4), event('GTOT', 5)]);
    expect(second.body).toMatchObject({ status: 'left-centre', arrivedAt: at(3), releasedAt: at(4), leftAt: at(5) });
    const third = await report(id, [event('LOAD', 6), event('GTIN', 7)]);
    expect(third.body).toMatchObject({ status: 'in-centre', arrivedAt: at(7), loadedAt: null });
  });

  it.each([
    ['left', GATES.slice(0, 3), 'planned'],
    ['was loaded', [...GATES.slice(0, 3), event('LOAD', 4)], 'planned'],
    // What customs has begun goes on with the container.
    ['left with its inspection undone', [event('GTIN', 0), event('CUSI', 1), event('GTOT', 2)], 'inspecting'],
    [
      'was opened, dropped and left',
      ['GTIN', 'RMVD', 'DROP', 'PICK', 'GTOT'].map((code, hour) => event(code, hour)),
      'planned',
    ],
  ])('can begin its next visit with another firm once it %s', async (_, events, status) => {
    const first = await open();
    const early = await office.as('brokerB').post('/v1/shipments').send(body(first.containerNumber));
    expect([early.status, early.body.code]).toEqual([409, 'visit-already-open']);
    await report(first.id, events);
    const second = await open({ containerNumber: first.containerNumber }, 'brokerB');
    expect(second).toMatchObject({ status, visitEndedAt: null });
    expect((await read(first.id)).visitEndedAt).toBe(second.createdAt);
    expect(
      await office.rows(
        `SELECT organisation_id AS by FROM audit_entry WHERE action = 'shipment.visit-ended' AND subject_id = $1`,
        [first.id],
      ),
    ).toEqual([{ by: office.people.organisations.brokerB }]);
    const third = await office.as('brokerA').post('/v1/shipments').send(body(first.containerNumber));
    expect([third.status, third.body.code]).toEqual([409, 'visit-already-open']);
    // What arrives late of the visit before is still its own.
    const late = await report(first.id, [event('STUF', 0, { seal: 'LATE' })]);
    expect(late.body).toMatchObject({ stuffedAt: at(0), visitEndedAt: second.createdAt });
  });

  it('begins its next visit once of two firms that ask at once', async () => {
    const { id, containerNumber } = await open();
    await report(id, GATES.slice(0, 3));
    const ask = (who: Who) => office.as(who).post('/v1/shipments').send(body(containerNumber));
    const answers = await Promise.all([ask('brokerA'), ask('brokerB'), ask('brokerA'), ask('brokerB')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  it('keeps its visit while it is here, or on the way from a depot', async () => {
    for (const events of [GATES, [event('PICK', 0), event('GTOT', 1)], [event('STUF', 0), event('GTOT', 1)]]) {
      const { id, containerNumber } = await open();
      await report(id, events);
      const again = await office.as('brokerA').post('/v1/shipments').send(body(containerNumber));
      expect([again.status, again.body.violations[0].params?.first ?? id]).toEqual([409, id]);
    }
  });

  it('ends its visit when it departed, not when we learned of it', async () => {
    const { id } = await open();
    await report(id, [...GATES.slice(0, 3), event('DEPA', 4)]);
    expect((await read(id)).visitEndedAt).toBe(at(4));
    await report(id, [event('DEPA', 3)]);
    expect((await read(id)).visitEndedAt).toBe(at(3));
  });
});

describe('visits opened by papers', () => {
  const ensure = (containers: string[], who: Who = 'brokerA') =>
    office.database.transaction(office.actor(who), (tx) =>
      ensureVisits(
        tx,
        office.clock,
        containers.map((containerNumber) => ({ containerNumber, market: MARKET, customsOffice: '2906' })),
      ),
    );
  const visitsOf = (container: string) =>
    office.rows<{ id: string; broker: string; valid: boolean }>(
      'SELECT id, broker_id AS broker, container_number_valid AS valid FROM shipment WHERE container_number = $1 ORDER BY id',
      [container],
    );

  it('are opened once, whoever asks and however often', async () => {
    const containers = [newContainerNumber(), newContainerNumber(), newContainerNumber()];
    await Promise.all([
      ensure(containers),
      ensure([...containers].reverse(), 'brokerB'),
      ensure([...containers, ...containers]),
    ]);
    await ensure(containers, 'brokerB');
    for (const container of containers) expect(await visitsOf(container)).toHaveLength(1);
    const audited = await office.rows<{ n: string }>(
      `SELECT count(*) AS n FROM audit_entry WHERE action = 'shipment.opened' AND detail->>'containerNumber' = ANY ($1)`,
      [containers],
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

  it('are the next ones of containers that have left, and those of containers that are here stay', async () => {
    const [gone, here] = [await open(), await open()];
    await report(gone.id, [event('GTIN', 0), event('CUSR', 1), event('GTOT', 2)]);
    await report(here.id, [event('GTIN', 0)]);
    await ensure([here.containerNumber, gone.containerNumber], 'brokerB');
    await ensure([gone.containerNumber]);
    expect(await visitsOf(here.containerNumber)).toHaveLength(1);
    expect((await visitsOf(gone.containerNumber)).map(({ broker }) => broker)).toEqual([
      office.people.organisations.brokerA,
      office.people.organisations.brokerB,
    ]);
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
  const declare = async (
    reference: string,
    container: string,
    who: 'brokerA' | 'brokerB' = 'brokerA',
  ): Promise<void> => {
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
        [id, broker, container],
      );
    });
  };
  const linked = async (id: string, who: Who) =>
    (await read(id, who)).declarations.map(({ reference }: { reference: string }) => reference);

  it('are those that name the container while it is here, each firm seeing its own', async () => {
    office.clock.goTo('2026-11-21T01:00:00Z');
    const container = newContainerNumber();
    await declare('BEFORE-OPENING', container);
    office.clock.goTo('2026-11-21T02:00:00Z');
    const first = await open({ containerNumber: container });
    await declare('FIRST', container);
    await declare('NEIGHBOUR', container, 'brokerB');
    await declare('OTHER-CONTAINER', newContainerNumber());
    office.clock.goTo('2026-11-21T03:00:00Z');
    await report(first.id, [event('DEPA', 8)]);
    office.clock.goTo('2026-11-21T04:00:00Z');
    await declare('SECOND', container);
    const second = await open({ containerNumber: container });
    expect(await linked(first.id, 'brokerA')).toEqual(['BEFORE-OPENING', 'FIRST']);
    expect(await linked(first.id, 'officer')).toEqual(['BEFORE-OPENING', 'FIRST', 'NEIGHBOUR']);
    expect(await linked(second.id, 'officer')).toEqual(['SECOND']);
    expect((await read(second.id)).declarations).toEqual([
      expect.objectContaining({ id: expect.any(String), reference: 'SECOND', status: 'draft', lines: [] }),
    ]);
  });

  it('are read anew even by a reader who has the revision already', async () => {
    const { id } = await open();
    await office.as('brokerA').get(`/v1/shipments/${id}`).set('If-None-Match', '"r1"').expect(200);
  });
});
