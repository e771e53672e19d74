import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox, type CheckboxProps, Switch as AriaSwitch } from 'react-aria-components';
import './checkbox.css';
import { Icon } from '../icon';

interface Props extends Omit<CheckboxProps, 'children' | 'className' | 'style'> {
  readonly children?: ReactNode;
}

export function Checkbox({ children, ...props }: Props) {
  return (
    <AriaCheckbox {...props} className="checkbox">
      <span className="checkbox-mark">
        <Icon name="check" />
      </span>
      {children}
    </AriaCheckbox>
  );
}

interface SwitchProps {
  readonly children: ReactNode;
  readonly isSelected: boolean;
  readonly onChange: (on: boolean) => void;
  readonly isDisabled?: boolean;
}

export function Switch({ children, isSelected, onChange, isDisabled = false }: SwitchProps) {
  return (
    <AriaSwitch className="switch" isSelected={isSelected} onChange={onChange} isDisabled={isDisabled}>
      <span className="switch-track" />
      {children}
    </AriaSwitch>
  );
}
