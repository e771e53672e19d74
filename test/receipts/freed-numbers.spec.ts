import { judgeFreedNumber } from '../../src/declarations/status/freed-numbers.jobs.js';
import { post, seen, submit, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice, type Who } from '../support/office.js';
import { entryId, receipt } from '../support/trade/receiving.js';

/** A receipt that waits because another declaration has its customs number is applied by itself when that one has it no more. */
const office = useOffice({ at: '2021-12-31T12:00:00Z' });

beforeAll(() => putRates(office));

const bring = (declarationId: string, number: string, at = '28T09:00', code = 'L') =>
  post(office, [receipt(code, at, { declarationId, entryId: number })]);
const statusOf = async ({ id }: { id: string }, who: Who = 'brokerA') => {
  const { status, entryId: number } = await seen(office, id, who);
  return { status, number };
};

/** A number that one declaration has and receipts of another firm's wait for, its acceptance and its release. */
async function taken() {
  const [one, other] = [await submitted(office), await submitted(office, {}, 'brokerB')];
  const number = entryId();
  await bring(one.id, number, '28T10:00');
  expect(await bring(other.id, number)).toMatchObject([{ result: 'parked', reason: 'entry-id-taken' }]);
  expect(await bring(other.id, number, '28T12:00', 'P')).toMatchObject([{ result: 'parked' }]);
  return { one, other, number };
}

describe('a customs number that receipts bring to two declarations', () => {
  it('goes to the one that waits when the other is cancelled, with all that waited for it, once', async () => {
    const { one, other, number } = await taken();
    await office.drain();
    expect(await statusOf(other, 'brokerB')).toEqual({ status: 'submitted', number: null });
    await post(office, [receipt('D', '29T11:00', { declarationId: one.id })]);
    await office.drain();
    expect(await statusOf(other, 'brokerB')).toEqual({ status: 'released', number });
    expect(await statusOf(one)).toMatchObject({ status: 'cancelled' });
    await office.deliverTwice(judgeFreedNumber, { number });
    const applied = await office.rows(
      `SELECT 1 FROM audit_entry WHERE action = 'receipt.applied' AND subject_id = $1 AND actor_name = 'loomgate'`,
      [other.id],
    );
    expect(applied).toHaveLength(2);
  });

  it('goes to it as well when an earlier receipt gives the other its right number', async () => {
    const { one, other, number } = await taken();
    const right = entryId();
    await bring(one.id, right, '28T08:00');
    expect(await statusOf(one)).toEqual({ status: 'accepted', number: right });
    await office.drain();
    expect(await statusOf(other, 'brokerB')).toEqual({ status: 'released', number });
  });

  it('stays with the other while that lives, also where it is filed again under another number', async () => {
    const { one, other } = await taken();
    await post(office, [receipt('E', '29T11:00', { declarationId: one.id })]);
    await submit(office, await seen(office, one.id)).expect(200);
    await bring(one.id, entryId(), '31T19:00');
    await office.drain();
    expect(await statusOf(other, 'brokerB')).toEqual({ status: 'submitted', number: null });
  });

  it('goes to one of two that wait, and the second waits on', async () => {
    const { one, other, number } = await taken();
    const third = await submitted(office);
    await bring(third.id, number);
    await post(office, [receipt('D', '29T11:00', { declarationId: one.id })]);
    await office.drain();
    expect([await statusOf(other, 'brokerB'), await statusOf(third)]).toEqual([
      { status: 'released', number },
      { status: 'submitted', number: null },
    ]);
  });

  it('goes to the one that waits when the receipt that gave it to the other is dismissed', async () => {
    const [one, other] = [await submitted(office), await submitted(office, {}, 'brokerB')];
    const number = entryId();
    const [unread] = (await bring(one.id, number, '28T10:00', 'ZZ9')) as unknown as { receiptId: string }[];
    expect(await bring(other.id, number)).toMatchObject([{ result: 'parked', reason: 'entry-id-taken' }]);
    await office.as('officer').post(`/v1/receipts/${unread?.receiptId}/dismiss`).send({ reason: '误发' }).expect(200);
    await office.drain();
    expect(await statusOf(other, 'brokerB')).toEqual({ status: 'accepted', number });
  });
});
