import { Button } from '../../../kit/button';
import { Tag } from '../../../kit/tag';
import { grouped } from '../../../shared/format';
import { useT } from '../../../texts';
import type { SplitPart } from './split-parts';

interface Props {
  readonly part: SplitPart;
  readonly index: number;
  readonly count: number;
  readonly onMove: (line: number, by: 1 | -1) => void;
}

/** One part with its lines; Alt and an arrow, or the buttons, bring a line to the part beside it. */
export function SplitPartView({ part, index, count, onMove }: Props) {
  const t = useT();
  const { body, usd, items, errors } = part;
  const steps = [
    { by: -1 as const, icon: 'left' as const, canMove: index > 0 },
    { by: 1 as const, icon: 'right' as const, canMove: index < count - 1 },
  ];
  return (
    <section className="part" aria-labelledby={`part-${index}`}>
      <h3 id={`part-${index}`}>
        {t('form.split-part', { number: index + 1 })} · {body.reference}
      </h3>
      <p>
        {grouped(usd)} {t('unit.usd')} · {items ?? '…'} {t('goods.item')}
      </p>
      {body.containers.length > 0 && (
        <p className="dim mono">{body.containers.map(({ number }) => number).join(', ')}</p>
      )}
      <Verdict errors={errors} />
      <ul className="part-lines">
        {body.goods.map(({ line = 0, name, totalPrice }) => (
          <li
            key={line}
            onKeyDown={(event) => {
              const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : null;
              if (!event.altKey || by === null) return;
              event.preventDefault();
              onMove(line, by);
            }}
          >
            <span>
              {line} {name} <span className="dim">{grouped(totalPrice)}</span>
            </span>
            {steps.map(({ by, icon, canMove }) => (
              <Button
                key={icon}
                kind="quiet"
                icon={icon}
                label={t('form.split-move', { line, number: index + 1 + by })}
                isDisabled={!canMove}
                onPress={() => onMove(line, by)}
              />
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the service says of the part: nothing stands against it, or what does. */
function Verdict({ errors }: Pick<SplitPart, 'errors'>) {
  const t = useT();
  if (errors === null)
    return (
      <Tag tone="grey" icon="clock-hollow">
        {t('form.split-judging')}
      </Tag>
    );
  const passes = errors.length === 0;
  return (
    <>
      <Tag tone={passes ? 'green' : 'rust'} icon={passes ? 'check' : 'warning'}>
        {t(passes ? 'form.split-passes' : 'form.split-fails')}
      </Tag>
      {errors.slice(0, 3).map((text) => (
        <p key={text} className="dim">
          {text}
        </p>
      ))}
    </>
  );
}
