import { RunImportProcessor } from '../../src/imports/run-import.processor.js';
import { SYSTEM } from '../../src/platform/database/actor.js';
import { bodyOf, COLUMNS, fileOf, Filing, places, row } from '../support/trade/filing.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';
import { importElsewhere } from '../support/processes/worker.js';

const office = useOffice();
const filing = new Filing(office);
const SUBMIT = '&submit=true';

beforeAll(() => putRates(office));

const line = async (reference: string) => (await filing.stored(reference))?.goods[0] ?? {};

describe('a file that comes again', () => {
  it('undoes nothing that a person changed in between, and says that it changed nothing', async () => {
    const file = fileOf([row('HAND-1'), row('HAND-2')]);
    expect(await filing.importFile(file)).toMatchObject({ created: 2, submittable: 2 });
    await filing.edit('HAND-1', { totalPrice: '1999.00' });
    expect(await filing.importFile(file)).toMatchObject({
      unchanged: 2,
      accepted: 0,
      rejected: 0,
      submittable: 2,
      errors: [],
    });
    expect(await line('HAND-1')).toMatchObject({ total_price: 1999 });
  });

  it('with other content replaces what nobody has changed since, and reports both values where somebody has', async () => {
    await filing.importFile(fileOf([row('BOTH-1'), row('BOTH-2')]));
    await filing.edit('BOTH-1', { totalPrice: '1999.00' });
    const view = await filing.importFile(
      fileOf([row('BOTH-1', { quantity: '1100' }), row('BOTH-2', { quantity: '1100' })]),
    );
    expect(view).toMatchObject({ replaced: 1, rejected: 1, accepted: 1 });
    expect(places(view)).toEqual([
      [2, 'quantity', 'changed-meanwhile'],
      [2, 'total_price', 'changed-meanwhile'],
    ]);
    expect(view.errors[1]?.message).toContain('"1850.00"');
    expect(view.errors[1]?.message).toContain('"1999.00"');
    expect(await line('BOTH-1')).toMatchObject({ total_price: 1999, quantity: 1000 });
    // Once the file says what the person said, they agree, and files go on from there.
    expect(await filing.importFile(fileOf([row('BOTH-1', { total_price: '1999.00' })]))).toMatchObject({
      unchanged: 1,
    });
    expect(await filing.importFile(fileOf([row('BOTH-1', { total_price: '2000.00' })]))).toMatchObject({ replaced: 1 });
  });

  it('agrees with a declaration that was read, changed and sent back with its empty lists', async () => {
    const boxless = { container_number: '' };
    await filing.importFile(fileOf([row('LISTS-1', boxless)]));
    const found = await filing.declaration('LISTS-1');
    expect(found?.body['containers']).toEqual([]);
    await office
      .as('brokerA')
      .put(`/v1/declarations/${found?.body['id']}`)
      .set('If-Match', found?.etag ?? '')
      .send(bodyOf('LISTS-1', { totalPrice: '1999.00' }, { containers: [] }))
      .expect(200);
    const agreeing = fileOf([row('LISTS-1', { ...boxless, total_price: '1999.00' })]);
    expect(await filing.importFile(agreeing)).toMatchObject({ unchanged: 1, rejected: 0 });
  });

  it('does not submit what says something else than the file', async () => {
    const file = fileOf([row('SAYS-1')]);
    await filing.importFile(file);
    await filing.edit('SAYS-1', { totalPrice: '1999.00' });
    const view = await filing.importFile(file, SUBMIT);
    expect(view).toMatchObject({ accepted: 0, rejected: 1 });
    expect(places(view)).toEqual([[2, 'total_price', 'changed-meanwhile']]);
    expect(await filing.stored('SAYS-1')).toMatchObject({ status: 'draft' });
  });

  it('without a column leaves as it is what was typed there', async () => {
    const fewer = COLUMNS.filter((name) => !['stall', 'buyer_country', 'container_number'].includes(name));
    await filing.importFile(fileOf([row('COLUMN-1')]));
    await filing.edit('COLUMN-1', { stall: 'Z9-0001' });
    expect(await filing.importFile(fileOf([row('COLUMN-1')], fewer))).toMatchObject({ unchanged: 1, rejected: 0 });
    expect(await filing.importFile(fileOf([row('COLUMN-1', { quantity: '1100' })], fewer))).toMatchObject({
      replaced: 1,
    });
    expect(await line('COLUMN-1')).toMatchObject({ quantity: 1100, stall: 'Z9-0001' });
    expect((await filing.stored('COLUMN-1'))?.header).toMatchObject({ buyer: { country: 'NGA' } });
    expect((await filing.declaration('COLUMN-1'))?.body['containers']).toEqual([
      { number: 'CSQU3054383', goodsLines: [1] },
    ]);
  });

  it('under another writing of a reference is refused with the first one, or unchanged', async () => {
    await filing.importFile(fileOf([row('WRITTEN-1')]));
    expect(await filing.importFile(fileOf([row('WRITTEN 1')]))).toMatchObject({ unchanged: 1, rejected: 0 });
    const view = await filing.importFile(fileOf([row('WRITTEN 1', { quantity: '1100' })]));
    expect(places(view)).toEqual([[2, 'reference', 'reference-taken']]);
  });

  it('does not replace what was entered by hand and never came by file', async () => {
    await office.as('brokerA').post('/v1/declarations').send(bodyOf('TYPED-1')).expect(201);
    const view = await filing.importFile(fileOf([row('TYPED-1', { total_price: '1.00' })]));
    expect(places(view)).toEqual([[2, 'total_price', 'changed-meanwhile']]);
    expect(await filing.importFile(fileOf([row('TYPED-1')]))).toMatchObject({ unchanged: 1 });
  });
});

