import {
  Button as AriaButton,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
} from 'react-aria-components';
import { type FieldMessages, Messages } from './field';
import './select.css';
import { Icon } from '../icon';

export interface Choice {
  readonly id: string;
  readonly name: string;
  /** A second line, or what stands at the right. */
  readonly detail?: string;
}

interface Props extends FieldMessages {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string | null;
  readonly onChange: (id: string) => void;
  /** In toolbars the name is for screen readers only. */
  readonly isLabelHidden?: boolean;
  readonly isDisabled?: boolean;
  readonly placeholder?: string;
  readonly isRequired?: boolean;
}

export function Select({ label, choices, value, onChange, isLabelHidden, placeholder, errors, ...rest }: Props) {
  const { warnings, hint, isDisabled = false, isRequired = false } = rest;
  return (
    <AriaSelect
      className="field select"
      value={value}
      onChange={(id) => id !== null && onChange(String(id))}
      isDisabled={isDisabled}
      isInvalid={(errors?.length ?? 0) > 0}
      {...(isLabelHidden ? { 'aria-label': label } : {})}
      placeholder={placeholder ?? '–'}
    >
      {!isLabelHidden && (
        <Label>
          {label}
          {isRequired && <span className="field-required"> *</span>}
        </Label>
      )}
      <AriaButton className="input select-button">
        <SelectValue className="select-value">
          {({ selectedText, defaultChildren }) => selectedText || defaultChildren}
        </SelectValue>
        <Icon name="down" />
      </AriaButton>
      <Messages errors={errors} warnings={warnings} hint={hint} />
      <Popover className="popover">
        <ListBox className="listbox">
          {choices.map(({ id, name, detail }) => (
            <ListBoxItem key={id} id={id} textValue={name} className="option">
              <span>{name}</span>
              {detail && <span className="option-detail">{detail}</span>}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
