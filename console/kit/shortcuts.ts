import { useEffect, useRef } from 'react';

export interface Shortcut {
  /** As it is shown: `J`, `Ctrl Enter`, `G T`. Several that do the same are separated by a comma. */
  readonly keys: string;
  readonly name: string;
  readonly run: () => void;
  /** Works while a field has focus. A key with Ctrl or Alt, and a function key, does so anyway. */
  readonly isForFields?: boolean;
  readonly isHidden?: boolean;
}

const SEQUENCE_MS = 1_200;
const groups = new Set<{ readonly current: readonly Shortcut[] }>();
let prefix = { key: '', at: 0 };
let areLettersOn = true;

/** WCAG 2.1.4: keys without Ctrl or Alt can be switched off. */
export const setLetterKeys = (on: boolean): void => void (areLettersOn = on);
/** What works on this page, the latest first. */
export const activeShortcuts = (): Shortcut[] =>
  [...groups].reverse().flatMap(({ current }) => current.filter(({ isHidden }) => !isHidden));

/** Keys of the page while the component is there. What is registered last counts first. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    groups.add(latest);
    return () => void groups.delete(latest);
  }, []);
}

function nameOf(event: KeyboardEvent): string {
  const key =
    event.key.length === 1 ? event.key.toUpperCase() : event.key.replace('Escape', 'Esc').replace('Arrow', '');
  const isPrintable = event.key.length === 1;
  return [
    event.ctrlKey || event.metaKey ? 'Ctrl' : '',
    event.altKey ? 'Alt' : '',
    event.shiftKey && !(isPrintable && !/[a-z]/i.test(event.key)) ? 'Shift' : '',
    key,
  ]
    .filter(Boolean)
    .join(' ');
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('input:not([type=checkbox]), textarea, select, [role=combobox], [role=grid] *'));

/** A control that has a use of its own for a key: Enter and Space on a button, arrows in a list. */
const isControl = (target: EventTarget | null, key: string): boolean =>
  target instanceof HTMLElement &&
  (target.closest('[role=menu], [role=listbox], [role=tablist]') !== null ||
    (/^(Enter| )$/.test(key) && target.matches('button, a, summary, input')));

function onKey(event: KeyboardEvent): void {
  if (event.isComposing || event.defaultPrevented || /^(Shift|Control|Alt|Meta)$/.test(event.key)) return;
  const name = nameOf(event);
  const isPlain = !/^(Ctrl|Alt) |^F\d+$/.test(name);
  const inField = isField(event.target);
  if (isPlain && (isControl(event.target, event.key) || (!areLettersOn && event.key.length === 1))) return;
  const sequence = Date.now() - prefix.at < SEQUENCE_MS ? `${prefix.key} ${name}` : '';
  prefix = { key: '', at: 0 };
  const hasOverlay = document.querySelector('.overlay') !== null;
  for (const { current } of [...groups].reverse()) {
    for (const { keys, run, isForFields } of current) {
      const wanted = keys.split(', ');
      if (inField && isPlain && !isForFields) continue;
      if (hasOverlay && !isForFields) continue;
      if (!wanted.includes(name) && (sequence === '' || !wanted.includes(sequence))) {
        if (wanted.some((one) => one.startsWith(`${name} `)) && isPlain) prefix = { key: name, at: Date.now() };
        continue;
      }
      event.preventDefault();
      prefix = { key: '', at: 0 };
      run();
      return;
    }
  }
}

if (typeof document !== 'undefined') document.addEventListener('keydown', onKey);
