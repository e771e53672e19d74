import { DeclarationWriter } from '../../src/declarations/recording/declaration-writer.js';
import type { Tx } from '../../src/platform/database/tx.js';
import { aMoment, declaration, exceptForm, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';

const office = useOffice({ at: '2021-12-28T04:00:00Z' });

beforeAll(() => putRates(office));
beforeEach(() => office.clock.stopAt('2021-12-28T04:00:00Z'));

const codes = (findings: unknown): string[] =>
  exceptForm<{ code: string; pointer: string }>(findings).map(({ code, pointer }) => `${code} ${pointer}`);

describe('a batch', () => {
  const write = (inputs: ReturnType<typeof declaration>[], submitting: boolean) =>
    office.database.transaction(office.actor('brokerA'), (tx) =>
      office.get(DeclarationWriter).write(tx, inputs, { submit: submitting }),
    );

  it('answers the outcome of each declaration', async () => {
    // Without containers: what lies in one container and weighs the same would look declared twice.
    const loose = { containers: [] };
    const [good, bad, draft] = [declaration(loose), declaration({ ...loose, buyer: undefined }), declaration(loose)];
    await write([draft], false);
    const gone = await submitted(office);
    const results = await write(
      [
        good,
        bad,
        draft,
        good,
        { ...good, currency: 'EUR' },
        declaration({ reference: gone.reference, currency: 'EUR' }),
      ],
      true,
    );
    expect(results.map(({ outcome, submitted: now, findings }) => [outcome, now, codes(findings)])).toEqual([
      ['created', true, []],
      ['refused', false, ['required-missing /buyer']],
      ['replaced', true, []],
      ['unchanged', false, []],
      ['refused', false, ['reference-taken /reference']],
      ['refused', false, ['state-forbids /reference']],
    ]);
    expect(results[1]?.id).toBeNull();
  });

  /** Writes a batch and its reverse while something holds its middle, and counts how often the database made us start over. */
  const writeBoth = async (inputs: ReturnType<typeof declaration>[], holdMiddle: (tx: Tx) => Promise<unknown>) => {
    let attempts = 0;
    const run = (batch: typeof inputs) =>
      office.database.transaction(office.actor('brokerA'), (tx) => {
        attempts += 1;
        return office.get(DeclarationWriter).write(tx, batch, { submit: false });
      });
    let both: Promise<unknown> = Promise.resolve();
    const held = office.database.transaction(office.actor('brokerA'), async (tx) => {
      await holdMiddle(tx);
      both = Promise.all([run(inputs), run([...inputs].reverse())]);
      await aMoment();
      throw new Error('given up');
    });
    await expect(held).rejects.toThrow('given up');
    await both;
    return attempts;
  };

  // Without ORDER BY reference in insertDrafts: one went up to the middle, the other down to it, PostgreSQL ended one of them
  // (40P01), and the work ran three times.
  it('does not deadlock with the same new declarations in the opposite order', async () => {
    const inputs = Array.from({ length: 21 }, () => declaration());
    const middle = inputs[10] ?? declaration();
    expect(await writeBoth(inputs, (tx) => office.get(DeclarationWriter).write(tx, [middle], { submit: false }))).toBe(
      2,
    );
  });

  // With the order of the batch instead of ids in lockByReference, the same happened to declarations that were there before.
  it('does not deadlock with the same known declarations in another order', async () => {
    const inputs = Array.from({ length: 21 }, () => declaration());
    await write(inputs, false);
    const changed = inputs.map((input) => ({ ...input, billOfLading: 'BL-1' }));
    const middle = 'SELECT 1 FROM declaration WHERE reference = $1 FOR UPDATE';
    expect(await writeBoth(changed, (tx) => tx.rows(middle, [inputs[10]?.reference]))).toBe(2);
  });
});
