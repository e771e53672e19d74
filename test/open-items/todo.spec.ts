import { amend, amending, CHEAPER } from '../support/trade/amending.js';
import { type Answer, drafted, post, seen, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice, type Who } from '../support/office.js';
import { receipt } from '../support/trade/receiving.js';
import { newContainerNumber } from '../support/trade/shipping.js';

const NOW = '2021-12-28T04:00:00Z';
const office = useOffice({ at: NOW });

const { ask } = amending(office);

beforeAll(() => putRates(office));
beforeEach(() => office.clock.stopAt('2021-12-28T05:00:00Z'));

interface Entry {
  kind: string;
  subject: { type: string; id: string };
  text: string;
  dueAt: string | null;
  overdue: boolean;
  amountUsd: string | null;
  actor: string;
}

interface Next {
  actor: string;
  step: string;
  dueAt: string | null;
  also: Next[];
}

async function todo(who: Who, query = '', language = 'en'): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let cursor = ''; ;) {
    const path = `/v1/todo?limit=3${query}${cursor}`;
    const { body } = await office.as(who).get(path).set('Accept-Language', language).expect(200);
    entries.push(...(body.items as Entry[]));
    if (body.nextCursor === null) return entries;
    cursor = `&cursor=${body.nextCursor as string}`;
  }
}
const of = (entries: readonly Entry[], { id }: { id: string }) => entries.filter(({ subject }) => subject.id === id);
const kinds = (entries: readonly Entry[]) => entries.map(({ kind }) => kind);
const deliver = (code: string, at: string, { id }: { id: string }, text = '') =>
  post(office, [{ ...receipt(code, at, { declarationId: id }), text }]);

/** One declaration of each kind of moment. */
async function everyMoment() {
  const containers = [{ number: newContainerNumber(), goodsLines: [1, 2] }];
  const draft = await drafted(office);
  const filed = await submitted(office);
  const [accepted, returned, inspected, released, closed, asked] = await Promise.all(
    ['L', 'E', 'C', 'P', 'R', 'L'].map(async (code) => {
      const made = await submitted(office, code === 'C' ? { containers } : {});
      if (code !== 'E') await deliver('L', '28T09:00', made);
      if (code !== 'L') await deliver(code, '28T10:00', made, code === 'E' ? '品名与规格不符' : '');
      return made;
    }),
  );
  expect(await ask(asked?.id ?? '', amend(CHEAPER))).toMatchObject({ status: 201 });
  return { draft, filed, accepted, returned, inspected, released, closed, asked } as Record<string, Answer>;
}

