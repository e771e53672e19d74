import { useMemo, useState } from 'react';
import type { CodeNames } from './cell';
import { readBlock, type PasteColumn, type PastePlace } from './paste';
import type { PendingPaste } from './use-clipboard';

export interface PasteProps extends PendingPaste {
  readonly names: CodeNames | null;
}

const NO_NAMES: CodeNames = { unit: (text) => text, country: (text) => text };

export type PasteState = ReturnType<typeof usePaste>;

/** What the person decides of a block that is to be pasted, and how it reads with that. */
export function usePaste({ block, plan: proposed, names, existing }: PasteProps) {
  const [plan, setPlan] = useState(proposed);
  const [place, setPlace] = useState<PastePlace>(existing > 1 ? 'append' : 'replace');
  const [padHsCodes, setPad] = useState(false);
  const [fillGaps, setFillGaps] = useState(false);
  const [onlyClean, setOnlyClean] = useState(false);
  const known = names ?? NO_NAMES;
  const reading = useMemo(
    () => readBlock(block, plan, { names: known, padHsCodes, fillGaps, onlyClean }),
    [block, plan, known, padHsCodes, fillGaps, onlyClean],
  );
  const gaps = useMemo(() => readBlock(block, plan, { names: known }).gaps, [block, plan, known]);
  const counted = block.length - (plan.hasHeader ? 1 : 0);
  const setColumn = (index: number, field: PasteColumn): void =>
    setPlan({
      ...plan,
      columns: plan.columns.map((old, at) => (at === index ? field : old === field ? null : old)),
    });
  const setHeader = (hasHeader: boolean): void => setPlan({ ...plan, hasHeader });
  return {
    ...{ plan, place, reading, gaps, counted, padHsCodes, fillGaps, onlyClean },
    ...{ setColumn, setHeader, setPlace, setPad, setFillGaps, setOnlyClean },
  };
}
