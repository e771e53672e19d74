import { amend, amending, CHEAPER } from '../support/trade/amending.js';
import { correcting } from '../support/trade/correcting.js';
import { deciding, withoutChance } from '../support/trade/deciding.js';
import { drafted, post, submitted } from '../support/trade/declaring.js';
import { useOffice } from '../support/office.js';
import { newContainerNumber } from '../support/trade/shipping.js';

/** What is next of a declaration, and what somebody has to do about it, are one thing: in every status, for both sides. */
const office = useOffice({ at: '2026-12-07T01:00:00Z' });
const { lane, shipment } = deciding(office);
const { ask } = amending(office);
const corrections = correcting(office);

const TODAY = '2026-12-07';
const at = (time: string): string => new Date(`${TODAY}T${time}:00+08:00`).toISOString();

interface Step {
  readonly actor: string;
  readonly step: string;
  readonly dueAt: string | null;
}
interface Entry {
  readonly kind: string;
  readonly subject: { readonly id: string };
  readonly dueAt: string | null;
  readonly actor: string;
}

const SIDES = { brokerA: ['broker', 'port'], officer: ['officer', 'customs'] } as const;
type Side = keyof typeof SIDES;
const OF_CONTAINERS = ['review-hold', 'inspect-container', 'reseal-container'];

async function todo(who: Side): Promise<Entry[]> {
  const { body } = await office.as(who).get('/v1/todo?all=true&limit=500').expect(200);
  return body.items;
}
/** What is found by who has to move next; it is counted as it is listed. */
async function listedFor(who: Side, actor: string): Promise<string[]> {
  const { body } = await office.as(who).get(`/v1/declarations?nextActor=${actor}&limit=500`).expect(200);
  const { body: counted } = await office.as(who).get(`/v1/declarations/counts?nextActor=${actor}`).expect(200);
  expect(counted.total).toBe(body.items.length);
  return (body.items as { id: string }[]).map(({ id }) => id);
}
/** The steps of a declaration that are this side's to do, as it sees them: in the document and in the list. */
async function steps(who: Side, id: string): Promise<Step[]> {
  const { body } = await office.as(who).get(`/v1/declarations/${id}`);
  const all = body.next === undefined ? [] : ([body.next, ...body.next.also] as Step[]);
  const { body: list } = await office.as(who).get('/v1/declarations?limit=500').expect(200);
  const listed = (list.items as { id: string; next: unknown }[]).find((each) => each.id === id);
  expect(listed?.next).toEqual(body.next);
  if (body.next !== undefined) expect(await listedFor(who, body.next.actor)).toContain(id);
  return all.filter(({ actor }) => SIDES[who].some((each) => each === actor));
}
const compared = (list: readonly { actor: string; dueAt: string | null }[]) =>
  list.map(({ actor, dueAt }) => `${actor} ${dueAt}`).sort();

const receipt = (id: string, code: string, time: string) =>
  post(office, [{ channel: 'single-window', code, declarationId: id, eventTime: at(time), text: '' }]);
const filed = async (container?: string) =>
  submitted(office, {
    declaredOn: TODAY,
    containers: container === undefined ? [] : [{ number: container, goodsLines: [1, 2] }],
  });
const hold = { reason: '重量不符', owner: '查验二科', reviewOn: '2026-12-20' };

/** A declaration in each situation; the container of those that customs holds. */
const SITUATIONS: Readonly<Record<string, () => Promise<string>>> = {
  'a draft': async () => (await drafted(office, { declaredOn: TODAY })).id,
  submitted: async () => (await filed()).id,
  accepted: () => moved('L'),
  inspected: () => moved('L', 'C'),
  released: () => moved('L', 'P'),
  returned: () => moved('L', 'E'),
  cancelled: () => moved('L', 'D'),
  closed: () => moved('L', 'P', 'R'),
  'closed, its exemption filed': async () => {
    const id = await moved('L', 'P', 'R');
    const filing = { filedOn: TODAY, taxReference: `TAX-${id}` };
    await office.as('brokerA').post(`/v1/declarations/${id}/exemption-filings`).send(filing).expect(201);
    return id;
  },
  'accepted, with an amendment to decide': async () => {
    const id = await moved('L');
    expect(await ask(id, amend(CHEAPER))).toMatchObject({ status: 201 });
    return id;
  },
  'accepted, asked for corrections': async () => {
    const id = await moved('L');
    await corrections.ask(id).expect(201);
    return id;
  },
  'accepted, its lane lowered by one officer': async () => {
    const { id } = await filed();
    await lane(id, 'red');
    await lane(id, 'green');
    return id;
  },
  'released against a red lane': async () => {
    const { id } = await filed();
    await lane(id, 'red');
    await receipt(id, 'P', '09:30');
    return id;
  },
  'released under blue': async () => {
    const { id } = await filed();
    await lane(id, 'blue');
    await receipt(id, 'P', '09:30');
    return id;
  },
  'held, and released all the same': async () => {
    const container = newContainerNumber();
    const { id } = await filed(container);
    const visit = (await shipment(container)).id;
    await office.as('officer').post(`/v1/shipments/${visit}/holds`).send(hold).expect(201);
    office.clock.stopAt(at('10:00'));
    await receipt(id, 'P', '09:59');
    await office.drain();
    return id;
  },
};

