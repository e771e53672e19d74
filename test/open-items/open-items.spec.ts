import type { OpenItemKind } from '../../src/vocabulary/open-item-kinds.js';
import { listOpenItems, type OpenItem, openItemTables } from '../../src/open-items/open-items.query.js';
import { Given, type GivenDeclaration } from '../support/trade/given.js';
import { useOffice } from '../support/office.js';

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

describe('what is open of a declaration', () => {
  const story: [string, GivenDeclaration, [string, OpenItemKind[]][]][] = [
    [
      'waits for its first receipt',
      { filed: at(2), accepted: at(2, '11:00') },
      [
        [at(2, '09:59'), []],
        [at(2), ['submitted-without-receipt']],
        [at(2, '10:59'), ['submitted-without-receipt']],
        [at(2, '11:00'), []],
      ],
    ],
    [
      'is inspected, released and closed',
      { filed: at(2), inspecting: at(3), released: at(4), closed: at(5) },
      [
        [at(3, '12:00'), ['inspection-unfinished']],
        [at(4, '12:00'), ['released-not-closed']],
        [at(5, '12:00'), ['exemption-filing-due', 'fx-receipt-missing']],
      ],
    ],
    [
      'is returned and filed again',
      { filed: at(4), accepted: at(5), before: [{ filed: at(2), accepted: at(2, '11:00'), returned: at(3) }] },
      [
        [at(2, '10:30'), ['submitted-without-receipt']],
        [at(2, '12:00'), []],
        [at(3, '12:00'), ['returned-not-refiled']],
        [at(4, '12:00'), ['submitted-without-receipt']],
        [at(5, '12:00'), []],
      ],
    ],
    [
      'is returned twice',
      {
        filed: at(6),
        returned: at(7),
        before: [
          { filed: at(2), returned: at(3) },
          { filed: at(4), returned: at(5) },
        ],
      },
      [
        [at(3, '12:00'), ['returned-not-refiled']],
        [at(4, '12:00'), ['submitted-without-receipt']],
        [at(5, '12:00'), ['returned-not-refiled']],
        [at(6, '12:00'), ['submitted-without-receipt']],
        [at(8, '12:00'), ['returned-not-refiled']],
      ],
    ],
    [
      'is cancelled',
      { filed: at(2), released: at(3), cancelled: at(4) },
      [
        [at(3, '12:00'), ['released-not-closed']],
        [at(5, '12:00'), []],
      ],
    ],
    [
      'is closed and cancelled afterwards',
      { filed: at(2), released: at(3), closed: at(4), cancelled: at(6) },
      [
        [at(5, '12:00'), ['exemption-filing-due', 'fx-receipt-missing']],
        [at(6, '12:00'), []],
      ],
    ],
    [
      'was filed at the Single Window before it was recorded here',
      { filed: at(3, '15:00'), accepted: at(3, '09:00'), released: at(4) },
      [
        [at(3, '08:00'), []],
        [at(3, '12:00'), []],
        [at(3, '16:00'), []],
        [at(4, '12:00'), ['released-not-closed']],
      ],
    ],
  ];

  it.each(story)('%s', async (_, declaration, moments) => {
    const { id } = await given.declaration(declaration);
    for (const [moment, expected] of moments)
      expect([moment, kinds(await openAt(moment, id))]).toEqual([moment, expected]);
  });

  it('owes tax office and bank until the day they were served', async () => {
    const { id } = await given.declaration({ filed: at(2), closed: at(3) });
    await given.exemptionFiling(id, '2026-11-10');
    expect(kinds(await openAt(at(9, '23:59'), id))).toEqual(['exemption-filing-due', 'fx-receipt-missing']);
    expect(kinds(await openAt(at(10, '00:00'), id))).toEqual(['fx-receipt-missing']);
    await given.payment(id, '2026-11-12');
    expect(await openAt(at(12, '00:00'), id)).toEqual([]);
  });

  it('is among the spans of every time in which something was owed, and of none after', async () => {
    const { id } = await given.declaration({ filed: at(2), closed: at(3) });
    await given.exemptionFiling(id, '2026-11-10');
    await given.payment(id, '2026-11-12');
    const spansSince = async (since: string) => {
      const markets = [{ code: 'KQ-CTC', cutOff: '20:00', settings: {} }];
      const { sql, params } = openItemTables({ markets, since, until: at(18) });
      const text = `${sql} SELECT kind FROM span WHERE subject_id = $5 ORDER BY kind`;
      return (await given.system((tx) => tx.rows<{ kind: string }>(text, [...params, id]))).map(({ kind }) => kind);
    };
    expect(await spansSince(at(9, '23:59'))).toEqual(['exemption-filing-due', 'fx-receipt-missing']);
    expect(await spansSince(at(11, '23:59'))).toEqual(['fx-receipt-missing']);
    expect(await spansSince(at(12, '00:00'))).toEqual([]);
  });

  it('is nothing while it is a draft', async () => {
    const opened = await office
      .as('brokerA')
      .post('/v1/declarations')
      .send({ reference: 'OPEN-DRAFT', market: 'KQ-CTC' });
    expect(opened.status).toBe(201);
    expect(await openAt(at(18), opened.body.id)).toEqual([]);
  });
});

