import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A real provider of OpenID Connect, in a process of its own: the package is made of ES modules alone. */
export class OidcProvider {
  private process: ChildProcess | null = null;
  issuer = '';

  async start(redirectUri: string): Promise<void> {
    const script = join(__dirname, 'run-oidc-provider.mjs');
    const child = spawn(process.execPath, [script, redirectUri], { stdio: ['ignore', 'pipe', 'ignore'] });
    this.process = child;
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    this.issuer = line;
  }

  async stop(): Promise<void> {
    const { process: child } = this;
    this.process = null;
    if (!child) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  /** Goes from page to page, as a browser does, until one leads away from the provider; returns where to. */
  async signIn(address: string, loginHint: string): Promise<URL> {
    const cookies = new Map<string, string>();
    let at = new URL(`${address}&login_hint=${loginHint}`);
    for (let step = 0; step < 10 && at.origin === this.issuer; step++) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(at, { redirect: 'manual', headers: { cookie } });
      for (const set of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = set.split(';')[0]?.split('=') ?? [];
        cookies.set(name, value);
      }
      const location = answer.headers.get('location');
      if (location === null) throw new Error(`The provider answered ${answer.status}: ${await answer.text()}`);
      at = new URL(location, at);
    }
    return at;
  }

  /** An access token of the provider for an API, by a client that is no person. */
  async token(resource: string, client = 'machine:another secret of the trial'): Promise<string> {
    const body = new URLSearchParams({ grant_type: 'client_credentials', scope: 'api', resource });
    const authorization = `Basic ${Buffer.from(client.split(':').map(encodeURIComponent).join(':')).toString('base64')}`;
    const answer = await fetch(`${this.issuer}/token`, { method: 'POST', body, headers: { authorization } });
    return ((await answer.json()) as { access_token: string }).access_token;
  }
}
