import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { Button } from '../../../kit/button';
import { Checkbox } from '../../../kit/fields/checkbox';
import { Icon } from '../../../kit/icon';
import { useShortcuts } from '../../../kit/shortcuts';
import { refreshed } from '../../../api/query';
import { FailureNotice } from '../../../shared/failure';
import { useNavigateTo } from '../../../shared/location';
import { useT } from '../../../texts';
import './imports.css';
import { upload } from './upload';

/** A place to drop a file, or to choose one. The dry run comes first unless one says otherwise. */
export function DropZone({ follows, isSmall }: { follows?: string; isSmall?: boolean }) {
  const t = useT();
  const go = useNavigateTo();
  const input = useRef<HTMLInputElement>(null);
  const [dryRun, setDryRun] = useState(true);
  const [submit, setSubmit] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const choose = () => input.current?.click();
  useShortcuts([{ keys: 'U', name: t(isSmall ? 'imports.corrected' : 'imports.choose'), run: choose }]);
  const sent = async (file: File | undefined) => {
    if (!file) return;
    setError(null);
    setBusy(true);
    try {
      const { id } = await upload(file, { dryRun, submit, follows });
      await refreshed('/v1/imports');
      go(`/imports/${id}`);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <DropArea isSmall={isSmall ?? false} onFile={(file) => void sent(file)}>
      <Icon name="upload" />
      <span>{t('imports.drop')}</span>
      <Button kind={isSmall ? 'plain' : 'primary'} hint="U" onPress={choose} isDisabled={isBusy}>
        {t(isSmall ? 'imports.corrected' : 'imports.choose')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".csv,.xlsx,.txt"
        hidden
        aria-label={t('imports.choose')}
        onChange={(event) => void sent(event.target.files?.[0])}
      />
      <Checkbox isSelected={dryRun} onChange={setDryRun}>
        {t('imports.dry-run')}
      </Checkbox>
      <Checkbox isSelected={submit} onChange={setSubmit} isDisabled={dryRun}>
        {t('imports.submit')}
      </Checkbox>
      <FailureNotice error={error} />
    </DropArea>
  );
}

interface AreaProps {
  readonly isSmall: boolean;
  readonly onFile: (file: File | undefined) => void;
  readonly children: ReactNode;
}

function DropArea({ isSmall, onFile, children }: AreaProps) {
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFile(event.dataTransfer.files[0]);
  };
  const over = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  const className = `drop${isOver ? ' drop-over' : ''}${isSmall ? ' drop-small' : ''}`;
  return (
    <div className={className} onDragOver={over} onDragLeave={() => setOver(false)} onDrop={drop}>
      {children}
    </div>
  );
}
