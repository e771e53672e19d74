import { VALID_FROM } from './entry.js';

/** A heading (品目, four digits) with the days on which the nomenclature has it. */
export interface HeadingDays {
  readonly code: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/**
 * Headings of the Chinese tariff by chapter, as its lines of 2026 stand under them; a table of 2018 has the same ones but for
 * those below. Names come with the tariff (`hs-headings.ts` has those that a textile market declares most).
 */
const ALWAYS = `
01: 01-06
02: 01-10
03: 01-08
04: 01-10
05: 01-02 04-08 10-11
06: 01-04
07: 01-14
08: 01-14
09: 01-10
10: 01-08
11: 01-09
12: 01-14
13: 01-02
14: 01 04
15: 01-18 20-22
16: 01-05
17: 01-04
18: 01-06
19: 01-05
20: 01-09
21: 01-06
22: 01-09
23: 01-09
24: 01-03
25: 01-26 28-30
26: 01-21
27: 01-16
28: 01-37 39-47 49-50 52-53
29: 01-42
30: 01-06
31: 01-05
32: 01-15
33: 01-07
34: 01-07
35: 01-07
36: 01-06
37: 01-07
38: 01-26
39: 01-26
40: 01-17
41: 01-07 12-15
42: 01-03 05-06
43: 01-04
44: 01-21
45: 01-04
46: 01-02
47: 01-07
48: 01-14 16-23
49: 01-11
50: 01-07
51: 01-13
52: 01-12
53: 01-03 05-11
54: 01-08
55: 01-16
56: 01-09
57: 01-05
58: 01-11
59: 01-11
60: 01-06
61: 01-17
62: 01-17
63: 01-10
64: 01-06
65: 01-02 04-07
66: 01-03
67: 01-04
68: 01-15
69: 01-07 09-14
70: 01-11 13-20
71: 01-18
72: 01-29
73: 01-26
74: 01-13 15 18-19
75: 01-08
76: 01-16
78: 01-02 04 06
79: 01-05 07
80: 01-03 07
81: 01-06 08-13
82: 01-15
83: 01-11
84: 01-68 70-84 86-87
85: 01-19 21-23 25-48
86: 01-09
87: 01-16
88: 01-02 04-05
89: 01-08
90: 01-08 10-33
91: 01-14
92: 01-02 05-09
93: 01-07
94: 01-06
95: 03-08
96: 01-20
97: 01-06
98: 01-03`;

/** Headings that the Harmonized System brought in and gave up with the edition of 2022. */
const SINCE_2022 = ['0309', '2404', '3827', '8485', '8524', '8549', '8806', '8807'];
const UNTIL_2022 = ['8107', '8803'];
/** Given up with the edition of 2017, from memory: unverified. */
const UNTIL_2017 = ['2848', '6908', '8469'];

/** Every heading with its days. */
export const HEADING_DAYS: readonly HeadingDays[] = [
  ...ALWAYS.trim()
    .split('\n')
    .flatMap(headingsOf)
    .map((code) => ({ code, validFrom: VALID_FROM, validTo: null })),
  ...SINCE_2022.map((code) => ({ code, validFrom: '2022-01-01', validTo: null })),
  ...UNTIL_2022.map((code) => ({ code, validFrom: VALID_FROM, validTo: '2021-12-31' })),
  ...UNTIL_2017.map((code) => ({ code, validFrom: VALID_FROM, validTo: '2016-12-31' })),
];

/** The headings of a line such as "01: 01-06 08". */
function headingsOf(line: string): string[] {
  const [chapter = '', ...spans] = line.split(/:? /);
  return spans.flatMap((span) => {
    const [first = '', last = first] = span.split('-');
    const count = Number(last) - Number(first) + 1;
    return Array.from({ length: count }, (_, index) => chapter + String(Number(first) + index).padStart(2, '0'));
  });
}
