import { newId } from '../../src/vocabulary/id.js';
import { Processors } from '../../src/platform/queue/processors.js';
import { refreshNextSteps } from '../../src/shipments/refresh-next-steps.jobs.js';
import { amend, amending, cancel, CHEAPER } from '../support/trade/amending.js';
import { correcting } from '../support/trade/correcting.js';
import {
  aMoment,
  declaration,
  drafted,
  post,
  seen,
  startedTogether,
  submit,
  submitted,
} from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice, type Who } from '../support/office.js';
import { receipt } from '../support/trade/receiving.js';
import { MARKET, newContainerNumber, shipping } from '../support/trade/shipping.js';

/** A Tuesday noon; its cut-off is 12:00Z. */
const NOW = '2021-12-28T04:00:00Z';
const office = useOffice({ at: NOW });
const { open } = shipping(office);
const { ask, decide } = amending(office);
const { ask: askCorrection } = correcting(office);

beforeAll(() => putRates(office));
beforeEach(() => office.clock.stopAt(NOW));

interface Next {
  actor: string;
  step: string;
  text: string;
  dueAt: string;
  also: { step: string; dueAt: string }[];
}
const nextOf = async (id: string, who: Who = 'brokerA') => (await seen(office, id, who))['next'] as unknown as Next;
const stepsOf = ({ step, also }: Next) => [step, ...also.map((each) => each.step)];

const HOLD = { reason: 'Weight differs', owner: 'Section 2', reviewOn: '2021-12-31' };
const hold = (visit: string, body: object = HOLD) =>
  office.as('officer').post(`/v1/shipments/${visit}/holds`).send(body).expect(201);
const release = (visit: string, id: string) =>
  office.as('officer').post(`/v1/shipments/${visit}/holds/${id}/release`).send({ reason: 'As declared' }).expect(200);
const control = (visit: string, path: string, body: object) =>
  office.as('officer').post(`/v1/shipments/${visit}/inspections${path}`).send(body);

/** An open visit, with a declaration in its container that customs has accepted. */
async function withVisit(who: Who = 'brokerA', changes: object = {}) {
  const containerNumber = newContainerNumber();
  const visit = await open({ containerNumber }, who);
  const containers = [{ number: containerNumber }];
  const { id } = await submitted(office, { containers, ...changes }, who);
  await post(office, [receipt('L', '28T10:00', { declarationId: id })]);
  return { visit: visit.id as string, id, containers };
}

