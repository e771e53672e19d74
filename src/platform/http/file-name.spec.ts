import { attachment } from './file-name.js';

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
