import type { OpenItemKind } from '../../src/vocabulary/open-item-kinds.js';
import { listOpenItems, type OpenItem } from '../../src/open-items/open-items.query.js';
import { Given } from '../support/trade/given.js';
import { useOffice } from '../support/office.js';
import { shipping } from '../support/trade/shipping.js';

const office = useOffice({ at: '2026-11-18T02:00:00Z' });
const given = new Given(office);

/** A moment of November 2026 in Asia/Shanghai. */
const at = (day: number, time = '10:00'): string =>
  new Date(`2026-11-${String(day).padStart(2, '0')}T${time}:00+08:00`).toISOString();

/** What is open at a moment, of one subject. */
async function openAt(until: string, subject: string): Promise<OpenItem[]> {
  const question = { markets: [{ code: 'KQ-CTC', cutOff: '20:00', settings: {} }], until };
  const options = { broker: null, overdue: null, after: null, limit: 10_000 };
  const items = await given.system((tx) => listOpenItems(tx, question, options));
  return items.filter((item) => item.subject.id === subject);
}

const kinds = (items: readonly OpenItem[]): OpenItemKind[] => items.map(({ kind }) => kind).sort();

describe('what is open of a container', () => {
  it('is its opening, its leaving and its loading', async () => {
    const { id } = await given.shipment({
      container: 'CSQU3054383',
      opened_at: at(2),
      resealed_at: at(3),
      released_at: at(4),
      left_at: at(5),
      loaded_at: at(6),
    });
    const seen = await Promise.all([2, 3, 4, 5, 6].map((day) => openAt(at(day, '12:00'), id)));
    expect(seen.map(kinds)).toEqual([['opened-not-resealed'], [], ['released-not-left'], ['left-not-loaded'], []]);
    expect(seen[0]?.[0]?.subject).toEqual({ type: 'shipment', id, number: 'CSQU3054383' });
  });

  it('ends with its departure', async () => {
    const times = { opened_at: at(2), released_at: at(2), departed_at: at(4) };
    const { id } = await given.shipment({ container: 'TGHU0913901', ...times });
    expect(kinds(await openAt(at(3), id))).toEqual(['opened-not-resealed', 'released-not-left']);
    expect(await openAt(at(4), id)).toEqual([]);
  });
});

describe('a past instant of a container', () => {
  const { open, report } = shipping(office);
  const NOW = '2026-11-18T02:00:00Z';
  const recorded = (id: string, ...events: [code: string, eventTime: string][]) =>
    report(
      id,
      events.map(([code, eventTime]) => ({ code, eventTime })),
      'officer',
    ).expect(200);
  const control = (id: string, path: string, body: object) =>
    office.as('officer').post(`/v1/shipments/${id}/${path}`).send(body);
  /** What is open at each moment, with the time since when. */
  const seen = async (id: string, ...moments: string[]) =>
    Promise.all(
      moments.map(async (moment) => (await openAt(moment, id)).map(({ kind, openedAt }) => [kind, openedAt])),
    );
  afterEach(() => office.clock.stopAt(NOW));

  it('knows each opening, also after the container was sealed and opened again', async () => {
    const { id } = await open();
    await recorded(id, ['GTIN', at(9)], ['STRP', at(9, '15:00')]);
    const monday = at(9, '20:00');
    const asked = await seen(id, monday);
    expect(asked).toEqual([[['opened-not-resealed', at(9, '15:00')]]]);
    await recorded(id, ['RSEA', at(10, '09:00')], ['STRP', at(11, '09:00')]);
    expect(await seen(id, monday, at(10, '20:00'), at(12))).toEqual([
      ...asked,
      [],
      [['opened-not-resealed', at(11, '09:00')]],
    ]);
  });

  it('knows each release, also after a hold or another selection took it away', async () => {
    const { id } = await open();
    const held = { reason: '重量不符', owner: '查验科', reviewOn: '2026-12-01' };
    office.clock.stopAt(at(10));
    await recorded(id, ['GTIN', at(9)], ['CUSR', at(9, '12:00')]);
    const { body: hold } = await control(id, 'holds', held).expect(201);
    office.clock.stopAt(at(11));
    await control(id, `holds/${hold.id}/release`, { reason: 'As declared' }).expect(200);
    office.clock.stopAt(at(12));
    await control(id, 'holds', held).expect(201);
    await recorded(id, ['CUSI', at(11, '12:00')]);
    expect(await seen(id, at(9, '20:00'), at(10, '20:00'), at(11, '11:00'), at(12))).toEqual([
      [['released-not-left', at(9, '12:00')]],
      [],
      [['released-not-left', at(11)]],
      [['inspection-unfinished', at(11, '12:00')]],
    ]);
  });

  it('lists each departure from the centre, also after the container was shut out, came back and left again', async () => {
    const { id } = await open();
    await recorded(
      id,
      ['GTIN', at(2)],
      ['CUSR', at(3)],
      ['GTOT', at(4)],
      ['LOAD', at(6)],
      ['DISC', at(7)],
      ['GTIN', at(8)],
    );
    await recorded(id, ['CUSR', at(10)], ['GTOT', at(12)]);
    const moments = [3, 5, 6, 7, 9, 11, 13].map((day) => at(day, '12:00'));
    expect(await seen(id, ...moments)).toEqual([
      [['released-not-left', at(3)]],
      [['left-not-loaded', at(4)]],
      [],
      [['left-not-loaded', at(7)]],
      [],
      [['released-not-left', at(10)]],
      [['left-not-loaded', at(12)]],
    ]);
  });

  it('is not ended by a departure that is still ahead, expected or reported early', async () => {
    const { id } = await open();
    const ahead = new Date(Date.parse(NOW) + 4 * 60_000).toISOString();
    await recorded(id, ['GTIN', at(9)], ['CUSR', at(10)], ['STRP', at(10)]);
    await report(id, [{ code: 'DEPA', eventTime: at(17), classifier: 'EST' }]).expect(200);
    await recorded(id, ['DEPA', ahead]);
    const both = [
      ['opened-not-resealed', at(10)],
      ['released-not-left', at(10)],
    ];
    expect(await seen(id, new Date(NOW).toISOString(), ahead)).toEqual([both, []]);
  });

  it('has left until its next visit was opened', async () => {
    const first = await open();
    await recorded(first.id, ['GTIN', at(9)], ['CUSR', at(10)], ['GTOT', at(11)]);
    office.clock.stopAt(at(13));
    const next = await open({ containerNumber: first.containerNumber });
    await recorded(next.id, ['GTIN', at(13)]);
    expect(await seen(first.id, at(12), at(13))).toEqual([[['left-not-loaded', at(11)]], []]);
    expect(await seen(next.id, at(13))).toEqual([[]]);
  });
});

