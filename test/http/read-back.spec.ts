import { exampleLine } from '../samples/example.js';
import { useOffice, type Who } from '../support/office.js';
import { declaration, drafted, etag, post, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { receipt } from '../support/trade/receiving.js';
import { newContainerNumber, shipping } from '../support/trade/shipping.js';

/** What was read can be sent back: a form that holds a whole answer need not know which of its fields the service has added. */
const office = useOffice({ at: '2021-12-28T04:00:00Z' });
const { open, report } = shipping(office);

beforeAll(() => putRates(office));
beforeEach(() => office.clock.stopAt('2021-12-28T06:00:00Z'));

/** Reads a resource and puts it back as it is; what was read and what is answered. */
async function readBack(path: string, who: Who = 'brokerA') {
  const { body, headers } = await office.as(who).get(path).expect(200);
  const request = office.as(who).put(path);
  if (headers['etag'] !== undefined) request.set('If-Match', String(headers['etag']));
  const answer = await request.send(body);
  expect([path, answer.status, answer.body.violations]).toEqual([path, 200, undefined]);
  return { before: body as Record<string, unknown>, after: answer.body as Record<string, unknown> };
}

/** Everything that the answer to PUT has is as it was read. */
async function changesNothing(path: string, who: Who = 'brokerA') {
  const audited = () => office.rows<{ n: number }>('SELECT count(*)::int AS n FROM audit_entry');
  const [count] = await audited();
  const { before, after } = await readBack(path, who);
  expect(after).toEqual(Object.fromEntries(Object.keys(after).map((name) => [name, before[name]])));
  expect(await audited()).toEqual([count]);
}

describe('read and sent back unchanged changes nothing', () => {
  it('a draft, finished or not', async () => {
    await changesNothing(`/v1/declarations/${(await drafted(office)).id}`);
    const { body } = await office
      .as('brokerA')
      .post('/v1/declarations')
      .send({ reference: 'RB-1', market: 'KQ-CTC', simplified: false, goods: [exampleLine(1)] });
    await changesNothing(`/v1/declarations/${body.id}`);
    const { body: empty } = await office
      .as('brokerA')
      .post('/v1/declarations')
      .send({ reference: 'RB-2', market: 'KQ-CTC' });
    await changesNothing(`/v1/declarations/${empty.id}`);
  });

  it('a returned declaration, whose day the submission has set', async () => {
    const { id } = await submitted(office, { declaredOn: undefined });
    await post(office, [receipt('E', '28T14:00', { declarationId: id })]);
    await changesNothing(`/v1/declarations/${id}`);
  });

  it('a container visit, with its events, seals and declarations', async () => {
    const containers = [{ number: newContainerNumber() }];
    await submitted(office, { containers });
    const opened = await open({ containerNumber: containers[0]?.number, seals: ['A1'], tareKg: '3800.50' });
    await report(opened.id, [{ code: 'STUF', eventTime: '2021-12-28T05:00:00Z', seal: 'A2' }]);
    await changesNothing(`/v1/shipments/${opened.id}`);
  });

  it('a market, a month of rates, an endpoint, an address', async () => {
    await changesNothing('/v1/markets/KQ-CTC', 'admin');
    await changesNothing('/v1/rates/2021-12', 'admin');
    const { body } = await office
      .as('brokerA')
      .post('/v1/webhooks')
      .send({ url: 'http://127.0.0.1:9/loomgate', events: ['declaration.moved'] })
      .expect(201);
    await readBack(`/v1/webhooks/${body.id}`);
  });

  it('a request for corrections that is not sent yet', async () => {
    const { id } = await submitted(office);
    const { body } = await office
      .as('officer')
      .post(`/v1/declarations/${id}/corrections`)
      .send({ fields: [{ pointer: '/goods/0/name', comment: 'Which fibre?' }], dueOn: '2021-12-30' })
      .expect(201);
    await readBack(`/v1/declarations/${id}/corrections/${body.number}`, 'officer');
  });
});

describe('a field that no answer has', () => {
  it('is refused, also inside, and also where others are left aside', async () => {
    const draft = await drafted(office);
    const { body } = await office.as('brokerA').get(`/v1/declarations/${draft.id}`).expect(200);
    const goods = [{ ...body.goods[0], colour: 'red' }];
    const { body: refused } = await office
      .as('brokerA')
      .put(`/v1/declarations/${draft.id}`)
      .set('If-Match', etag(draft))
      .send({ ...body, goods, refrence: 'X' })
      .expect(400);
    expect(
      refused.violations.map(({ code, pointer }: { code: string; pointer: string }) => `${code} ${pointer}`),
    ).toEqual(['field-unknown /goods/0/colour', 'field-unknown /refrence']);
    await office
      .as('brokerA')
      .post('/v1/declarations')
      .send({ ...declaration(), status: 'draft' })
      .expect(400);
  });
});

describe('Prefer: return=minimal', () => {
  it.each(['return=minimal', 'respond-async, return="minimal"; x=1'])(
    '%s answers with the new ETag alone',
    async (prefer) => {
      const draft = await drafted(office);
      const { body } = await office.as('brokerA').get(`/v1/declarations/${draft.id}`).expect(200);
      const answer = await office
        .as('brokerA')
        .put(`/v1/declarations/${draft.id}`)
        .set('If-Match', etag(draft))
        .set('Prefer', prefer)
        .send({ ...body, billOfLading: 'NEW-1' })
        .expect(204);
      expect(answer.text).toBe('');
      expect(answer.headers['preference-applied']).toBe('return=minimal');
      const { body: now, headers } = await office.as('brokerA').get(`/v1/declarations/${draft.id}`).expect(200);
      expect([now.billOfLading, headers['etag']]).toEqual(['NEW-1', answer.headers['etag']]);
      expect(answer.headers['etag']).not.toBe(etag(draft));
    },
  );

  it('is left aside for what is refused, and where something else is preferred', async () => {
    const draft = await drafted(office);
    const put = () => office.as('brokerA').put(`/v1/declarations/${draft.id}`).set('If-Match', etag(draft));
    await put().set('Prefer', 'return=minimal').send({ reference: 1 }).expect(400);
    const answer = await put().set('Prefer', 'respond-async').send(draft).expect(200);
    expect([answer.body.id, answer.headers['preference-applied']]).toEqual([draft.id, undefined]);
  });
});
