import { VisitEventsService } from '../../src/shipments/visits/visit-events.service.js';
import type { EventBody } from '../../src/shipments/shipments.dto.js';
import { useOffice } from '../support/office.js';
import { outcome, WHOLE_VISIT, shipping } from '../support/trade/shipping.js';

const office = useOffice({ at: '2026-11-18T10:00:00Z' });
const { open, read, report } = shipping(office);

const EVENTS = WHOLE_VISIT as unknown as EventBody[];
const record = (reports: readonly { id: string; events: readonly EventBody[] }[]) =>
  office.database.transaction(office.actor('officer'), (tx) => office.get(VisitEventsService).recordAll(tx, reports));
/** A container's number and id are its own; what has happened to it is the same. */
const fate = async (id: string) => {
  const { status, stuffedAt, openedAt, resealedAt, releasedAt, leftAt, loadedAt, seals, revision } = await read(id);
  return { status, stuffedAt, openedAt, resealedAt, releasedAt, leftAt, loadedAt, seals, revision };
};

describe('the events of many containers in one report', () => {
  it('make of each what they would have made of it alone', async () => {
    const alone = await open();
    await report(alone.id, EVENTS).expect(200);
    const containers = [await open(), await open(), await open()];
    await record(containers.map(({ id }) => ({ id, events: EVENTS })));
    for (const { id } of containers) expect(await fate(id)).toEqual(await fate(alone.id));
    expect(outcome(await read(alone.id))).toMatchObject({ status: 'loaded' });
  });

  it('move only the containers for which something is new, with one audit entry each', async () => {
    const [known, fresh] = [await open(), await open()];
    await record([{ id: known.id, events: EVENTS }]);
    const before = await read(known.id);
    const results = await record([known, fresh].map(({ id }) => ({ id, events: EVENTS })));
    expect(results.map(({ results: [first] }) => first?.result)).toEqual(['duplicate', 'applied']);
    expect((await read(known.id)).revision).toBe(before.revision);
    for (const { id } of [known, fresh]) {
      const entries = await office.rows(
        `SELECT 1 FROM audit_entry WHERE subject_id = $1 AND action = 'shipment.events-recorded'`,
        [id],
      );
      expect(entries).toHaveLength(1);
    }
  });

  it('store nothing when one of the containers is not there', async () => {
    const container = await open();
    const missing = { id: '01a20b0f-5a63-745c-85e5-20464bb23950', events: EVENTS };
    await expect(record([{ id: container.id, events: EVENTS }, missing])).rejects.toMatchObject({ kind: 'not-found' });
    expect((await read(container.id)).status).toBe('planned');
  });

  it('may be sent twice at once, in opposite order, with one effect', async () => {
    const containers = await Promise.all(Array.from({ length: 12 }, () => open()));
    const reports = containers.map(({ id }) => ({ id, events: EVENTS }));
    await Promise.all([record(reports), record([...reports].reverse()), record(reports)]);
    for (const { id } of containers) expect(await read(id)).toMatchObject({ status: 'loaded', revision: 2 });
  });
});
