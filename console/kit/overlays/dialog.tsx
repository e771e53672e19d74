import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from '../button';
import './dialog.css';

interface Props {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons at the foot, the one that acts last. */
  readonly foot?: ReactNode;
  readonly size?: 'small' | 'medium' | 'wide' | 'side';
  readonly closeLabel: string;
  /** Something must be decided first: neither Escape nor a click beside it closes. */
  readonly mustDecide?: boolean;
}

export function Dialog({ title, isOpen, onClose, children, foot, size = 'medium', closeLabel, mustDecide }: Props) {
  return (
    <ModalOverlay
      className={`overlay overlay-${size}`}
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={!mustDecide}
      isKeyboardDismissDisabled={mustDecide ?? false}
    >
      <Modal className={`modal modal-${size}`}>
        <AriaDialog className="dialog">
          <header className="dialog-head">
            <Heading slot="title">{title}</Heading>
            {!mustDecide && <Button kind="quiet" icon="close" label={closeLabel} onPress={onClose} />}
          </header>
          <div className="dialog-body">{children}</div>
          {foot && <footer className="dialog-foot">{foot}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
