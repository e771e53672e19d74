import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

const ARGUMENTS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'];

/** A browser with a profile on disk, as people have it, that can be killed and opened again. */
export class Profile {
  private readonly folder = mkdtempSync(join(tmpdir(), 'loomgate-profile-'));
  private process?: ChildProcess;
  private browser?: Browser;

  async open(): Promise<Page> {
    const { CHROMIUM = '/usr/bin/chromium' } = process.env;
    const own = [`--user-data-dir=${this.folder}`, '--remote-debugging-port=0', 'about:blank'];
    this.process = spawn(CHROMIUM, [...ARGUMENTS, ...own], { stdio: ['ignore', 'ignore', 'pipe'] });
    const address = await new Promise<string>((resolve, reject) => {
      let output = '';
      this.process?.stderr?.on('data', (text: Buffer) => {
        output += text.toString();
        const found = /DevTools listening on (ws:\S+)/.exec(output)?.[1];
        if (found !== undefined) resolve(found);
      });
      this.process?.once('exit', () => reject(new Error(`The browser ended: ${output}`)));
    });
    this.browser = await chromium.connectOverCDP(address);
    const [context] = this.browser.contexts();
    if (!context) throw new Error('The browser has no context.');
    return context.pages()[0] ?? context.newPage();
  }

  /** At once, as a machine that loses its power. */
  async kill(): Promise<void> {
    const gone = this.process && this.process.exitCode === null ? once(this.process, 'exit') : null;
    this.process?.kill('SIGKILL');
    await gone;
    await this.browser?.close().catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
