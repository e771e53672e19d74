import { collectedBytes, endPaper, openPaper, type PdfPage, printFoot, printSheet } from './pdf.js';

const AT = '2021-12-28T04:00:00Z';
const rows = Array.from({ length: 120 }, (_, index) => [index, `涤纶染色布${String.fromCharCode(0x5e03 + index)}`]);

async function printed(end: (page: PdfPage) => unknown): Promise<Buffer> {
  const page = openPaper({ title: '单', lang: 'zh-CN', at: AT });
  const bytes = collectedBytes(page);
  for (const step of printSheet(page, { name: '商品', columns: ['项', '品名'], rows })) void step;
  printFoot(page, (number, count) => `${number} / ${count}`);
  await end(page);
  return bytes;
}

describe('a paper', () => {
  it('that is ended in slices has the bytes of one that is ended at once', async () => {
    const [inSlices, atOnce] = [await printed(endPaper), await printed((page) => page.end())];
    expect(inSlices.length).toBeGreaterThan(10_000);
    expect(inSlices.equals(atOnce)).toBe(true);
  });
});