describe('the list of what is to be done', () => {
  let made: Record<string, Answer>;
  beforeAll(async () => {
    office.clock.stopAt(NOW);
    made = await everyMoment();
  });

  it('names the firm’s part of each declaration once, with the reason of a return in its sentence', async () => {
    const mine = await todo('brokerA');
    expect(Object.fromEntries(Object.entries(made).map(([name, one]) => [name, kinds(of(mine, one))]))).toEqual({
      draft: ['draft-not-submitted'],
      ...{ filed: [], accepted: [], inspected: [], asked: [] },
      returned: ['returned-not-refiled'],
      released: ['released-not-closed'],
      closed: ['exemption-filing-due'],
    });
    const [returned] = of(mine, made['returned'] as Answer);
    expect(returned?.text).toBe(`${made['returned']?.reference}: Returned, not filed again. Reason: 品名与规格不符`);
    const [inChinese] = of(await todo('brokerA', '', 'zh-CN'), made['returned'] as Answer);
    expect(inChinese?.text).toBe(`${made['returned']?.reference}：退单未重报。原因：品名与规格不符`);
    expect(of(mine, made['released'] as Answer)[0]?.amountUsd).toMatch(/^\d+\.\d\d$/);
  });

  it('names customs’ part of each to the officer, and no draft', async () => {
    const customs = await todo('officer');
    expect(
      Object.fromEntries(Object.entries(made).map(([name, one]) => [name, kinds(of(customs, one)).sort()])),
    ).toEqual({
      ...{ draft: [], returned: [], released: [], closed: [] },
      filed: ['submitted-without-receipt'],
      accepted: ['accepted-not-released'],
      inspected: ['inspection-unfinished'],
      asked: ['accepted-not-released', 'amendment-undecided'],
    });
  });

  it('agrees with what is next of each declaration: the same instant, on the list of whoever has to act', async () => {
    const lists = { broker: await todo('brokerA', '&all=true'), officer: await todo('officer', '&all=true') };
    const whose: Record<string, keyof typeof lists> = {
      broker: 'broker',
      officer: 'officer',
      customs: 'officer',
      port: 'broker',
    };
    for (const { id } of Object.values(made)) {
      const next = (await seen(office, id))['next'] as Next;
      for (const { actor, dueAt } of [next, ...next.also]) {
        const side = whose[actor];
        if (side) expect(of(lists[side], { id }).map((entry) => entry.dueAt)).toContain(dueAt);
      }
    }
  });

  it('stands in the order in which things are due, whatever the pages, and leaves out what is due in more than 30 days', async () => {
    const all = await todo('brokerA', '&all=true');
    expect(all.map(({ dueAt }) => dueAt)).toEqual(all.map(({ dueAt }) => dueAt).sort());
    const near = await todo('brokerA');
    expect(kinds(of(near, made['closed'] as Answer))).toEqual(['exemption-filing-due']);
    expect(kinds(of(all, made['closed'] as Answer)).sort()).toEqual(['exemption-filing-due', 'fx-receipt-missing']);
    expect(new Set(all.map(({ kind, subject }) => `${kind} ${subject.id}`)).size).toBe(all.length);
  });

  it('shows nobody another firm’s', async () => {
    const theirs = await todo('brokerB', '&all=true');
    expect(theirs).toEqual([]);
    await office.as('analyst').get('/v1/todo').expect(403);
  });

  it('says why a receipt is parked', async () => {
    const [result] = await post(office, [receipt('q', '28T12:30', { reference: 'NOBODY-7' })]);
    const { receiptId: id = '' } = result as { receiptId?: string };
    const [entry] = of(await todo('officer'), { id });
    expect(entry?.text).toBe('NOBODY-7: Receipt parked. Reason: it names no declaration that is known.');
    const [inChinese] = of(await todo('officer', '', 'zh-CN'), { id });
    expect(inChinese?.text).toBe('NOBODY-7：回执待处理。原因：找不到对应的申报。');
  });

  it('has a held container once for customs, with its reason, until the hold is released', async () => {
    const containers = [{ number: newContainerNumber(), goodsLines: [1, 2] }];
    const [first] = [await submitted(office, { containers }), await submitted(office, { containers }, 'brokerB')];
    const path = `/v1/shipments?container=${containers[0]?.number}`;
    const { body } = await office.as('officer').get(path).expect(200);
    const visit = (body.items as { id: string }[])[0] as { id: string };
    const hold = { reason: 'Weight differs', owner: 'Section 2', reviewOn: '2021-12-31' };
    const held = await office.as('officer').post(`/v1/shipments/${visit.id}/holds`).send(hold).expect(201);
    await office.drain();
    const [entry, ...more] = of(await todo('officer'), visit);
    expect([entry?.kind, entry?.dueAt, more]).toEqual(['hold-unreviewed', '2021-12-31T12:00:00.000Z', []]);
    expect(entry?.text).toBe(`Container ${containers[0]?.number} is held: review the hold. Reason: Weight differs`);
    expect(of(await todo('brokerA'), first)).toEqual([]);
    const release = `/v1/shipments/${visit.id}/holds/${held.body.id as string}/release`;
    await office.as('officer').post(release).send({ reason: 'Weighed again' }).expect(200);
    expect(of(await todo('officer'), visit)).toEqual([]);
  });
});
