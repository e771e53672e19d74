import { readFile, rm, writeFile } from 'node:fs/promises';
import { useOffice } from '../support/office.js';
import { start } from '../support/processes/worker.js';
import { drafted } from '../support/trade/declaring.js';

const office = useOffice();
/** Of the process that seals here. */
const FILE = '/tmp/loomgate-one-seal/audit-anchors.jsonl';
beforeAll(() => rm(FILE, { force: true }));
afterAll(() => rm(FILE, { force: true }));

const sealElsewhere = (killAt = '') =>
  start(['one-seal', office.databaseUrl, office.clock.now().toISOString()], { KILL_AT: killAt }).ended;
const lines = async () => (await readFile(FILE, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
const anchored = async () => (await lines()).map((line) => (JSON.parse(line) as { number: number }).number);
const seals = async () =>
  (await office.rows<{ number: number }>('SELECT number FROM audit_seal ORDER BY number')).map(({ number }) => number);

// Each seal is made in a process of its own, which takes its time to start.
jest.setTimeout(120_000);

describe('the anchor of a seal', () => {
  it('is written by the next process where one was killed between the two', async () => {
    await sealElsewhere();
    await drafted(office);
    expect(await sealElsewhere('audit-sealed')).toMatchObject({ signal: 'SIGKILL' });
    expect([await anchored(), await seals()]).toEqual([[1], [1, 2]]);
    expect(await sealElsewhere()).toMatchObject({ code: 0 });
    expect([await anchored(), await seals()]).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  it('is written again where its line was cut, whatever stands behind it', async () => {
    await drafted(office);
    await sealElsewhere();
    const [first = '', second = '', ...rest] = await lines();
    await writeFile(FILE, [first, second.slice(0, 20), ...rest, ''].join('\n'));
    await sealElsewhere();
    const text = (await lines()).filter((line) => line.endsWith('}'));
    expect(new Set(text.map((line) => (JSON.parse(line) as { number: number }).number))).toEqual(new Set([1, 2, 3]));
  });
});
