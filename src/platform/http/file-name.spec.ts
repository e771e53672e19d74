import { attachment, attachmentNamed } from './file-name.js';

describe('the name of a file in a header', () => {
  it('is plain where it is ASCII', () => {
    expect(attachment('a_2021-01-01.csv')).toBe('attachment; filename="a_2021-01-01.csv"');
  });

  it('is given twice where people read it in Chinese', () => {
    const readable = "出口额 (结关)'*.csv";
    const header = attachment('export.csv', readable);
    expect(header).toMatch(/^attachment; filename="export\.csv"; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+$/);
    expect(decodeURIComponent(header.split("UTF-8''")[1] ?? '')).toBe(readable);
  });

  it('never ends the header early', () => {
    expect(attachment('a"b\r\n/\\c.csv')).toBe('attachment; filename="a_b____c.csv"');
  });
});

describe('the name of a file that somebody has given', () => {
  it('in Chinese is whole in UTF-8, and in ASCII another one than that of any other name', () => {
    const names = ['申报-柯桥一号.pdf', '申报-柯桥二号.pdf', '申报 柯桥一号.pdf'];
    const headers = names.map(attachmentNamed);
    expect(headers[0]).toContain(`filename*=UTF-8''%E7%94%B3%E6%8A%A5-%E6%9F%AF%E6%A1%A5%E4%B8%80%E5%8F%B7.pdf`);
    expect(new Set(headers.map((header) => header.split(';')[1])).size).toBe(names.length);
    for (const header of headers)
      expect(header).toMatch(/^attachment; filename="[\w.-]+\.pdf"; filename\*=UTF-8''[!-~]+$/);
  });

  it('names no folder, ends no header and quotes nothing', () => {
    const header = attachmentNamed(`../a"b\r\nX: 1'(x)*.csv`);
    expect(header).toMatch(/^attachment; filename="[\w.-]+"; filename\*=UTF-8''[\w.%-]+$/);
    expect(decodeURIComponent(header.split("UTF-8''")[1] ?? '')).toBe(`..-a-b-X- 1'(x)-.csv`);
    expect(attachmentNamed('a-1.csv')).toBe('attachment; filename="a-1.csv"');
  });
});
