import { useEffect, useSyncExternalStore } from 'react';
import { Button } from '../button';
import { Icon } from '../icon';
import './toast.css';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'done' | 'error';
  readonly actionName?: string;
  readonly onAction?: () => void;
}

const SHOWN_MS = 8_000;
let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();
const changed = (next: readonly Toast[]): void => {
  toasts = next;
  for (const listener of listeners) listener();
};

/** What has been done, for a moment, with what takes it back. */
export function showToast(toast: Omit<Toast, 'id'>): void {
  const id = ++lastId;
  changed([...toasts.slice(-2), { ...toast, id }]);
}
const closed = (id: number): void => changed(toasts.filter((toast) => toast.id !== id));
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function Toasts({ label, closeLabel }: { label: string; closeLabel: string }) {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <section className="toasts" aria-label={label} aria-live="polite">
      {shown.map((toast) => (
        <OneToast key={toast.id} toast={toast} closeLabel={closeLabel} />
      ))}
    </section>
  );
}

function OneToast({ toast, closeLabel }: { toast: Toast; closeLabel: string }) {
  const { id, text, tone, actionName, onAction } = toast;
  useEffect(() => {
    const timer = setTimeout(() => closed(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id]);
  const act = () => {
    onAction?.();
    closed(id);
  };
  return (
    <div className={`toast toast-${tone}`}>
      <Icon name={tone === 'done' ? 'check' : 'error'} />
      <span>{text}</span>
      {actionName && (
        <Button kind="quiet" onPress={act}>
          {actionName}
        </Button>
      )}
      <Button kind="quiet" icon="close" label={closeLabel} onPress={() => closed(id)} />
    </div>
  );
}
