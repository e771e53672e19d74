import type { AnchorHTMLAttributes, MouseEvent, ReactNode } from 'react';
import { actingFor } from '../api/acting-for';
import { send } from '../api/client';
import { isProblem } from '../api/problem';
import { showToast } from '../kit/overlays/toast';
import { useT } from '../texts';

interface Props extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly href: string;
  readonly children: ReactNode;
}

/** A file of the service. The browser fetches it by itself, but for a merged firm the page does: a link cannot say on whose behalf it asks. */
export function FileLink({ children, ...props }: Props) {
  const t = useT();
  const fetchIt = (event: MouseEvent<HTMLAnchorElement>) => {
    if (actingFor.get() === null) return;
    event.preventDefault();
    save(props.href).catch((error: unknown) =>
      showToast({ tone: 'error', text: isProblem(error) ? error.message : t('failed.network') }),
    );
  };
  return (
    <a {...props} onClick={fetchIt}>
      {children}
    </a>
  );
}

async function save(url: string): Promise<void> {
  const response = await send({ method: 'GET', url });
  const name = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1];
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = name ?? '';
  link.click();
  URL.revokeObjectURL(link.href);
}
