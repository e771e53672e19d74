import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/notices/mail-server.js';
import { useOffice } from '../support/office.js';

const office = useOffice();
const folder = mkdtempSync(join(tmpdir(), 'loomgate-readme-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SECTION = '## One declaration, from a mistake to the statistics';
/** The commands of the worked example, in order. */
function commands(): string[] {
  const readme = readFileSync(join(process.cwd(), 'README.md'), 'utf8');
  const section = readme.slice(readme.indexOf(SECTION) + SECTION.length).split('\n## ')[0] ?? '';
  return [...section.matchAll(/```sh\n(.*?)```/gs)].map(([, text]) => text ?? '');
}

/** Runs it in the folder where `.data/demo-keys.json` lies; ends it as soon as `enough` says so of what it printed. */
function bash(script: string, enough: (printed: string) => boolean = () => false): Promise<string> {
  return new Promise((resolve, reject) => {
    // Without --norc a bash whose input is a socket may read the machine's own set-up first, as one that is logged in to.
    const child = spawn('bash', ['--norc', '-eu', '-c', script], { cwd: folder, detached: true });
    let printed = '';
    child.stdout.on('data', (text: Buffer) => {
      printed += text.toString();
      if (enough(printed)) process.kill(-(child.pid ?? 0), 'SIGTERM');
    });
    child.stderr.on('data', (text: Buffer) => (printed += text.toString()));
    child.once('error', reject);
    child.once('close', () => resolve(printed));
  });
}

test("README's worked example does what it says, run as printed", async () => {
  // README's commands ask the machine what day it is.
  office.clock.goTo(new Date());
  const month = office.clock.today().slice(0, 7);
  const rates = [{ currency: 'USD', toCny: '7.1', toUsd: '1' }];
  await office.as('admin').put(`/v1/rates/${month}`).send({ rates }).expect(200);
  mkdirSync(join(folder, '.data'));
  writeFileSync(join(folder, '.data', 'demo-keys.json'), JSON.stringify(office.people.keys));
  const port = await freePort();
  await office.app.listen({ port, host: '127.0.0.1' });
  const [create = '', receipts = '', board = ''] = commands().map((text) => text.replaceAll(':3000', `:${port}`));
  const shown = await bash(`${create}\n${receipts}`);
  const lines = shown
    .trim()
    .split(/(?<=\})\n?(?=\{)/)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines).toMatchObject([
    { reference: 'README-1', status: 'draft', totals: { fobUsd: '17694.20' } },
    { status: 'draft', revision: 2 },
    { status: 'submitted' },
    { results: [{ result: 'applied' }, { result: 'applied' }, { result: 'parked', reason: 'code-unknown' }] },
    { total: '17694.20', declarations: 1, rows: [{ country: 'NGA', countryName: 'Nigeria', value: '17694.20' }] },
  ]);
  const errorsOf = (line: unknown) =>
    (line as { findings: { severity: string }[] }).findings.filter(({ severity }) => severity === 'error');
  expect(errorsOf(lines[0])).toMatchObject([{ code: 'container-number-invalid' }]);
  expect(errorsOf(lines[1])).toEqual([]);
  const [createOnly = ''] = create.split('declaration=');
  const streamed = await bash(`${createOnly}\n${board}`, (printed) => printed.includes('data: '));
  expect(streamed).toMatch(/^data: \{"at":"[^"]+","market":"KQ-CTC"/m);
});
