import { useStage } from './support/stage.js';

const stage = useStage();
const KB = 1000;

/** What came over the wire for scripts, styles and the page itself, compressed as the browser asks for it. */
async function weightOf(path: string): Promise<number> {
  const visitor = await stage.visit(path === '/report' ? 'analyst' : path === '/board' ? 'officer' : 'brokerA');
  const sizes: Promise<number>[] = [];
  visitor.page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname === path || pathname.startsWith('/assets/')) {
      sizes.push(
        response
          .request()
          .sizes()
          .then(({ responseBodySize }) => responseBodySize),
      );
    }
  });
  await visitor.goto(path);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

describe('the weight of the console', () => {
  it.each([
    ['/todo', 300],
    ['/board', 300],
  ])('of %s is at most %i kB on the first visit', async (path, most) => {
    const weight = await weightOf(path);
    expect(weight).toBeGreaterThan(50 * KB);
    expect(weight).toBeLessThanOrEqual(most * KB);
  });

  it('of the charts is at most 175 kB beyond', async () => {
    expect((await weightOf('/report')) - (await weightOf('/board'))).toBeLessThanOrEqual(175 * KB);
  });

  it('comes under the strict policy, and so does every file of it', async () => {
    for (const path of ['/', '/board', '/icon.svg']) {
      const { headers } = await fetch(`${stage.url}${path}`);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('content-security-policy')).not.toMatch(/unsafe|nonce/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });
});
