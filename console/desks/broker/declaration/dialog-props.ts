import type { Declaration } from '../../../shared/declaration/types';

export interface DeclarationDialogProps {
  readonly declaration: Declaration;
  readonly etag: string | undefined;
  readonly onClose: () => void;
}
