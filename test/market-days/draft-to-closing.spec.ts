import { exampleLine } from '../samples/example.js';
import { type Answer, declaration, etag, seen, submit } from '../support/trade/declaring.js';
import { deciding } from '../support/trade/deciding.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice, type Who } from '../support/office.js';
import { MARKET, newContainerNumber } from '../support/trade/shipping.js';

/** One declaration is typed once; a broker and an officer bring it to its end. */
const office = useOffice({ at: '2021-12-28T01:00:00Z' });
const { decide } = deciding(office);
const [number, other] = [newContainerNumber(), newContainerNumber()];
const ENTRY_ID = '290620210000001039';

beforeAll(() => putRates(office));

const at = (hour: number) => `2021-12-28T${String(hour).padStart(2, '0')}:00:00.000Z`;
const event = (container: string, code: string, hour: number, more: object = {}) => ({
  ...{ containerNumber: container, market: MARKET, code, eventTime: at(hour), ...more },
});
const report = async (who: Who, events: readonly object[]) => {
  const { body } = await office.as(who).post('/v1/shipments/events').send({ events }).expect(200);
  return (body.results as { result: string; status: string }[]).map(({ result, status }) => `${result} ${status}`);
};
const receipt = async (code: string, hour: number, more: object) => {
  const one = { channel: 'single-window', code, text: '', eventTime: at(hour), ...more };
  const { body } = await office
    .as('brokerA')
    .post('/v1/receipts')
    .send({ receipts: [one] })
    .expect(200);
  return body.results[0] as { result: string; effect: { from: string; to: string } | null };
};
const found = async (q: string, who: Who = 'brokerA') => {
  const { body } = await office
    .as(who)
    .get(`/v1/search?q=${encodeURIComponent(q)}`)
    .expect(200);
  return (body.items as { type: string; id: string }[]).map(({ type, id }) => `${type} ${id}`);
};
const todo = async (who: Who, id: string) => {
  const { body } = await office.as(who).get('/v1/todo?limit=500&all=true').expect(200);
  return (body.items as { kind: string; subject: { id: string } }[]).flatMap(({ kind, subject }) =>
    subject.id === id ? [kind] : [],
  );
};

it('is typed once and goes from its draft to its closing, found by each of its numbers', async () => {
  const brokerA = office.as('brokerA');
  const line = (n: number) => exampleLine(n, { totalPrice: '80000.00', packages: 10 });
  const typed = declaration({
    ...{ tradeRecord: 'SCCG:3318961CXP17000834', billOfLading: 'COSU6300054321', goods: [line(1), line(2)] },
    containers: [
      { number, goodsLines: [1] },
      { number: other, goodsLines: [2] },
    ],
  });

  // Previewed and kept; it is above the ceiling, and its parts are proposed, checked and made in one commit.
  const { body: preview } = await brokerA.post('/v1/declarations/preview').send(typed).expect(200);
  expect(preview.findings.map(({ code }: { code: string }) => code)).toContain('ceiling-exceeded');
  const { body: draft } = await brokerA.post('/v1/declarations').send(typed).expect(201);
  expect(await todo('brokerA', draft.id)).toEqual(['draft-not-submitted']);
  const { body: proposal } = await brokerA.get(`/v1/declarations/${draft.id}/split-proposal`).expect(200);
  const parts = (proposal.parts as { declaration: object }[]).map((part) => part.declaration);
  const { body: split } = await brokerA
    .post(`/v1/declarations/${draft.id}/split`)
    .set('If-Match', etag(draft))
    .send({ parts, confirm: true })
    .expect(201);
  const [mine] = split.parts as [Answer];

  // Printed and submitted; the Single Window's answers arrive at the broker.
  const printed = await brokerA.get(`/v1/declarations/${mine.id}?format=pdf`).expect(200);
  expect(printed.headers['content-type']).toBe('application/pdf');
  await submit(office, mine).expect(200);
  office.clock.stopAt(at(3));
  expect(await receipt('L', 2, { declarationId: mine.id, entryId: ENTRY_ID })).toMatchObject({
    ...{ result: 'applied', effect: { from: 'submitted', to: 'accepted' } },
  });

  // The container comes, is inspected with a result, and goes; the officer releases the declaration.
  office.clock.stopAt(at(8));
  expect(await report('brokerA', [event(number, 'STUF', 1, { seal: 'CN001' }), event(number, 'GTIN', 3)])).toEqual([
    'applied in-centre',
    'applied in-centre',
  ]);
  const { body: shipments } = await office.as('officer').get(`/v1/shipments?container=${number}`).expect(200);
  const visit = shipments.items[0] as { id: string };
  const inspections = `/v1/shipments/${visit.id}/inspections`;
  const control = (path: string, body: object) => office.as('officer').post(`${inspections}${path}`).send(body);
  const { body: inspection } = await control('', { reason: '布控', at: at(4) }).expect(201);
  const [released] = await decide([{ declarationId: mine.id, action: 'release' }]);
  expect(released).toMatchObject({ result: 'skipped', why: 'inspection-open' });
  await control(`/${inspection.id}/opened`, { at: at(5) }).expect(200);
  await control(`/${inspection.id}/result`, {
    at: at(6),
    result: 'conforms',
    findings: '12 of 400 cartons opened; goods as declared',
  }).expect(200);
  await control(`/${inspection.id}/resealed`, { at: at(7), seal: 'CN002' }).expect(200);
  expect(await decide([{ declarationId: mine.id, action: 'release', reason: '查验相符' }])).toMatchObject([
    { result: 'done', status: 'released' },
  ]);
  expect(await report('officer', [event(number, 'CUSR', 8)])).toEqual(['applied released']);
  office.clock.stopAt(at(20));
  const leaving = ['GTOT', 'LOAD', 'DEPA'].map((code, index) => event(number, code, 9 + index));
  expect((await report('brokerA', leaving)).at(-1)).toBe('applied departed');

  // Closed by the broker's own receipt, without a contradiction left behind, and nothing but its debts is to be done.
  expect(await receipt('R', 13, { entryId: ENTRY_ID })).toMatchObject({ effect: { from: 'released', to: 'closed' } });
  expect((await seen(office, mine.id)).status).toBe('closed');
  expect(await todo('officer', mine.id)).toEqual([]);
  expect((await todo('brokerA', mine.id)).sort()).toEqual(['exemption-filing-due', 'fx-receipt-missing']);
  const { body: list } = await brokerA.get('/v1/declarations?status=closed&sort=newest').expect(200);
  expect(list.items.map(({ id }: Answer) => id)).toEqual([mine.id]);

  const declared = `declaration ${mine.id}`;
  expect(await found(mine.reference.toLowerCase())).toContain(declared);
  expect(await found(ENTRY_ID)).toContain(declared);
  expect(await found(ENTRY_ID, 'officer')).toContain(declared);
  expect(await found('cosu 6300054321')).toContain(declared);
  expect(await found('SCCG:3318961CXP17000834')).toContain(declared);
  expect(await found(number.toLowerCase())).toContain(`shipment ${visit.id}`);
  expect(await found('LAGOS FAB')).not.toEqual([]);
  expect(await found(ENTRY_ID, 'brokerB')).toEqual([]);
});
