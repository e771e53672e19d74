/** What a browser says of the page that made a request; programs say nothing. */
export interface RequestOrigin {
  readonly secFetchSite: string | undefined;
  readonly origin: string | undefined;
  /** The host that the request was sent to. */
  readonly host: string | undefined;
}

/**
 * Whether a page of another site has made the request. `Sec-Fetch-Site` is the browser's own word and knows of no proxy; an old
 * browser sends Origin alone, which is compared with the host.
 */
export function isFromElsewhere({ secFetchSite, origin, host }: RequestOrigin): boolean {
  if (secFetchSite !== undefined) return secFetchSite !== 'same-origin' && secFetchSite !== 'none';
  if (origin === undefined) return false;
  return !['http', 'https'].some((scheme) => origin.toLowerCase() === `${scheme}://${(host ?? '').toLowerCase()}`);
}
