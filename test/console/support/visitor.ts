import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';

export type SignIn = { readonly login: string; readonly password: string };

export interface VisitorOptions {
  readonly language?: 'zh' | 'en';
  readonly width?: number;
  readonly height?: number;
}

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What a page answers with when somebody who is not signed in opens it: the browser writes each refused call to its console. */
const NO_SESSION = /401/;

interface RouterState {
  readonly status: string;
  readonly location: { readonly href: string };
  readonly resolvedLocation?: { readonly href: string };
}

const SIGN_IN_TRIES_MAX = 8;
const CHOOSE_TRIES_MAX = 5;

/** Somebody at a browser. Whatever the page does against the policy, to other origins or to the console is written down. */
export class Visitor {
  readonly violations: string[] = [];
  readonly errors: string[] = [];
  readonly foreign: string[] = [];
  /** Every call of the API that was answered, with its status. */
  readonly calls: string[] = [];
  readonly bodies: Promise<number>[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly url: string,
  ) {}

  static async open(browser: Browser, url: string, person: SignIn | null, options: VisitorOptions): Promise<Visitor> {
    const { language = 'zh', width = 1366, height = 641 } = options;
    const context = await browser.newContext({
      viewport: { width, height },
      locale: language === 'zh' ? 'zh-CN' : 'en-GB',
      timezoneId: 'Asia/Shanghai',
      reducedMotion: 'reduce',
    });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url });
    const page = await context.newPage();
    const visitor = new Visitor(context, page, url);
    await visitor.watch(language);
    if (person !== null) await visitor.signIn(person);
    return visitor;
  }

  private async watch(language: string): Promise<void> {
    await this.context.addInitScript((chosen) => {
      localStorage.setItem('loomgate.language', chosen);
      document.addEventListener('securitypolicyviolation', (event) =>
        console.error(`POLICY ${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
      );
    }, language);
    this.page.on('console', (message) => {
      if (message.type() !== 'error') return;
      const text = `${message.text()} ${message.location().url}`;
      if (text.startsWith('POLICY')) this.violations.push(text);
      else if (!(NO_SESSION.test(text) && text.includes('/v1/session'))) this.errors.push(text);
    });
    this.page.on('pageerror', (error) => this.errors.push(error.message));
    this.page.on('request', (request) => {
      if (!request.url().startsWith(this.url) && !/^(data|blob):/.test(request.url())) this.foreign.push(request.url());
    });
    this.page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (pathname.startsWith('/v1/'))
        this.calls.push(`${response.status()} ${response.request().method()} ${pathname}`);
    });
  }

  /** By the API, in the browser: the story that signs in by hand is another one. */
  async signIn(person: SignIn): Promise<void> {
    await this.page.goto(`${this.url}/sign-in`);
    // Many who sign in from one address at once are asked to come again; so do they.
    for (let tries = 1; tries <= SIGN_IN_TRIES_MAX; tries++) {
      const status = await this.page.evaluate(async (body) => {
        const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
        return (await fetch('/v1/session', init)).status;
      }, person);
      if (status === 201) return;
      if (status !== 503 || tries === SIGN_IN_TRIES_MAX) throw new Error(`signing in as ${person.login}: ${status}`);
      await this.page.waitForTimeout(1_000);
      this.errors.length = 0;
    }
  }

  /** Opens a page, and waits until it asks for nothing more. */
  async goto(path: string): Promise<void> {
    await this.page.goto(`${this.url}${path}`);
    await this.settled();
  }

  /** Goes to another page as a link does, without loading the application anew: a fifth of the time. */
  async follow(path: string): Promise<void> {
    await this.page.evaluate((to) => history.pushState(null, '', to), path);
    await this.page.waitForFunction(() => {
      const { state } = (window as unknown as { __TSR_ROUTER__: { state: RouterState } }).__TSR_ROUTER__;
      return state.status === 'idle' && state.location.href === state.resolvedLocation?.href;
    });
    await this.settled();
  }

  /** Until the page has a heading and nothing of it is still loading, or dimmed because newer rows are on their way. */
  async settled(): Promise<void> {
    await this.page.waitForFunction(
      () =>
        document.querySelector('.skeleton, .skeleton-row, [aria-busy=true], .is-stale, .is-waiting') === null &&
        document.querySelector('h1, h2') !== null,
    );
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Takes an entry of a list of the open dialog, by its keys. A dialog may move the focus while it shows new rows: who lost it presses again. */
  async choose(label: string, option: string | RegExp): Promise<void> {
    const list = this.page.locator('.dialog').getByRole('button', { name: label }).first();
    const entry = this.page.getByRole('option', { name: option }).first();
    for (let tries = 1; !(await entry.isVisible()); tries++) {
      if (tries > CHOOSE_TRIES_MAX) throw new Error(`the list ${label} does not open`);
      if ((await list.getAttribute('aria-expanded')) !== 'true') await list.press('Enter');
      await entry.waitFor({ timeout: 3_000 }).catch(() => undefined);
    }
    await entry.press('Enter');
  }

  text(): Promise<string> {
    return this.page.evaluate(() => document.body.innerText);
  }

  /** Rules of accessibility that the page breaks seriously, each with the first element that does. */
  async seriousFindings(): Promise<string[]> {
    await this.settled();
    await this.page.evaluate(AXE);
    return this.page.evaluate(async (values) => {
      interface Finding {
        id: string;
        impact: string;
        nodes: { target: string[]; failureSummary: string }[];
      }
      const { axe } = window as unknown as { axe: { run(options: object): Promise<{ violations: Finding[] }> } };
      const { violations } = await axe.run({ runOnly: { type: 'tag', values }, resultTypes: ['violations'] });
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(
          ({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')} ${nodes[0]?.failureSummary.replace(/\s+/g, ' ')}`,
        );
    }, RULES);
  }

  /** How much wider the page is than the window. */
  overflow(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  }

  expectQuiet(): void {
    expect({ violations: this.violations, errors: this.errors, foreign: this.foreign }).toEqual({
      violations: [],
      errors: [],
      foreign: [],
    });
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}
