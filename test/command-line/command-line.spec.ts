import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Given } from '../support/trade/given.js';
import { useOffice } from '../support/office.js';
import { CommandLine } from '../support/processes/command-line.js';
import { start } from '../support/processes/worker.js';

const AT = '2026-11-18T02:00:00Z';
const office = useOffice({ at: AT });
const given = new Given(office);
const folder = mkdtempSync(join(tmpdir(), 'loomgate-commands-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const environment = () => ({
  ...{ DATABASE_URL: office.databaseUrl, MIGRATION_DATABASE_URL: office.ownerUrl, DATA_DIR: folder },
  ...{ TRIAL_CLOCK: '1', PROCESS_ROLE: 'all', AUDIT_ANCHOR_FILE: join(folder, 'anchors.jsonl') },
});
const commandLine = new CommandLine(environment);
afterAll(() => commandLine.end());
const cli = (...args: string[]) => commandLine.run(...args);

const seen = (key: string) => office.anonymous.get('/v1/me').set({ Authorization: `Bearer ${key}` });
const file = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

// Each command opens the service anew, and the second test alone does so ten times.
jest.setTimeout(120_000);

describe('the command line', () => {
  it('ends its process with the exit code', async () => {
    const { code, output } = await start(['one-command', 'sing'], environment()).ended;
    expect([code, output.slice(0, 24)]).toEqual([2, 'There is no command sing']);
  });

  it('says how each command is called, and answers what it does not know in one line and by 2', async () => {
    const help = await cli('--help');
    for (const name of 'migrate seed import run report keys people audit doctor'.split(' ')) {
      expect(help.output).toContain(`npm run cli -- ${name}`);
    }
    const broker = office.people.organisations.brokerA;
    const wrong = [
      ['sing'],
      ['keys', 'create', '--role', 'king'],
      ['keys', 'create', '--role', 'broker', '--organisation', '01a220e8-c758-743d-bfee-abe842020000'],
      ['keys', 'create', '--role', 'broker', '--organisation', broker, '--scopes', 'all'],
      ['people', 'password', '--login', 'nobody'],
      ['run', 'daily-clearance', '--market', 'KQ-CTC', '--period', '2026-11-99'],
      ['import', join(folder, 'missing.csv'), '--kind', 'declarations', '--broker', broker],
      ['report', 'export-value', '--from', '2026-11-01', '--to', '2026-11-31'],
      ['audit', 'verify', '--anchors', 'x'],
    ];
    const answers: string[] = [];
    for (const args of wrong) {
      const { code, output } = await cli(...args);
      answers.push(`${code} ${output.split('\n').length} ${args.slice(0, 2).join(' ')}`);
    }
    expect(answers).toEqual(wrong.map((args) => `2 1 ${args.slice(0, 2).join(' ')}`));
  });

  it('makes keys with scopes, lists them and revokes them', async () => {
    const { brokerA } = office.people.organisations;
    const made = await cli(...'keys create --role broker --name gate --scopes read --organisation'.split(' '), brokerA);
    expect([made.code, (await seen(made.output)).status]).toEqual([0, 200]);
    const listed = await cli('keys', 'list', '--organisation', brokerA);
    const line = listed.output.split('\n').find((text) => text.includes('\tgate\t')) ?? '';
    const [id = '', ...rest] = line.split('\t');
    expect(rest.slice(0, 4)).toEqual(['broker', 'gate', '柯桥甲报关行', 'read']);
    expect((await cli('keys', 'revoke', id)).code).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect((await seen(made.output)).status).toBe(401);
  });

  it('makes a person, who signs in, and gives another password', async () => {
    const made = await cli(...'people create --login ops --name 运维 --roles admin'.split(' '));
    const signIn = (password: string) => office.anonymous.post('/v1/session').send({ login: 'ops', password });
    expect([made.code, (await signIn(made.output)).status]).toEqual([0, 201]);
    const again = await cli('people', 'password', '--login', 'ops');
    expect([(await signIn(made.output)).status, (await signIn(again.output)).status]).toEqual([401, 201]);
  });

  it('runs a period, imports a file, and reports as a table, as text and in a binary format', async () => {
    await given.declaration({ filed: '2026-11-16T02:00:00.000Z', closed: '2026-11-17T02:00:00.000Z' });
    const run = await cli('run', 'daily-clearance', '--market', 'KQ-CTC', '--period', '2026-11-17');
    expect([run.code, JSON.parse(run.output).state]).toEqual([0, 'finished']);

    const template = (await office.as('brokerA').get('/v1/imports/template.csv').expect(200)).text.split('\n')[0] ?? '';
    const path = file('one.csv', `${template}\nCLI-1\n`);
    const { brokerA } = office.people.organisations;
    const imported = await cli('import', path, '--kind', 'declarations', '--broker', brokerA);
    expect(imported.output).toContain('row 2');
    expect(imported.code).toBe(1);

    const question = 'report export-value --from 2026-11-01 --to 2026-11-30 --currency USD --basis closed'.split(' ');
    const more = ['--group-by', 'country,month', '--as-of', '2026-11-18T01:00:00Z'];
    const beginnings = {
      table: '2026-11-01 … 2026-11-30',
      csv: '\ufeff',
      parquet: 'PAR1',
    };
    for (const [format, beginning] of Object.entries(beginnings)) {
      const out = join(folder, `report.${format}`);
      const { code, output } = await cli(...question, ...more, '--format', format, '--out', out);
      expect([format, code, output]).toEqual([format, 0, '']);
      expect(readFileSync(out, 'utf8').slice(0, 40)).toContain(beginning);
    }
  });

  it('verifies the audit trail, in the database and in a file of its own, and finds what was changed in it', async () => {
    const inDatabase = await cli('audit', 'verify');
    expect([inDatabase.code, JSON.parse(inDatabase.output).valid]).toEqual([0, true]);
    const { text } = await office.as('auditor').get('/v1/audit/export?from=2026-11-01&to=2026-11-30').expect(200);
    const whole = await cli('audit', 'verify', '--file', file('trail.jsonl', text));
    expect([whole.code, whole.output.slice(0, 6)]).toEqual([0, 'valid:']);
    const forged = await cli(
      'audit',
      'verify',
      '--file',
      file('forged.jsonl', text.replace('key.created', 'key.revoked')),
    );
    expect([forged.code, forged.output.slice(0, 7)]).toEqual([1, 'BROKEN:']);
  });

  it('migrates what is migrated without a change, and says what production would refuse', async () => {
    expect(await cli('migrate')).toEqual({ code: 0, output: 'The schema is up to date.' });
    const { code, output } = await cli('doctor');
    expect([code, output.includes('ok    '), output.includes('WRONG ')]).toEqual([0, true, true]);
  });
});
