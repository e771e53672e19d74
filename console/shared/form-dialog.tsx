import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button } from '../kit/button';
import { Dialog } from '../kit/overlays/dialog';
import { useT } from '../texts';
import { FailureNotice } from './failure';

interface Props {
  readonly title: string;
  /** The verb with its object. */
  readonly act: string;
  /** Resolves when it is done; what it throws is shown in place. */
  readonly onSubmit: () => Promise<unknown>;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly isDisabled?: boolean;
  readonly isDanger?: boolean;
  readonly size?: 'small' | 'medium' | 'wide';
}

/** Whoever opens a form begins to fill it; where a field has asked for the focus it keeps it. */
function focusFirst(form: HTMLFormElement | null): void {
  if (form === null || form.contains(document.activeElement)) return;
  form.querySelector<HTMLElement>('input:enabled, textarea, button:enabled, [role=spinbutton]')?.focus();
}

/** A few fields and one act; the refusal stands above them in the words of the service. */
export function FormDialog({ title, act, onSubmit, onClose, children, isDisabled, isDanger, size = 'small' }: Props) {
  const t = useT();
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const form = useId();
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => focusFirst(element.current), []);
  const isReady = !isBusy && !isDisabled;
  const submit = async () => {
    if (!isReady) return;
    setError(null);
    setBusy(true);
    try {
      await onSubmit();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const onSubmitted = (event: FormEvent) => {
    event.preventDefault();
    void submit();
  };
  /** In a field of several lines Enter is a new line; lists stop what they do not use, so this hears it first. */
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey && event.key === 'Enter') void submit();
  };
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      closeLabel={t('act.close')}
      size={size}
      foot={
        <>
          <Button onPress={onClose}>{t('act.cancel')}</Button>
          <Button kind={isDanger ? 'danger' : 'primary'} type="submit" form={form} isDisabled={!isReady}>
            {act}
          </Button>
        </>
      }
    >
      <form ref={element} id={form} className="form-stack" noValidate onSubmit={onSubmitted} onKeyDownCapture={onKey}>
        <FailureNotice error={error} />
        {children}
      </form>
    </Dialog>
  );
}
