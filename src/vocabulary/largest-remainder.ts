/**
 * Spreads whole units over weights by largest remainder: the parts add up exactly; of equal remainders the earlier one gets the odd
 * unit. A weight may be negative as long as all together are above zero. A weight of zero gets nothing.
 */
export function largestRemainder(units: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((left, right) => left + right, 0n);
  if (sum <= 0n) throw new RangeError('no positive weight to spread a total over');
  const parts = weights.map((weight, index) => {
    const share = floorDivide(units * weight, sum);
    return { index, share, rest: units * weight - share * sum };
  });
  const odd = units - parts.reduce((left, { share }) => left + share, 0n);
  // Fewer odd units are left than there are remainders above zero, so none can fall on a zero weight.
  const first = [...parts].sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  for (const part of first.slice(0, Number(odd))) part.share += 1n;
  return parts.map(({ share }) => share);
}

function floorDivide(left: bigint, right: bigint): bigint {
  const quotient = left / right;
  return left % right !== 0n && left < 0n !== right < 0n ? quotient - 1n : quotient;
}
