import { useDeferredValue, useState } from 'react';
import { useGet } from '../api/query';
import { Dialog } from '../kit/overlays/dialog';
import { Icon } from '../kit/icon';
import { useNavigateTo } from '../shared/location';
import { StatusTag, VisitTag, wordOf } from '../shared/trade';
import { useT } from '../texts';
import './find.css';

interface Found {
  readonly type: string;
  readonly id: string;
  readonly title: string;
  readonly subtitle: string | null;
  readonly status: string | null;
}

const HREFS: Readonly<Record<string, (found: Found) => string>> = {
  declaration: ({ id }) => `/declarations/${id}`,
  shipment: ({ id }) => `/containers/${id}`,
};
const hrefOf = (found: Found): string =>
  HREFS[found.type]?.(found) ?? `/declarations?search=${encodeURIComponent(found.title)}`;

/** Whatever has this number or name. */
export function FindDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useT();
  if (!isOpen) return null;
  return (
    <Dialog title={t('find.title')} isOpen onClose={onClose} closeLabel={t('act.close')}>
      <Finder onClose={onClose} />
    </Dialog>
  );
}

function Finder({ onClose }: { onClose: () => void }) {
  const t = useT();
  const go = useNavigateTo();
  const [text, setText] = useState('');
  const [index, setIndex] = useState(0);
  const asked = useDeferredValue(text.trim());
  const { data, isFetching } = useGet('/v1/search', { query: { q: asked } }, { enabled: asked.length > 0 });
  const found = asked === '' ? [] : ((data?.data.items ?? []) as Found[]);
  const open = (one: Found | undefined) => {
    if (!one) return;
    onClose();
    go(hrefOf(one));
  };
  const onKeyDown = (key: string): boolean => {
    if (key === 'ArrowDown') setIndex(Math.min(index + 1, found.length - 1));
    else if (key === 'ArrowUp') setIndex(Math.max(index - 1, 0));
    else if (key === 'Enter') open(found[index]);
    else return false;
    return true;
  };
  return (
    <div className="find">
      <input
        className="input find-input"
        autoFocus
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls="find-results"
        aria-activedescendant={found[index] ? `find-${index}` : ''}
        aria-label={t('find.placeholder')}
        placeholder={t('find.placeholder')}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setIndex(0);
        }}
        onKeyDown={(event) => !event.nativeEvent.isComposing && onKeyDown(event.key) && event.preventDefault()}
      />
      <Results found={found} index={index} onOpen={open} />
      {found.length === 0 && (
        <p className="find-hint">{asked !== '' && !isFetching ? t('find.none', { text: asked }) : t('find.hint')}</p>
      )}
    </div>
  );
}

function Results({ found, index, onOpen }: { found: readonly Found[]; index: number; onOpen: (one: Found) => void }) {
  const t = useT();
  return (
    <ul id="find-results" className="find-results" role="listbox" aria-label={t('find.title')}>
      {found.map((one, at) => (
        <li
          key={`${one.type} ${one.id}`}
          id={`find-${at}`}
          role="option"
          aria-selected={at === index}
          className="find-result"
          onClick={() => onOpen(one)}
        >
          <Icon name={one.type === 'shipment' ? 'container' : one.type === 'declaration' ? 'grid' : 'firm'} />
          <span className="find-title">{one.title}</span>
          <span className="find-type">{wordOf('find', `type-${one.type}`)}</span>
          {one.status &&
            (one.type === 'shipment' ? <VisitTag status={one.status} /> : <StatusTag status={one.status} />)}
          <span className="find-subtitle">{one.subtitle}</span>
        </li>
      ))}
    </ul>
  );
}
