import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Relay } from '../../src/platform/outbox/relay.js';
import { Jobs } from '../../src/platform/queue/jobs.service.js';
import { loseTheQueue } from '../support/faults/lose-the-queue.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';

const office = useOffice();

const sendFile = async (name: string) => {
  const text = readFileSync(join(process.cwd(), 'test/samples/day-2021-12-28.csv'), 'utf8');
  const { body } = await office
    .as('brokerA')
    .post('/v1/imports?kind=declarations')
    .set('Content-Type', 'text/csv')
    .send(text.replaceAll('DC-', name))
    .expect(202);
  return body.id as string;
};
const stateOf = async (id: string) => (await office.as('brokerA').get(`/v1/imports/${id}`).expect(200)).body.state;

beforeAll(() => putRates(office));

describe('a queue that loses everything', () => {
  it('loses no message: it is enqueued again from the outbox', async () => {
    await office.get(Jobs).pause();
    const id = await sendFile('LOST-');
    await office.get(Relay).sendBatch();
    await loseTheQueue(office);
    await office.get(Jobs).start();
    await office.drain();
    expect(await stateOf(id)).toBe('queued');
    expect(await office.get(Relay).enqueueUnprocessed(0)).toBeGreaterThan(0);
    await office.drain();
    expect(await stateOf(id)).toBe('finished');
  });

  it('is not enqueued again when it is processed', async () => {
    const id = await sendFile('DONE-');
    await office.drain();
    expect(await stateOf(id)).toBe('finished');
    expect(await office.get(Relay).enqueueUnprocessed(0)).toBe(0);
  });
});
