import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components';
import './button.css';
import { Icon, type IconName } from './icon';

interface Props extends Omit<ButtonProps, 'children' | 'className' | 'style'> {
  readonly children?: ReactNode;
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly icon?: IconName;
  /** The key that does the same, shown at the right. */
  readonly hint?: string;
  /** A button without a word needs a name. */
  readonly label?: string;
}

export function Button({ children, kind = 'plain', icon, hint, label, ...props }: Props) {
  const className = `button button-${kind}${children === undefined ? ' button-icon' : ''}`;
  return (
    <AriaButton {...props} className={className} {...(label ? { 'aria-label': label } : {})}>
      {icon && <Icon name={icon} />}
      {children !== undefined && <span>{children}</span>}
      {hint && <kbd aria-hidden="true">{hint}</kbd>}
    </AriaButton>
  );
}

export const Kbd = ({ children }: { children: ReactNode }) => <kbd>{children}</kbd>;
