import './chips.css';
import { Icon, type IconName } from './icon';

export interface Chip {
  readonly id: string;
  readonly name: string;
  readonly count?: number | undefined;
  readonly icon?: IconName;
}

interface Props {
  readonly label: string;
  readonly chips: readonly Chip[];
  readonly selected: readonly string[];
  readonly onChange: (selected: string[]) => void;
  /** Only one holds at a time. */
  readonly isSingle?: boolean;
}

/** Filters in sight, each with how many rows it would leave. */
export function Chips({ label, chips, selected, onChange, isSingle }: Props) {
  const pressed = (id: string) => {
    const isOn = selected.includes(id);
    if (isSingle) return onChange(isOn ? [] : [id]);
    onChange(isOn ? selected.filter((one) => one !== id) : [...selected, id]);
  };
  return (
    <div className="chips" role="group" aria-label={label}>
      {chips.map(({ id, name, count, icon }) => (
        <button
          key={id}
          type="button"
          className="chip"
          aria-pressed={selected.includes(id)}
          onClick={() => pressed(id)}
        >
          {icon && <Icon name={icon} />}
          {name}
          {count !== undefined && <span className="chip-count">{count.toLocaleString('en')}</span>}
        </button>
      ))}
    </div>
  );
}
