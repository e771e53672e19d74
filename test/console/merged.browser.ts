import { useStage } from './support/stage.js';

const stage = useStage();

interface Firm {
  readonly id: string;
  readonly name: string;
}

/** A call with any key, for what needs a header of its own. */
async function call<T>(key: string, method: string, path: string, body: object): Promise<T> {
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json', 'If-Match': '*' };
  const response = await fetch(`${stage.url}${path}`, { method, headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

describe('a broker whose firm took over another one', () => {
  it('acts for the merged firm in one window, finishes its draft, begins nothing new, and goes back to the own firm', async () => {
    const admin = stage.keys['admin'] ?? '';
    const own = await stage.call<{ organisation: Firm }>('brokerA', 'GET', '/v1/me');
    const merged = await call<Firm>(admin, 'POST', '/v1/organisations', { kind: 'broker', name: '柯桥并入报关行' });
    const made = await call<{ key: string }>(admin, 'POST', '/v1/keys', { role: 'broker', organisation: merged.id });
    const draft = await call<{ id: string }>(made.key, 'POST', '/v1/declarations', {
      reference: 'CONSOLE-0071',
      market: 'KQ-CTC',
    });
    await call(admin, 'POST', `/v1/organisations/${merged.id}/merge`, { into: own.organisation.id });

    const broker = await stage.visit('brokerA');
    const { page } = broker;
    const choose = async (option: RegExp) => {
      await page.getByRole('button', { name: /为哪家企业办理/ }).press('Enter');
      await page.getByRole('menuitemradio', { name: option }).press('Enter');
      await page.waitForURL('**/todo');
      await broker.settled();
    };
    await broker.goto('/declarations?search=CONSOLE-0071');
    expect(await page.locator('tbody tr[data-key]').count()).toBe(0);
    await choose(/柯桥并入报关行/);
    expect(await page.locator('.header').innerText()).toContain('代办：柯桥并入报关行');
    await broker.goto('/declarations');
    expect(await page.locator('tbody tr[data-key] th').allInnerTexts()).toEqual(['CONSOLE-0071']);
    expect(await page.getByRole('button', { name: /^新建/ }).count()).toBe(0);
    expect(await page.locator('.rail').innerText()).not.toContain('导入');
    await page.locator('tbody th a').first().press('Enter');
    await page.waitForSelector('.actbar');
    expect(await page.locator('.actbar').innerText()).not.toContain('复制');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: '报关单 PDF' }).press('Enter');
    expect((await download).suggestedFilename()).toMatch(/\.pdf$/);
    await broker.press('e');
    await page.waitForSelector('.grid-input');
    await page.locator('.grid-input').first().focus();
    await broker.press('ArrowRight');
    await page.keyboard.type('并入前的布');
    await broker.press('Enter');
    await page.waitForFunction(() => /已保存 \d\d:\d\d/.test(document.body.innerText), null, { timeout: 15_000 });
    const headers = { Authorization: `Bearer ${stage.keys['brokerA']}`, 'Acting-For': merged.id };
    const stored = await (await fetch(`${stage.url}/v1/declarations/${draft.id}`, { headers })).json();
    expect(stored).toMatchObject({ goods: [{ name: '并入前的布' }] });

    const other = await stage.visit('brokerA');
    await other.goto('/declarations');
    expect(await other.text()).not.toContain('CONSOLE-0071');
    await choose(/本企业/);
    await broker.goto('/declarations?search=CONSOLE-0071');
    expect(await page.locator('tbody tr[data-key]').count()).toBe(0);
    broker.expectQuiet();
    other.expectQuiet();
  }, 90_000);
});
