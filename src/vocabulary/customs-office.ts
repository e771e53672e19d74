/** An office of customs, with its Chinese and English name. */
export interface CustomsOffice {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** Whether a public source was read; false means from memory. */
  readonly verified: boolean;
}

/** 关区代码: the first two digits are the directly subordinate customs. 2906 fits its neighbours 2961 to 2963 but is unverified. */
const TABLE = `
2900*|杭州关区|Hangzhou Customs District
2901*|杭州海关|Hangzhou Customs
2906|绍兴海关|Shaoxing Customs
2961*|虞办|Shaoxing Customs, Shangyu Office
2962*|诸办|Shaoxing Customs, Zhuji Office
2963*|新办|Shaoxing Customs, Xinchang Office
2921*|义乌海关|Yiwu Customs
2942*|舟关金塘|Zhoushan Customs, Jintang
3100*|宁波关区|Ningbo Customs District
3101*|宁波海关|Ningbo Customs
3104*|北仑海关|Beilun Customs
3105*|甬保税区|Ningbo Free Trade Zone Customs
2248*|洋山海关(港区)|Yangshan Customs (port)`;

/** The offices a fresh installation starts with; what is valid on a day is the code table's answer. */
export const CUSTOMS_OFFICES: readonly CustomsOffice[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [mark = '', zh = '', en = ''] = line.split('|');
    return { code: mark.replace('*', ''), zh, en, verified: mark.endsWith('*') };
  });
