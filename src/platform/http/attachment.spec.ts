import { attachment } from './attachment.js';

describe('the name of a file', () => {
  it('stands as it is, and in UTF-8 beside that', () => {
    expect(attachment('declaration-DC-1.pdf')).toBe(
      `attachment; filename="declaration-DC-1.pdf"; filename*=UTF-8''declaration-DC-1.pdf`,
    );
  });

  it('in Chinese is whole in UTF-8, and in ASCII another one than that of any other name', () => {
    const names = ['申报-柯桥一号.pdf', '申报-柯桥二号.pdf', '申报 柯桥一号.pdf'];
    const headers = names.map((name) => attachment(name));
    expect(headers[0]).toContain(`filename*=UTF-8''%E7%94%B3%E6%8A%A5-%E6%9F%AF%E6%A1%A5%E4%B8%80%E5%8F%B7.pdf`);
    expect(new Set(headers.map((header) => header.split(';')[1])).size).toBe(names.length);
    for (const header of headers)
      expect(header).toMatch(/^attachment; filename="[\w.-]+\.pdf"; filename\*=UTF-8''[!-~]+$/);
  });

  it('names no folder, ends no header and quotes nothing', () => {
    const header = attachment(`../a"b\r\nX: 1'(x)*.csv`);
    expect(header).toMatch(/^attachment; filename="[\w.-]+"; filename\*=UTF-8''[\w.%-]+$/);
    expect(decodeURIComponent(header.split("''")[1] ?? '')).toBe(`..-a-b-X- 1'(x)-.csv`);
  });
});
