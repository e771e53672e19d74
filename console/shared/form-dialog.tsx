import { type ReactNode, useState } from 'react';
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

/** A few fields and one act; the refusal stands above them in the words of the service. */
export function FormDialog({ title, act, onSubmit, onClose, children, isDisabled, isDanger, size = 'small' }: Props) {
  const t = useT();
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async () => {
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
          <Button
            kind={isDanger ? 'danger' : 'primary'}
            isDisabled={isBusy || (isDisabled ?? false)}
            onPress={() => void submit()}
          >
            {act}
          </Button>
        </>
      }
    >
      <div className="form-stack">
        <FailureNotice error={error} />
        {children}
      </div>
    </Dialog>
  );
}
