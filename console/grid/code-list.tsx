import { useEffect, useId, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { createPortal } from 'react-dom';
import { useT } from '../texts';
import type { LookupTable } from './columns';
import type { CodeChoice, FindCodes } from './types';

const MOST_SHOWN = 8;
/** Below this a code or a word says too little to be looked up by itself. */
const SHORTEST = 2;
const PAUSE_MS = 120;

interface Found {
  readonly typed: string;
  readonly choices: readonly CodeChoice[];
}

/** Asks for the codes that answer a text, after a pause; an older answer never replaces a newer one. */
function useFound(table: LookupTable | undefined, query: string | null, findCodes: FindCodes) {
  const [found, setFound] = useState<Found | null>(null);
  const [at, setAt] = useState(-1);
  useEffect(() => {
    if (table === undefined || query === null) return setFound(null);
    const cancelled = new AbortController();
    const show = (choices: readonly CodeChoice[]): void => {
      if (cancelled.signal.aborted) return;
      setFound({ typed: query, choices: choices.slice(0, MOST_SHOWN) });
      // Words can be no code: the best answer is the one that Enter takes. Digits may be what is meant.
      setAt(/^[\d.\s]+$/.test(query) ? -1 : 0);
    };
    const timer = setTimeout(() => {
      findCodes(table, query.trim(), cancelled.signal).then(show, () => setFound(null));
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      cancelled.abort();
    };
  }, [table, query, findCodes]);
  return { found, setFound, at, setAt };
}

/** The codes that answer what is being typed in a cell, and the keys that walk them while they are shown. */
export function useCodeList(table: LookupTable | undefined, typed: string | null, findCodes: FindCodes) {
  const id = useId();
  const [asked, setAsked] = useState<string | null>(null);
  const query = asked ?? (typed !== null && typed.trim().length >= SHORTEST ? typed : null);
  const { found, setFound, at, setAt } = useFound(table, query, findCodes);
  useEffect(() => {
    if (typed === null) setAsked(null);
  }, [typed]);

  const choices = found === null || table === undefined || query === null ? null : found.choices;
  const isOpen = choices !== null && choices.length > 0;
  const close = (): void => {
    setFound(null);
    setAsked(null);
  };
  const onKey = (key: string, isComposing: boolean, take: (code: string) => void): boolean => {
    if (!isOpen || isComposing) return false;
    const code = choices[at]?.code;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      setAt((old) => (old + (key === 'ArrowDown' ? 1 : -1) + choices.length) % choices.length);
    } else if (key === 'Enter' && code !== undefined) {
      close();
      take(code);
    } else if (key === 'Escape') close();
    else return false;
    return true;
  };
  const option = (index: number): string => `${id}-${index}`;
  const aria = table === undefined ? {} : comboboxAria(isOpen, id, isOpen && at >= 0 ? option(at) : undefined);
  return { id, choices, at, option, aria, onKey, open: setAsked };
}

const comboboxAria = (isOpen: boolean, id: string, active: string | undefined) =>
  ({
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': isOpen,
    'aria-controls': isOpen ? id : undefined,
    'aria-activedescendant': active,
  }) as const;

interface CodeListProps {
  readonly id: string;
  readonly choices: readonly CodeChoice[] | null;
  readonly at: number;
  readonly option: (index: number) => string;
  readonly anchor: RefObject<HTMLInputElement | null>;
  readonly onTake: (code: string) => void;
}

/** The list under the cell; it stands in the page's body, so that the grid's window does not cut it off. */
export function CodeList({ id, choices, at, option, anchor, onTake }: CodeListProps) {
  const t = useT();
  const list = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => {
    const [field, popup] = [anchor.current?.getBoundingClientRect(), list.current];
    if (field === undefined || popup === null) return;
    const below = window.innerHeight - field.bottom;
    const top = below < popup.offsetHeight + 8 ? field.top - popup.offsetHeight - 2 : field.bottom + 2;
    popup.style.left = `${Math.min(field.left, window.innerWidth - popup.offsetWidth - 8)}px`;
    popup.style.top = `${top}px`;
  }, [anchor, choices]);
  if (choices === null || choices.length === 0) return null;
  return createPortal(
    <ul id={id} ref={list} role="listbox" aria-label={t('grid.codes')} className="grid-codes">
      {choices.map(({ code, name, note, flags, lastUsedOn }, index) => (
        <li
          key={code}
          id={option(index)}
          role="option"
          aria-selected={index === at}
          className="grid-code"
          onMouseDown={(event) => {
            event.preventDefault();
            onTake(code);
          }}
        >
          <span className="mono">{code}</span>
          <span className="grid-code-name">{name}</span>
          <span className="grid-code-note">
            {flags?.map((flag) => (
              <b key={flag}>{t(`grid.flag.${flag}`)} </b>
            ))}
            {note}
            {lastUsedOn ? ` ${t('grid.used-on', { day: lastUsedOn.slice(5) })}` : null}
          </span>
        </li>
      ))}
    </ul>,
    document.body,
  );
}
