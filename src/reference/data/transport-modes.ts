import { entriesOf } from './entry.js';

/** 运输方式. Mail (6) is from memory. */
export const TRANSPORT_MODES = entriesOf(
  'transport-mode',
  `
0*|非保税区|Non-bonded area
1*|监管仓库|Supervised warehouse
2*|水路运输|Water
3*|铁路运输|Rail
4*|公路运输|Road
5*|航空运输|Air
6|邮件运输|Mail
7*|保税区|Bonded area
8*|保税仓库|Bonded warehouse
9*|其他运输|Other
H*|边境特殊海关作业区|Special border customs area
W*|物流中心|Logistics centre
X*|物流园区|Logistics park
Y*|保税港区/综合保税区|Bonded port or comprehensive bonded zone
Z*|出口加工区|Export processing zone`,
);