describe('what a declaration waits for beside its status', () => {
  it('is the review of a hold on its container, on the day named for it, until the hold ends', async () => {
    const { visit, id, containers } = await withVisit();
    const { id: foreign } = await submitted(office, { containers }, 'brokerB');
    const { id: draft } = await drafted(office, { containers });
    const { body: first } = await hold(visit);
    await office.drain();
    expect(await nextOf(id)).toMatchObject({
      ...{ actor: 'officer', step: 'review-hold', dueAt: '2021-12-31T12:00:00.000Z' },
      text: `Container ${containers[0]?.number} is held: Weight differs. Section 2 reviews the hold.`,
      also: [{ actor: 'customs', step: 'release', dueAt: '2021-12-29T12:00:00.000Z' }],
    });
    // Another firm's declaration in the container waits with it; a draft waits for its broker alone.
    expect(stepsOf(await nextOf(foreign, 'brokerB'))).toEqual(['review-hold', 'accept']);
    expect(stepsOf(await nextOf(draft))).toEqual(['submit']);
    // A second hold with an earlier day, and the end of both.
    const { body: second } = await hold(visit, { ...HOLD, reason: 'Seal broken', reviewOn: '2021-12-29' });
    await office.drain();
    expect(await nextOf(id)).toMatchObject({
      text: expect.stringContaining('Seal broken'),
      dueAt: '2021-12-29T12:00:00.000Z',
    });
    await release(visit, second.id);
    await office.drain();
    expect(await nextOf(id)).toMatchObject({ step: 'review-hold', dueAt: '2021-12-31T12:00:00.000Z' });
    await release(visit, first.id);
    await office.drain();
    expect([stepsOf(await nextOf(id)), stepsOf(await nextOf(foreign, 'brokerB'))]).toEqual([['release'], ['accept']]);
  });

  it('is a hold that was there before the declaration, and none of the visit before', async () => {
    const { visit, id, containers } = await withVisit();
    await hold(visit);
    await office.drain();
    const { id: later } = await submitted(office, { containers }, 'brokerB');
    expect((await nextOf(later, 'brokerB')).step).toBe('review-hold');
    // The container sails all the same: a hold no longer matters once it is gone.
    const gone = { events: [{ code: 'DEPA', eventTime: '2021-12-28T04:00:00Z' }] };
    await office.as('officer').post(`/v1/shipments/${visit}/events`).send(gone).expect(200);
    await office.drain();
    expect(stepsOf(await nextOf(id))).toEqual(['release']);
  });

  it('is the inspection of its container until it is sealed again', async () => {
    const { visit, id } = await withVisit();
    const { body: inspection } = await control(visit, '', { reason: 'Selected' }).expect(201);
    await office.drain();
    expect(await nextOf(id)).toMatchObject({
      step: 'inspect-container',
      actor: 'officer',
      dueAt: '2021-12-28T12:00:00.000Z',
    });
    await control(visit, `/${inspection.id}/opened`, {}).expect(200);
    await office.drain();
    expect(stepsOf(await nextOf(id))).toEqual(['reseal-container', 'release']);
    await control(visit, `/${inspection.id}/result`, { result: 'conforms', findings: 'As declared' }).expect(200);
    office.clock.stopAt('2021-12-28T05:00:00Z');
    await control(visit, `/${inspection.id}/resealed`, { seal: 'CN009' }).expect(200);
    await office.drain();
    expect(stepsOf(await nextOf(id))).toEqual(['release']);
  });

  it('is the decision about an amendment or a cancellation, within the days the market sets', async () => {
    const { id } = await withVisit();
    expect((await ask(id, amend(CHEAPER))).status).toBe(201);
    expect(await nextOf(id)).toMatchObject({
      ...{ actor: 'officer', step: 'decide-amendment', dueAt: '2021-12-30T12:00:00.000Z' },
      also: [{ step: 'release' }],
    });
    await decide(id, 1, false).expect(200);
    expect(stepsOf(await nextOf(id))).toEqual(['release']);
    expect((await ask(id, cancel('declared-twice'))).status).toBe(201);
    expect((await nextOf(id)).text).toContain('cancellation');
    await decide(id, 2).expect(200);
    expect(await nextOf(id)).toMatchObject({ actor: 'nobody', dueAt: null, also: [] });
  });

  it('is nothing of lanes: a lowering that waits for the second officer is not shown', async () => {
    const { id } = await withVisit();
    const before = await nextOf(id);
    await office
      .as('officer')
      .put(`/v1/declarations/${id}/lane`)
      .set('If-Match', '*')
      .send({ colour: 'red', reason: 'Check' })
      .expect(200);
    const { body } = await office
      .as('officer')
      .put(`/v1/declarations/${id}/lane`)
      .set('If-Match', '*')
      .send({ colour: 'green', reason: 'Known' })
      .expect(200);
    expect(body.colour).toBe('red');
    expect(await nextOf(id)).toEqual(before);
  });

  it('puts what the broker has to do first, and is the same for the officer', async () => {
    const { visit, id } = await withVisit();
    await hold(visit);
    await office.drain();
    await ask(id, amend(CHEAPER));
    await askCorrection(id).expect(201);
    const next = await nextOf(id);
    // A decision about the amendment waits as well, and its clock stands still.
    expect(stepsOf(next)).toEqual(['answer-correction', 'review-hold', 'decide-amendment', 'release']);
    expect(next.also.map(({ dueAt }) => dueAt)).toEqual(['2021-12-31T12:00:00.000Z', null, null]);
    expect((await office.as('officer').get(`/v1/declarations/${id}`)).body.next).toEqual(next);
    const mine = async (who: Who, actor: string) => {
      const { body } = await office.as(who).get(`/v1/declarations?sort=due&nextActor=${actor}&limit=500`).expect(200);
      return (body.items as { id: string }[]).map((each) => each.id).includes(id);
    };
    expect([await mine('brokerA', 'broker'), await mine('officer', 'officer')]).toEqual([true, false]);
  });

  it('stays the inspection of its container, whose number cannot be changed meanwhile', async () => {
    const { visit, id } = await withVisit();
    await control(visit, '', { reason: 'Selected' }).expect(201);
    await office.drain();
    const { body, headers } = await office.as('brokerA').get(`/v1/shipments/${visit}`).expect(200);
    const renamed = { containerNumber: newContainerNumber(), market: MARKET };
    await office
      .as('brokerA')
      .put(`/v1/shipments/${visit}`)
      .set('If-Match', headers['etag'] ?? `"r${body.revision}"`)
      .send(renamed)
      .expect(409);
    await office.drain();
    expect(stepsOf(await nextOf(id))).toEqual(['inspect-container', 'release']);
  });
});

