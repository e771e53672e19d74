import { Dialog } from '../kit/overlays/dialog';
import { activeShortcuts } from '../kit/shortcuts';
import { useT } from '../texts';
import './keys-dialog.css';

export function KeysDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useT();
  if (!isOpen) return null;
  return (
    <Dialog title={t('keys.title')} isOpen onClose={onClose} closeLabel={t('act.close')}>
      <dl className="keys" tabIndex={0}>
        {activeShortcuts().map(({ keys, name }) => (
          <div key={`${keys} ${name}`}>
            <dt>
              {keys.split(', ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{name}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
