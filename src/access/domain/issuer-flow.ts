/** What a browser holds while it is at the issuer: by it the answer is known to belong to the question. */
export interface IssuerFlow {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  /** The path of the console that opens afterwards. */
  readonly returnTo: string;
}

const FLOW_COOKIE = '__Host-loomgate-issuer';
/** Lax: the browser comes back from the issuer's site, and a strict cookie would stay behind. */
const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Lax';
const FLOW_SECONDS = 600;

export const flowCookie = (flow: IssuerFlow): string =>
  `${FLOW_COOKIE}=${Buffer.from(JSON.stringify(flow)).toString('base64url')}; Max-Age=${FLOW_SECONDS}; ${ATTRIBUTES}`;
export const NO_FLOW_COOKIE = `${FLOW_COOKIE}=; Max-Age=0; ${ATTRIBUTES}`;

/** The flow in a Cookie header, or null where there is none that we could have set. */
export function flowFrom(header: string | undefined): IssuerFlow | null {
  const found = new RegExp(`(?:^|; *)${FLOW_COOKIE}=([\\w-]+)`).exec(header ?? '')?.[1];
  if (found === undefined) return null;
  try {
    const flow = JSON.parse(Buffer.from(found, 'base64url').toString('utf8')) as Record<string, unknown> | null;
    const { state, nonce, codeVerifier, returnTo } = flow ?? {};
    if ([state, nonce, codeVerifier, returnTo].some((part) => typeof part !== 'string')) return null;
    return { state, nonce, codeVerifier, returnTo: pathOrRoot(returnTo as string) } as IssuerFlow;
  } catch {
    return null;
  }
}

/** A path of our own: what leads to another host, also by two slashes or a backslash, is the root instead. */
export const pathOrRoot = (path: string | undefined): string =>
  path !== undefined && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(path) ? path : '/';
