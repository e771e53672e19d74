import { entriesOf } from './entry.js';

/** 关区代码: the first two digits are the directly subordinate customs. 2906 fits its neighbours 2961 to 2963 but is unverified. */
export const CUSTOMS_OFFICES = entriesOf(
  'customs-office',
  `
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
2248*|洋山海关(港区)|Yangshan Customs (port)`,
);
