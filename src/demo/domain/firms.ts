import { usccCheckCharacter } from '../../vocabulary/identifiers/uscc.js';
import type { SeededChance } from './random.js';

export interface DemoFirm {
  readonly uscc: string;
  readonly name: string;
}

/** The three brokers of the demo market. A and B hold the demo keys. */
export const BROKERS: readonly DemoFirm[] = [
  firm('9133062105000001', '绍兴柯桥启航报关有限公司'),
  firm('9133062105000002', '浙江轻纺城国际货运代理有限公司'),
  firm('9133062105000003', '绍兴鉴湖报关行有限公司'),
];

/** A broker of a market's past. */
export const historyFirm = (index: number): DemoFirm =>
  firm(`91330621${String(6_000_000 + index).padStart(9, '0')}`.slice(0, 17), `绍兴第${index + 1}报关行`);

const SYLLABLES = ['锦', '云', '泰', '华', '盛', '宏', '业', '德', '隆', '恒', '丰', '瑞', '祥', '越', '鉴', '兰'];
/** 91 enterprise, 92 sole trader; 330621 is the region of Shaoxing county, now Keqiao district. */
const REGION = '330621';

/** Foreign-trade operators, the consignors on the form. */
export const consignors = (chance: SeededChance, count: number): DemoFirm[] =>
  many(chance, count, '91', (name) => `绍兴${name}进出口有限公司`);

/** Stalls and traders, the real principals. */
export const principals = (chance: SeededChance, count: number): DemoFirm[] =>
  many(chance, count, '92', (name) => `柯桥${name}纺织品经营部`);

function many(chance: SeededChance, count: number, kind: string, named: (name: string) => string): DemoFirm[] {
  return Array.from({ length: count }, (_, index) => {
    const serial = `MA${String(chance.between(0, 99)).padStart(2, '0')}${String(index).padStart(5, '0')}`;
    const name = chance.pick(SYLLABLES) + chance.pick(SYLLABLES);
    return firm(`${kind}${REGION}${serial}`, named(name));
  });
}

function firm(first17: string, name: string): DemoFirm {
  const padded = first17.padEnd(17, 'A');
  return { uscc: padded + usccCheckCharacter(padded), name };
}