describe('an open item', () => {
  const itemOf = async (declaration: GivenDeclaration, until: string): Promise<Partial<OpenItem> | undefined> => {
    const { id } = await given.declaration(declaration);
    return (await openAt(until, id))[0];
  };

  it.each([
    ['before the cut-off, the same day', at(3, '19:59'), at(3, '20:00')],
    ['at the cut-off, the next day', at(3, '20:00'), at(4, '20:00')],
    ['after it, the next day', at(3, '20:01'), at(4, '20:00')],
  ])('of the day is due at the next cut-off: %s', async (_, filed, dueAt) => {
    expect(await itemOf({ filed }, at(3, '20:30'))).toMatchObject({
      dueAt,
      level: 'day',
      owner: 'officer',
      ageDays: 0,
    });
  });

  it('is due on the next working day where the calendar is published', async () => {
    const filed = '2026-10-02T01:00:00.000Z'; // In the National Day holidays, which end on the 7th.
    expect(await itemOf({ filed }, '2026-10-02T02:00:00.000Z')).toMatchObject({ dueAt: '2026-10-08T12:00:00.000Z' });
  });

  it('is due on the plain day where the calendar is not published yet: rather a reminder too early than too late', async () => {
    const filed = '2031-03-08T01:00:00.000Z'; // A Saturday.
    expect(await itemOf({ filed }, '2031-03-08T02:00:00.000Z')).toMatchObject({ dueAt: '2031-03-08T12:00:00.000Z' });
  });

  it('escalates with its age', async () => {
    const { id } = await given.declaration({ filed: at(1) });
    const levels = [1, 7, 8, 30].map(async (day) => (await openAt(at(day, '12:00'), id))[0]?.level);
    expect(await Promise.all(levels)).toEqual(['day', 'day', 'week', 'week']);
    const later = (await openAt('2026-12-01T04:00:00.000Z', id))[0];
    expect(later).toMatchObject({ level: 'month', ageDays: 30, overdue: true });
  });

  it('of the week and of the month is due by the settings of the market', async () => {
    expect(await itemOf({ filed: at(2), released: at(3, '21:00') }, at(4))).toMatchObject({
      kind: 'released-not-closed',
      level: 'week',
      owner: 'broker',
      dueAt: at(11, '20:00'),
    });
    const { id } = await given.declaration({ filed: at(2), closed: at(3) });
    const due = (await openAt(at(4), id)).map(({ kind, dueAt, level }) => [kind, dueAt, level]);
    expect(due).toEqual([
      ['exemption-filing-due', '2026-12-15T12:00:00.000Z', 'month'],
      ['fx-receipt-missing', '2027-02-01T12:00:00.000Z', 'month'],
    ]);
  });
});

