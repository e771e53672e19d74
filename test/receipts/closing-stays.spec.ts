import { StatusProjector } from '../../src/declarations/status/status-projector.js';
import { SYSTEM } from '../../src/platform/database/actor.js';
import type { Who } from '../support/office.js';
import { amending, cancel } from '../support/trade/amending.js';
import { post, seen, submit, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';
import { facts, receipt } from '../support/trade/receiving.js';

const office = useOffice({ at: '2021-12-31T12:00:00Z' });
const { ask, decide } = amending(office);

beforeAll(() => putRates(office));

type More = { who?: Who; channel?: string; entryId?: string };
let minutes = 0;
beforeEach(() => void (minutes = 0));
/** Reports it a minute after whatever was reported before. */
const report = async (id: string, code: string, eventTime: string, { who = 'officer', ...more }: More = {}) => {
  office.clock.stopAt(new Date(Date.UTC(2021, 11, 31, 12, ++minutes)).toISOString());
  const [result] = await post(office, [{ ...receipt(code, eventTime, { declarationId: id }), ...more }], who);
  return result;
};
const officers = { channel: 'officer' };
const reportAll = async (id: string, ...texts: string[]) => {
  for (const text of texts) {
    const [code = '', time = ''] = text.split(' ');
    expect(await report(id, code, time)).toMatchObject({ result: 'applied' });
  }
};
const days = async (id: string) => (await facts(office, id)).map(({ statDay }) => statDay);
/** What a rebuild would find to put right. */
const differences = (id: string) =>
  office.database.transaction(SYSTEM, (tx) => office.get(StatusProjector).restore(tx, [id]));

describe('a closing that was reported', () => {
  it.each<[string, string, More]>([
    ['a cancellation of the Single Window', 'D', {}],
    ['a cancellation its broker reports', 'A', { who: 'brokerA' }],
    ['a return its broker reports', 'E', { who: 'brokerA' }],
    ['a return of the Single Window', 'Z', {}],
    ['an officer’s return', 'return', officers],
    ['an officer’s cancellation', 'cancel', officers],
  ])('is not taken back by %s of a time before it', async (_, code, more) => {
    const { id } = await submitted(office);
    await reportAll(id, 'L 30T08:00', 'P 30T08:30', 'R 30T09:00');
    const before = await seen(office, id);
    const parked = { result: 'parked', reason: 'after-closing', effect: null };
    expect(await report(id, code, '30T08:59', more)).toMatchObject(parked);
    expect(await report(id, code, '30T08:10', more)).toMatchObject(parked);
    expect(await seen(office, id)).toEqual(before);
    expect(await days(id)).toEqual(['2021-12-30']);
    expect(await differences(id)).toEqual({ statuses: 0, entries: 0 });
    expect((await seen(office, id)).status).toBe('closed');
  });

  it.each(['D 30T10:00', 'D 30T10:30', 'E 30T10:30', 'E 30T15:00'])(
    'of what was filed again is not taken back by %s, whatever part of its story that names',
    async (text) => {
      const { id } = await submitted(office);
      await reportAll(id, 'L 30T08:00', 'E 30T09:00');
      await submit(office, await seen(office, id)).expect(200);
      await reportAll(id, 'L 30T10:20', 'R 30T11:00');
      const before = await seen(office, id);
      const [code = '', time = ''] = text.split(' ');
      expect(await report(id, code, time)).toMatchObject({ result: 'parked', reason: 'after-closing' });
      expect(await seen(office, id)).toEqual(before);
      expect(await differences(id)).toEqual({ statuses: 0, entries: 0 });
    },
  );

  it('ends nothing that was cancelled before somebody reported it', async () => {
    const { id } = await submitted(office);
    await reportAll(id, 'P 30T08:00', 'D 30T09:00');
    await report(id, 'R', '30T10:00');
    expect((await seen(office, id)).status).toBe('cancelled');
    expect(await differences(id)).toEqual({ statuses: 0, entries: 0 });
  });

  it('is taken back by an amendment', async () => {
    const { id } = await submitted(office);
    await reportAll(id, 'P 30T08:00', 'R 30T09:00');
    await report(id, 'D', '30T08:59');
    await ask(id, cancel('never-exported'));
    await decide(id, 1).expect(200);
    expect((await seen(office, id)).status).toBe('cancelled');
    expect(await differences(id)).toEqual({ statuses: 0, entries: 0 });
  });

  it('is judged again with what takes it back when it turns out to be of another number', async () => {
    const { id } = await submitted(office);
    await report(id, 'R', '30T09:00', { entryId: '290620210990000001' });
    expect(await report(id, 'D', '30T08:59')).toMatchObject({ result: 'parked', reason: 'after-closing' });
    await report(id, 'L', '30T08:00', { entryId: '290620210990000002' });
    expect((await seen(office, id)).status).toBe('cancelled');
  });
});
