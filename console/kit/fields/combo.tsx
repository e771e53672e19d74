import {
  Button as AriaButton,
  ComboBox as AriaComboBox,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
} from 'react-aria-components';
import { type FieldMessages, Messages } from './field';
import { Icon } from '../icon';
import type { Choice } from './select';
import './select.css';

interface Props extends FieldMessages {
  readonly label: string;
  readonly choices: readonly Choice[];
  /** What stands in the field; free text stays where none of the choices is taken. */
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onChoose: (id: string) => void;
  readonly empty: string;
  readonly isRequired?: boolean;
  readonly isMono?: boolean;
  readonly isDisabled?: boolean;
  readonly name?: string;
}

/** A field with proposals. It filters nothing: the service has searched. */
export function ComboField({ label, choices, text, onText, onChoose, empty, errors, warnings, hint, ...rest }: Props) {
  return (
    <AriaComboBox
      className="field"
      allowsCustomValue
      menuTrigger="focus"
      items={choices}
      inputValue={text}
      onInputChange={onText}
      selectedKey={choices.find(({ name }) => name === text)?.id ?? null}
      onSelectionChange={(key) => key !== null && onChoose(String(key))}
      defaultFilter={() => true}
      allowsEmptyCollection
      isInvalid={(errors?.length ?? 0) > 0}
      isDisabled={rest.isDisabled ?? false}
    >
      <Label>
        {label}
        {rest.isRequired && <span className="field-required"> *</span>}
      </Label>
      <div className="combo-input">
        <Input className={`input${rest.isMono ? ' mono' : ''}`} {...(rest.name ? { name: rest.name } : {})} />
        <AriaButton className="combo-button">
          <Icon name="down" />
        </AriaButton>
      </div>
      <Messages errors={errors} warnings={warnings} hint={hint} />
      <Popover className="popover">
        <ListBox className="listbox" renderEmptyState={() => <div className="listbox-empty">{empty}</div>}>
          {({ id, name, detail }: Choice) => (
            <ListBoxItem id={id} textValue={name} className="option">
              <span>{name}</span>
              {detail && <span className="option-detail">{detail}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
