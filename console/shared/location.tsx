import { useLocation, useRouter } from '@tanstack/react-router';
import { type AnchorHTMLAttributes, type MouseEvent, type ReactNode, useCallback } from 'react';

type Query = Readonly<Record<string, string>>;

/** What a colleague may want to see stands in the URL. */
export function useQueryParams(): [Query, (changes: Record<string, string | undefined>) => void] {
  const router = useRouter();
  const { search } = useLocation();
  const query = search as Query;
  const change = useCallback(
    (changes: Record<string, string | undefined>) => {
      const { pathname, search: now } = router.state.location;
      const next = new URLSearchParams(now as Record<string, string>);
      for (const [name, value] of Object.entries(changes)) {
        if (value === undefined || value === '') next.delete(name);
        else next.set(name, value);
      }
      const text = next.toString();
      router.history.replace(text === '' ? pathname : `${pathname}?${text}`);
    },
    [router],
  );
  return [query, change];
}

export function useNavigateTo(): (href: string, options?: { replace?: boolean }) => void {
  const router = useRouter();
  return useCallback(
    (href, options) => (options?.replace ? router.history.replace(href) : router.history.push(href)),
    [router],
  );
}

interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly href: string;
  readonly children: ReactNode;
}

/** A link within the console; with a modifier key it is the browser's. */
export function Link({ href, children, onClick, ...props }: LinkProps) {
  const go = useNavigateTo();
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (event.defaultPrevented || !isPlain || props.target) return;
    event.preventDefault();
    go(href);
  };
  return (
    <a href={href} onClick={follow} {...props}>
      {children}
    </a>
  );
}
