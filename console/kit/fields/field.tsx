import type { HTMLInputTypeAttribute, ReactNode, Ref } from 'react';
import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField as AriaTextField,
  type TextFieldProps,
} from 'react-aria-components';
import './field.css';
import { Icon } from '../icon';

export interface FieldMessages {
  /** What the service says of this field, word for word. */
  readonly errors?: readonly string[] | undefined;
  readonly warnings?: readonly string[] | undefined;
  readonly hint?: ReactNode;
}

interface Props extends Omit<TextFieldProps, 'children' | 'className' | 'style'>, FieldMessages {
  readonly label: string;
  readonly type?: HTMLInputTypeAttribute;
  readonly isMono?: boolean;
  readonly rows?: number;
  readonly placeholder?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
}

export function TextField({ label, errors, warnings, hint, isMono, rows, placeholder, inputRef, ...props }: Props) {
  const isInvalid = (errors?.length ?? 0) > 0;
  const className = `input${isMono ? ' mono' : ''}`;
  const shown = placeholder === undefined ? {} : { placeholder };
  return (
    <AriaTextField {...props} className="field" isInvalid={isInvalid}>
      <Label>
        {label}
        {props.isRequired && <span className="field-required"> *</span>}
      </Label>
      {rows ? (
        <TextArea className={className} rows={rows} {...shown} />
      ) : (
        <Input className={className} {...(inputRef ? { ref: inputRef } : {})} {...shown} />
      )}
      <Messages errors={errors} warnings={warnings} hint={hint} />
    </AriaTextField>
  );
}

/** Below a control: what is wrong, what deserves a look, or a hint where there is neither. */
export function Messages({ errors = [], warnings = [], hint }: FieldMessages) {
  return (
    <>
      {errors.length > 0 && (
        <FieldError className="field-error">
          {errors.map((text) => (
            <span key={text} className="field-message">
              <Icon name="error" />
              {text}
            </span>
          ))}
        </FieldError>
      )}
      {warnings.map((text) => (
        <Text key={text} slot="description" className="field-message field-warning">
          <Icon name="warning" />
          {text}
        </Text>
      ))}
      {hint !== undefined && errors.length === 0 && warnings.length === 0 && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
    </>
  );
}