describe('an import whose workers die', () => {
  const rows = (name: string) => Array.from({ length: 150 }, (_, n) => row(`${name}-${n}`, { container_number: '' }));
  const starts = (id: string, attempts: number) =>
    office.database.transaction(SYSTEM, (tx) =>
      tx.run('UPDATE import_file SET attempts = $2 WHERE id = $1', [id, attempts]),
    );
  const accepted = async (name: string) =>
    (await filing.send(fileOf(rows(name)), SUBMIT).expect(202)).body.id as string;

  it('goes on as long as each start gets further, and its counts are true in between and at the end', async () => {
    const id = await accepted('DIES');
    await starts(id, 4);
    expect(await importElsewhere(office, id, 'import-chunk-written')).toMatchObject({ signal: 'SIGKILL' });
    const halfway = {
      state: 'running',
      progress: '0.66',
      declarations: 150,
      accepted: 100,
      created: 100,
      submittable: 100,
    };
    expect(await filing.look(id)).toMatchObject(halfway);
    await office.drain();
    expect(await filing.look(id)).toMatchObject({ state: 'finished', accepted: 150, rejected: 0, unchanged: 0 });
  }, 60_000);

  it('fails for good where nothing more is done, with the counts of what was', async () => {
    const id = await accepted('ENDS');
    await importElsewhere(office, id, 'import-chunk-written');
    await starts(id, 5);
    await office.get(RunImportProcessor).process({ importId: id });
    const view = { state: 'failed', accepted: 100, created: 100, rejected: 0, progress: '0.66', declarations: 150 };
    expect(await filing.look(id)).toMatchObject(view);
    await office.drain();
  }, 60_000);
});

it('counts what a trial run would do, and nothing where the whole file was asked for and a part is refused', async () => {
  const rows = [row('TRIAL-1'), row('TRIAL-2', { unit: 'xx' }), row('TRIAL-3', { quantity: '?' })];
  const counts = { created: 1, replaced: 0, rejected: 2, rowsRejected: 2, unchanged: 0 };
  const trial = await filing.importFile(fileOf(rows), `${SUBMIT}&dryRun=true`);
  expect(trial).toMatchObject({ ...counts, accepted: 1, submittable: 1, progress: '1.00' });
  const whole = await filing.importFile(fileOf(rows), `${SUBMIT}&mode=all`);
  expect(whole).toMatchObject({ ...counts, created: 0, accepted: 0, submittable: 0, rejected: 3, rowsRejected: 3 });
  expect(places(whole)).toEqual(places(trial));
  expect(await filing.stored('TRIAL-1')).toBeNull();
});
