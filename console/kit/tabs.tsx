import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components';
import './tabs.css';

export interface TabEntry {
  readonly id: string;
  readonly name: string;
  readonly count?: number | undefined;
  readonly content: ReactNode;
}

interface Props {
  readonly label: string;
  readonly tabs: readonly TabEntry[];
  readonly selected: string;
  readonly onSelect: (id: string) => void;
}

export function Tabs({ label, tabs, selected, onSelect }: Props) {
  return (
    <AriaTabs className="tabs" selectedKey={selected} onSelectionChange={(id) => onSelect(String(id))}>
      <TabList className="tab-list" aria-label={label}>
        {tabs.map(({ id, name, count }) => (
          <Tab key={id} id={id} className="tab">
            {name}
            {count !== undefined && <span className="tab-count">{count}</span>}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, content }) => (
        <TabPanel key={id} id={id} className="tab-panel">
          {content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
