import { Input, SearchField as AriaSearchField } from 'react-aria-components';
import { useEffect, useState } from 'react';
import { Icon } from '../icon';
import './search-field.css';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

const PAUSE_MS = 250;

/** Asks when the typing pauses, and at once with Enter. */
export function SearchField({ label, value, onChange }: Props) {
  const [text, setText] = useState(value);
  const [given, setGiven] = useState(value);
  if (given !== value) {
    setGiven(value);
    setText(value);
  }
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onChange(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  return (
    <AriaSearchField
      className="search-field"
      aria-label={label}
      value={text}
      onChange={setText}
      onSubmit={(now) => onChange(now.trim())}
    >
      <Icon name="search" />
      <Input className="input" placeholder={label} />
    </AriaSearchField>
  );
}