/** What the officer has to do where that is not what the status says. */
const EXPECTED: Readonly<Record<string, string[]>> = {
  cancelled: [],
  closed: [],
  'accepted, its lane lowered by one officer': ['accept', 'confirm-lowering'],
  'released against a red lane': ['look-after-release'],
  'released under blue': ['check-after-release'],
  'held, and released all the same': ['review-hold', 'end-control'],
};

async function moved(...codes: string[]): Promise<string> {
  const { id } = await filed();
  for (const [index, code] of codes.entries()) await receipt(id, code, `09:0${index + 1}`);
  return id;
}

beforeAll(async () => {
  await withoutChance(office);
  const rates = [
    { currency: 'USD', toCny: '7.1', toUsd: '1' },
    { currency: 'CNY', toCny: '1', toUsd: '0.140845' },
  ];
  await office.as('admin').put('/v1/rates/2026-12').send({ rates }).expect(200);
  // The first of a consignor is in another lane.
  await filed();
});
beforeEach(() => office.clock.stopAt(at('09:30')));

describe.each(Object.entries(SITUATIONS))('of what is %s', (name, make) => {
  it('the same is to be done by the same at the same instant, in next and on the list of each side', async () => {
    const id = await make();
    for (const who of ['brokerA', 'officer'] as const) {
      const [own, list] = [await steps(who, id), await todo(who)];
      const ofDeclaration = list.filter(({ subject }) => subject.id === id);
      const beside = own.filter(({ step }) => !OF_CONTAINERS.includes(step));
      expect([who, compared(beside)]).toEqual([who, compared(ofDeclaration)]);
      // A container is on the list once, whoever has goods in it.
      for (const { dueAt } of own.filter(({ step }) => OF_CONTAINERS.includes(step)))
        expect(list.filter(({ kind }) => kind === 'hold-unreviewed').map((each) => each.dueAt)).toContain(dueAt);
    }
    const expected = EXPECTED[name];
    if (expected) expect((await steps('officer', id)).map(({ step }) => step)).toEqual(expected);
  });
});

it('what a firm owes after the closing is its next step, in the order in which it is due, until it is served', async () => {
  const id = await moved('L', 'P', 'R');
  const next = async () => (await office.as('brokerA').get(`/v1/declarations/${id}`).expect(200)).body.next;
  const of = ({ actor, step, also }: Step & { also: Step[] }) => [actor, step, also.map((each) => each.step)];
  expect(of(await next())).toEqual(['broker', 'file-exemption', ['receive-payment']]);
  expect(await listedFor('brokerA', 'broker')).toContain(id);
  const { body: byDue } = await office
    .as('brokerA')
    .get('/v1/declarations?sort=due&status=closed&limit=500')
    .expect(200);
  expect((byDue.items as { id: string }[]).map((each) => each.id)).toContain(id);
  const filing = { filedOn: TODAY, taxReference: `TAX-${id}` };
  await office.as('brokerA').post(`/v1/declarations/${id}/exemption-filings`).send(filing).expect(201);
  expect(of(await next())).toEqual(['broker', 'receive-payment', []]);
  const payment = { receivedOn: TODAY, amount: '2000.00', currency: 'USD', bankReference: `BANK-${id}` };
  await office.as('brokerA').post(`/v1/declarations/${id}/fx-receipts`).send(payment).expect(201);
  expect(of(await next())).toEqual(['nobody', 'none', []]);
  expect(await listedFor('brokerA', 'broker')).not.toContain(id);
});

it('open items name who acts by the words of next and of the list', async () => {
  const made = [await moved(), await moved('L', 'P'), await moved('L', 'E'), await moved('L', 'P', 'R')];
  for (const who of ['brokerA', 'officer'] as const) {
    const { body } = await office.as(who).get('/v1/open-items?limit=500').expect(200);
    const named = (list: readonly Entry[]) =>
      list
        .filter(({ subject }) => made.includes(subject.id))
        .map(({ kind, subject, actor }) => `${kind} ${subject.id} ${actor}`);
    const own = new Set(named(await todo(who)));
    expect(own.size).toBeGreaterThan(0);
    expect(named(body.items)).toEqual(expect.arrayContaining([...own]));
  }
});

it('a broker learns nothing of lanes by it', async () => {
  const id = await (SITUATIONS['released against a red lane'] as () => Promise<string>)();
  const next = async (who: Side) => (await office.as(who).get(`/v1/declarations/${id}`)).body.next;
  expect((await next('officer')).also.map(({ step }: Step) => step)).toEqual(['look-after-release']);
  expect((await next('brokerA')).also).toEqual([]);
});
