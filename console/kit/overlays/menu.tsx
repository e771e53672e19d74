import type { ReactNode } from 'react';
import { Button as AriaButton, Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import './menu.css';
import { Icon, type IconName } from '../icon';
import '../fields/select.css';

export interface MenuEntry {
  readonly id: string;
  readonly name: string;
  readonly icon?: IconName;
  readonly isDisabled?: boolean;
  readonly detail?: string;
  readonly href?: string;
}

interface Props {
  readonly label: string;
  readonly children: ReactNode;
  readonly entries: readonly MenuEntry[];
  readonly onAction?: (id: string) => void;
  /** The entry that holds now. */
  readonly selected?: string;
  readonly kind?: 'quiet' | 'plain';
}

export function Menu({ label, children, entries, onAction, selected, kind = 'quiet' }: Props) {
  return (
    <MenuTrigger>
      <AriaButton className={`button button-${kind} menu-button`}>
        <span className="visually-hidden">{label} </span>
        {children}
        <Icon name="down" />
      </AriaButton>
      <Popover className="popover" placement="bottom end">
        <AriaMenu
          className="listbox"
          aria-label={label}
          onAction={(id) => onAction?.(String(id))}
          {...(selected === undefined
            ? {}
            : { selectionMode: 'single' as const, selectedKeys: [selected], disallowEmptySelection: true })}
        >
          {entries.map(({ id, name, icon, isDisabled = false, detail, href }) => (
            <MenuItem
              key={id}
              id={id}
              textValue={name}
              isDisabled={isDisabled}
              className="option menu-option"
              {...(href === undefined ? {} : { href })}
            >
              {icon && <Icon name={icon} />}
              <span>{name}</span>
              {detail && <span className="option-detail">{detail}</span>}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