describe('an inspection of a container', () => {
  const { open, report } = shipping(office);
  const control = (id: string, path: string, body: object) =>
    office.as('officer').post(`/v1/shipments/${id}/inspections${path}`).send(body);
  const inspected = async (id: string, day: number) =>
    (await openAt(at(day), id)).filter(({ kind }) => kind === 'inspection-unfinished');

  it('is open from its order on, though it is never begun, until every one ordered has its result', async () => {
    const { id, containerNumber: number } = await open();
    const { body: first } = await control(id, '', { reason: 'R-12', at: at(9) }).expect(201);
    const { body: second } = await control(id, '', { reason: 'R-13', at: at(10) }).expect(201);
    expect(await inspected(id, 12)).toEqual([
      expect.objectContaining({
        ...{ openedAt: at(9), owner: 'officer', level: 'day', dueAt: at(9, '20:00'), overdue: true },
        subject: { type: 'shipment', id, number },
      }),
    ]);
    const conforms = { result: 'conforms', findings: 'As declared' };
    await control(id, `/${first.id}/result`, { ...conforms, at: at(12, '11:00') }).expect(200);
    expect(await inspected(id, 13)).toHaveLength(1);
    await control(id, `/${second.id}/result`, { ...conforms, at: at(14) }).expect(200);
    expect([await inspected(id, 14), (await inspected(id, 13)).length]).toEqual([[], 1]);
  });

  it.each([['CUSR'], ['INSP'], ['DEPA']])('that is known by events alone ends with %s', async (code) => {
    const { id } = await open();
    await report(id, [{ code: 'CUSI', eventTime: at(9) }], 'officer').expect(200);
    await report(id, [{ code, eventTime: at(11) }], 'officer').expect(200);
    expect([(await inspected(id, 10)).length, await inspected(id, 11)]).toEqual([1, []]);
  });

  it('is not withdrawn by a release: an officer is refused until it has its result', async () => {
    const { id } = await open();
    await control(id, '', { reason: 'R-12', at: at(9) }).expect(201);
    const refused = await report(id, [{ code: 'CUSR', eventTime: at(11) }], 'officer');
    expect([refused.status, refused.body.code]).toEqual([409, 'inspection-without-result']);
    expect([(await inspected(id, 10)).length, (await inspected(id, 11)).length]).toEqual([1, 1]);
  });
});