/** Less than requests are held back, so that what begins after it is in the queue behind what began before. */
const soon = () => new Promise((resolve) => setTimeout(resolve, 100));

describe('a hold and a declaration at once', () => {
  it('find each other, whichever is first: a submission waits for a hold that is being placed', async () => {
    const containerNumber = newContainerNumber();
    const visit = await open({ containerNumber });
    const draft = await drafted(office, { containers: [{ number: containerNumber }] });
    let filing: Promise<unknown> = Promise.resolve();
    await office.database.transaction(office.actor('officer'), async (tx) => {
      // As `place` does: the lock, then the facts.
      await tx.rows('SELECT 1 FROM shipment WHERE id = $1 FOR UPDATE', [visit.id]);
      filing = submit(office, draft).expect(200);
      void filing.catch(() => undefined);
      await aMoment();
      await tx.run(
        `INSERT INTO shipment_hold (id, shipment_id, broker_id, reason, owner, review_on, held_at, actor_name)
         SELECT gen_random_uuid(), id, broker_id, 'Weight differs', 'Section 2', '2021-12-31', '2021-12-28T04:00:00Z', 'officer'
         FROM shipment WHERE id = $1`,
        [visit.id],
      );
      await tx.run('UPDATE shipment SET held = true WHERE id = $1', [visit.id]);
      await tx.run(
        `WITH entry AS (INSERT INTO audit_entry (id, at, actor_name, actor_role, action, subject_type, subject_id, detail)
           VALUES ($2, now(), 'officer', 'officer', 'shipment.held', 'shipment', $1, '{}'))
         INSERT INTO audit_unsealed VALUES ($2)`,
        [visit.id, newId()],
      );
    });
    await filing;
    expect((await nextOf(draft.id)).step).toBe('review-hold');
  });

  it('leaves the last word to what happened last: a closing that comes in meanwhile is not overwritten', async () => {
    const { visit, id, containers } = await withVisit();
    await hold(visit);
    const payload = { market: MARKET, container: containers[0]?.number ?? '' };
    const job = () =>
      office.get(Processors).find(refreshNextSteps.name)?.process(payload) ?? Promise.reject(new Error('nobody'));
    const closing = () => post(office, [receipt('R', '28T11:00', { declarationId: id })]);
    // The closing is first in the queue for the row; the job begins while the row still says that it is accepted.
    await startedTogether<unknown>(office, id, [closing, async () => (await soon(), job())]);
    expect(stepsOf(await nextOf(id))).toEqual(['file-exemption', 'receive-payment']);
  });

  it('are computed twice without a difference', async () => {
    const { visit, id, containers } = await withVisit();
    await hold(visit);
    await office.deliverTwice(refreshNextSteps, { market: MARKET, container: containers[0]?.number ?? '' });
    expect(stepsOf(await nextOf(id))).toEqual(['review-hold', 'release']);
    await office.deliverTwice(refreshNextSteps, { market: MARKET, container: declaration().reference });
  });
});