describe('GET /v1/open-items', () => {
  it('shows a broker its own, an officer those of the own office', async () => {
    const mine = await given.declaration({ filed: at(17), broker: 'brokerA' });
    const other = await given.declaration({ filed: at(17), broker: 'brokerB' });
    const elsewhere = await given.declaration({ filed: at(17), office: '2921', market: 'YW-ICC' });
    const parked = await given.parkedReceipt({ receivedAt: at(17), reference: 'NOBODY-KNOWS' });
    const seen = async (who: 'brokerA' | 'brokerB' | 'officer' | 'officerElsewhere' | 'admin') => {
      const { body } = await office.as(who).get('/v1/open-items?limit=500').expect(200);
      const ids = new Set((body.items as OpenItem[]).map(({ subject }) => subject.id));
      return [mine, other, elsewhere, parked].map(({ id }) => ids.has(id));
    };
    expect(await seen('brokerA')).toEqual([true, false, true, false]);
    expect(await seen('brokerB')).toEqual([false, true, false, false]);
    expect(await seen('officer')).toEqual([true, true, false, true]);
    expect(await seen('officerElsewhere')).toEqual([false, false, true, false]);
    expect(await seen('admin')).toEqual([true, true, true, true]);
    await office.as('analyst').get('/v1/open-items').expect(403);
  });

  it('narrows to market, kind, firm and what is overdue', async () => {
    const get = async (query: string) => {
      const { body } = await office.as('officer').get(`/v1/open-items?limit=500&${query}`).expect(200);
      return body.items as OpenItem[];
    };
    const { brokerB } = office.people.organisations;
    expect(new Set((await get(`broker=${brokerB}`)).map(({ broker }) => broker))).toEqual(new Set([brokerB]));
    expect(kinds(await get('kind=receipt-parked'))).toEqual(['receipt-parked']);
    expect(await get('market=YW-ICC')).toEqual([]);
    const [late, inTime, all] = await Promise.all([get('overdue=true'), get('overdue=false'), get('')]);
    expect(late.length).toBeGreaterThan(0);
    expect(inTime.length).toBeGreaterThan(0);
    expect(late.length + inTime.length).toBe(all.length);
    expect(late.every(({ dueAt, overdue }) => overdue && (dueAt ?? '') <= office.clock.now().toISOString())).toBe(true);
  });

  it('pages without losing or repeating an item, the earliest due first', async () => {
    const all = await office.as('officer').get('/v1/open-items?limit=500').expect(200);
    const paged: OpenItem[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await office
        .as('officer')
        .get(`/v1/open-items?limit=3${cursor && `&cursor=${cursor}`}`)
        .expect(200);
      paged.push(...(body.items as OpenItem[]));
      cursor = body.nextCursor as string | null;
    }
    expect(paged).toEqual(all.body.items);
    const due = paged.map(({ dueAt }) => dueAt);
    expect(due).toEqual([...due].sort());
  });

  it.each([
    ['market=XX-XXX', '/query/market'],
    ['kind=anything', '/query/kind'],
    ['overdue=1', '/query/overdue'],
    ['broker=019a0000-0000-7000-8000-000000000000', '/query/broker'],
    ['colour=red', '/query/colour'],
    ['cursor=WzEsMiwzXQ', '/query/cursor'],
  ])('refuses %s', async (query, pointer) => {
    const { body } = await office.as('officer').get(`/v1/open-items?${query}`).expect(400);
    expect(body.violations[0].pointer).toBe(pointer);
  });

  it('does not show a broker whether another firm exists', async () => {
    const { brokerB } = office.people.organisations;
    const refused = (id: string) => office.as('brokerA').get(`/v1/open-items?broker=${id}`).expect(400);
    const [real, invented] = await Promise.all([refused(brokerB), refused('019a0000-0000-7000-8000-000000000000')]);
    expect(real.body.violations[0].code).toBe(invented.body.violations[0].code);
  });
});
