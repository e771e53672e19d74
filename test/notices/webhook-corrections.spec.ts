import { amending } from '../support/trade/amending.js';
import { ANSWER, correcting, WEIGHT } from '../support/trade/correcting.js';
import { putRates } from '../support/trade/market-day.js';
import { endpoint, deliverNotices } from '../support/notices/notifying.js';
import { useOffice } from '../support/office.js';
import { Receiver } from '../support/notices/receiver.js';

const office = useOffice({ at: '2021-12-30T04:00:00Z' });
const { ask, step } = correcting(office);
const { at: broughtTo } = amending(office);
const mine = new Receiver();
const theirs = new Receiver();

beforeAll(async () => {
  await putRates(office);
  await Promise.all([mine.open(), theirs.open()]);
  const events = ['declaration.moved', 'correction.sent'];
  await endpoint(office, 'brokerA', mine.url, events);
  await endpoint(office, 'brokerB', theirs.url, events);
});
afterAll(() => Promise.all([mine.close(), theirs.close()]));

describe('a request for corrections', () => {
  it('reaches the firm when it is sent, not while it is a draft, in order with what else happens to the declaration', async () => {
    const id = await broughtTo('accepted');
    await ask(id, { send: false }).expect(201);
    await deliverNotices(office);
    const types = () => mine.of(`declaration/${id}`).map(({ event }) => event.type);
    expect(types()).toEqual(['declaration.moved', 'declaration.moved']);
    const steps = [
      await step(id, 'send'),
      await step(id, 'answer', ANSWER, { who: 'brokerA' }),
      await step(id, 'reopen', { comment: '箱单仍不符', fields: [WEIGHT] }),
    ];
    expect(steps.map(({ status }) => status)).toEqual([200, 200, 200]);
    await deliverNotices(office);
    const sent = mine.of(`declaration/${id}`).slice(2);
    expect(sent.map(({ event }) => [event.type, event.data['correction'], event.data['again']])).toEqual([
      ['correction.sent', 1, false],
      ['correction.sent', 1, true],
    ]);
    expect(sent[0]?.event.data).toMatchObject({ declaration: id, market: 'KQ-CTC' });
    expect(JSON.stringify(sent.map(({ event }) => event))).not.toContain(WEIGHT.comment);
    expect(theirs.received).toEqual([]);
  });
});
