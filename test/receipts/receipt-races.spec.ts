import type { DeclarationInput } from '../../src/declarations/domain/declaration.js';
import { DeclarationWriter } from '../../src/declarations/recording/declaration-writer.js';
import { type ReceiptInput, ReceiptWriter } from '../../src/declarations/receipts/receipt-writer.js';
import type { Tx } from '../../src/platform/database/tx.js';
import { aMoment, declaration, drafted, post, seen, startedTogether, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';
import { parked, receipt } from '../support/trade/receiving.js';

const office = useOffice({ at: '2021-12-31T12:00:00Z' });

beforeAll(() => putRates(office));
beforeEach(() => office.clock.stopAt('2021-12-31T12:00:00Z'));

describe('several senders at once', () => {
  // Without ON CONFLICT in appendReceipts three of the four failed with a 409.
  it('with the same batch have one effect', async () => {
    const made = [];
    for (let index = 0; index < 20; index++) made.push(await submitted(office));
    const batch = made.flatMap(({ reference }) => [
      receipt('L', '28T09:00', { reference }),
      receipt('P', '28T10:00', { reference }),
      receipt('R', '30T10:00', { reference }),
      receipt('R', '30T11:00', { reference: `${reference}-UNKNOWN` }),
    ]);
    const answers = await Promise.all([
      post(office, batch),
      post(office, [...batch].reverse(), 'officer2'),
      post(office, batch, 'channel'),
      post(office, [...batch].reverse(), 'admin'),
    ]);
    const count = (what: string) => answers.flat().filter(({ result }) => result === what).length;
    expect([count('applied'), count('parked'), count('duplicate')]).toEqual([60, 20, 240]);
    for (const { id } of made) expect(await seen(office, id)).toMatchObject({ status: 'closed' });
    const entries = await office.rows<{ count: string }>(
      `SELECT count(*) FROM export_fact WHERE declaration_id = ANY ($1)`,
      [made.map(({ id }) => id)],
    );
    expect(entries).toEqual([{ count: '40' }]);
  });

  // With the order of the batch instead of ids in lockStatuses, PostgreSQL ended one of the two (40P01), and the work ran
  // three times.
  it('do not deadlock on declarations in the opposite order', async () => {
    const made = [];
    for (let index = 0; index < 21; index++) made.push(await submitted(office));
    const batch = made.map(({ reference }) => receipt('L', '28T09:00', { reference }));
    let attempts = 0;
    const run = (receipts: typeof batch, who: 'officer' | 'officer2') => () =>
      office.database.transaction(office.actor(who), (tx) => {
        attempts += 1;
        return office.get(ReceiptWriter).append(tx, receipts);
      });
    await startedTogether(office, made[10]?.id ?? '', [run(batch, 'officer'), run([...batch].reverse(), 'officer2')]);
    expect(attempts).toBe(2);
  });

  // Without FOR UPDATE in lockStatuses the later sender projected without having seen the earlier one's receipt.
  it('with different receipts for one declaration lose none', async () => {
    const { id } = await submitted(office);
    const codes = ['L', 'C', 'P', 'R'];
    await startedTogether(
      office,
      id,
      codes.map((code, index) => () => post(office, [receipt(code, `28T1${index}:00`, { declarationId: id })])),
    );
    expect(await seen(office, id)).toMatchObject({
      status: 'closed',
      acceptedAt: '2021-12-28T02:00:00.000Z',
      inspectingAt: '2021-12-28T03:00:00.000Z',
      releasedAt: '2021-12-28T04:00:00.000Z',
      closedAt: '2021-12-28T05:00:00.000Z',
    });
  });
});

describe('a receipt and a submission at the same moment', () => {
  const write = (tx: Tx, input: DeclarationInput) => office.get(DeclarationWriter).write(tx, [input], { submit: true });
  const append = (tx: Tx, each: ReceiptInput) => office.get(ReceiptWriter).append(tx, [each]);
  const accepted = async (reference: string) => {
    const { body } = await office.as('brokerA').get(`/v1/declarations?reference=${reference}`).expect(200);
    expect(body.items).toMatchObject([{ status: 'accepted' }]);
    expect((await parked(office)).filter((each) => each.reference === reference)).toEqual([]);
  };

  // With the statement of holdNames removed, both ended with the receipt parked as unknown and the declaration waiting for it:
  // each side had looked before the other had committed.
  it('find each other when the submission is a little ahead', async () => {
    const input = declaration();
    const { reference } = input;
    let posted: Promise<unknown> = Promise.resolve();
    await office.database.transaction(office.actor('brokerA'), async (tx) => {
      await write(tx, input);
      posted = post(office, [receipt('L', '28T09:00', { reference })]);
      await aMoment();
    });
    expect(await posted).toMatchObject([{ result: 'applied' }]);
    await accepted(reference);
  });

  it('find each other when the receipt is a little ahead', async () => {
    const input = declaration();
    const { reference } = input;
    let filed: Promise<unknown> = Promise.resolve();
    await office.database.transaction(office.actor('officer'), async (tx) => {
      expect(await append(tx, receipt('L', '28T09:00', { reference }))).toMatchObject([{ reason: 'target-unknown' }]);
      filed = office.database.transaction(office.actor('brokerA'), (other) => write(other, input));
      await aMoment();
    });
    await filed;
    await accepted(reference);
  });

  // Without FOR UPDATE in lockStatuses the receipt was parked as not-submitted, beside a submission that had looked before.
  it('find each other when the draft was there before', async () => {
    const input = declaration();
    const draft = await drafted(office, input);
    let posted: Promise<unknown> = Promise.resolve();
    await office.database.transaction(office.actor('brokerA'), async (tx) => {
      await write(tx, input);
      posted = post(office, [receipt('L', '28T09:00', { declarationId: draft.id })]);
      await aMoment();
    });
    expect(await posted).toMatchObject([{ result: 'applied' }]);
    await accepted(draft.reference);
  });
});
