import { Button } from '../../kit/button';
import { Dialog } from '../../kit/overlays/dialog';
import { CopyButton } from '../../shared/copy';
import { useT } from '../../texts';
import './admin.css';

interface Props {
  readonly title: string;
  readonly text: string;
  readonly secret: string;
  readonly onClose: () => void;
}

/** What is shown once: it closes only when the person confirms that it is stored. */
export function SecretDialog({ title, text, secret, onClose }: Props) {
  const t = useT();
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      closeLabel={t('act.close')}
      mustDecide
      foot={
        <Button kind="primary" onPress={onClose}>
          {t('people.password-saved')}
        </Button>
      }
    >
      <div className="form-stack">
        <p>{text}</p>
        <div className="secret">
          <code className="mono">{secret}</code>
          <CopyButton text={secret} isNamed />
        </div>
      </div>
    </Dialog>
  );
}
