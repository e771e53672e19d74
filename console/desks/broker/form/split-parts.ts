import type { AnswerOf } from '../../../api/types';
import { exact, exactText, plus, type Exact } from '../../../grid/sum';

type Proposal = AnswerOf<'post', '/v1/declarations/{id}/split-proposal'>;
type Proposed = Proposal['parts'][number];
export type PartBody = Proposed['declaration'];
type Line = PartBody['goods'][number];

/** One part as it would be made, with what the service says of it. */
export interface SplitPart {
  readonly body: PartBody;
  readonly usd: string | null;
  readonly items: number | null;
  /** What stands against its submission, word for word; null while the service is asked. */
  readonly errors: readonly string[] | null;
}

const CHARGES = ['freight', 'insurance', 'otherCharges'] as const;

const textsOf = (findings: readonly { severity: string; message: string }[]): string[] =>
  findings.filter(({ severity }) => severity === 'error').map(({ message }) => message);

export const partsOf = (proposal: Proposal): SplitPart[] =>
  proposal.parts.map(({ declaration, usd, items, findings }) => ({
    body: declaration,
    usd,
    items,
    errors: textsOf(findings),
  }));

type Judgement = AnswerOf<'post', '/v1/declarations/preview'>;

export const judged = (part: SplitPart, { totals, items, findings }: Judgement): SplitPart => ({
  ...part,
  usd: totals?.usd ?? null,
  items: items.length,
  errors: textsOf(findings),
});

/**
 * The parts after a goods line has gone to another one, with its place in the containers; a part without lines is none. What of
 * the header follows from the lines is summed anew; charges stay divided as proposed, and those of a part that ends go with its last
 * line, so that they still add up to the whole.
 */
export function moved(parts: readonly SplitPart[], line: number, from: number, to: number): SplitPart[] {
  const [source, target] = [parts[from], parts[to]];
  const goods = source?.body.goods.find((one) => one.line === line);
  if (!source || !target || !goods) return [...parts];
  const taken = source.body.containers
    .filter(({ goodsLines }) => goodsLines?.includes(line))
    .map(({ number }) => number);
  const isLast = source.body.goods.length === 1;
  const changed = new Map([
    [from, without(source.body, line)],
    [to, withLine(isLast ? withCharges(target.body, source.body) : target.body, goods, taken)],
  ]);
  return parts
    .map((part, index) => {
      const body = changed.get(index);
      return body ? { body: summed(body), usd: null, items: null, errors: null } : part;
    })
    .filter(({ body }) => body.goods.length > 0);
}

function without(body: PartBody, line: number): PartBody {
  const containers = body.containers.flatMap(({ goodsLines, ...container }) => {
    if (goodsLines === undefined) return [container];
    const rest = goodsLines.filter((one) => one !== line);
    return rest.length === 0 && goodsLines.length > 0 ? [] : [{ ...container, goodsLines: rest }];
  });
  return { ...body, containers, goods: body.goods.filter((one) => one.line !== line) };
}

function withLine(body: PartBody, goods: Line, numbers: readonly string[]): PartBody {
  const containers = [...body.containers];
  for (const number of numbers) {
    const at = containers.findIndex((container) => container.number === number);
    const goodsLines = [...(containers[at]?.goodsLines ?? []), goods.line ?? 0].sort((one, other) => one - other);
    if (at < 0) containers.push({ number, goodsLines });
    else containers[at] = { number, goodsLines };
  }
  const lines = [...body.goods, goods].sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
  return { ...body, containers, goods: lines };
}

/** The part with the charges of one that ends: totals are shares of the whole, a rate is the same in every part already. */
function withCharges(body: PartBody, ending: PartBody): PartBody {
  const charges = CHARGES.flatMap((name): [string, unknown][] => {
    const [own, more] = [body[name], ending[name]];
    if (more?.mark !== 'total') return [];
    return [[name, { ...more, value: sumOf([own?.value ?? '0', more.value]) ?? more.value }]];
  });
  return { ...body, ...Object.fromEntries(charges) };
}

function summed(body: PartBody): PartBody {
  const { packages, grossWeightKg, netWeightKg, ...rest } = body;
  const count = sumOf(body.goods.map((line) => line.packages?.toString()));
  const gross = sumOf(body.goods.map((line) => line.grossWeightKg));
  const net = sumOf(body.goods.map((line) => line.netWeightKg));
  return {
    ...rest,
    ...(packages !== undefined && count !== null ? { packages: Number.parseInt(count, 10) } : {}),
    ...(grossWeightKg !== undefined && gross !== null ? { grossWeightKg: gross } : {}),
    ...(netWeightKg !== undefined && net !== null ? { netWeightKg: net } : {}),
  };
}

/** Null where a line does not say it: then the header has to be filled in by hand. */
function sumOf(texts: readonly (string | undefined)[]): string | null {
  let sum: Exact = { units: 0n, scale: 0 };
  for (const text of texts) {
    const value = exact(text ?? '');
    if (value === null) return null;
    sum = plus(sum, value);
  }
  return exactText(sum);
}
