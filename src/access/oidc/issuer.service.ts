import { Inject, Injectable, Logger } from '@nestjs/common';
import * as client from 'openid-client';
import { createRemoteJWKSet, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { type Refusal, refuse } from '../../messages/refusals/refusal.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { isLoopbackHost } from '../../platform/config/loopback.js';
import { type IssuerFlow, pathOrRoot } from '../domain/issuer-flow.js';

/** Somebody as the issuer knows them: both parts together name one person, for ever. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

/** An issuer that does not answer within this time is away: a request has five seconds in all. */
const TIMEOUT_SECONDS = 4;
/** Signed by the issuer's private key; nothing that a public key or no key at all could make. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'EdDSA', 'Ed25519'];

/** The issuer of the configuration, at which people sign in (code flow with PKCE) and whose tokens are accepted. */
@Injectable()
export class Issuer {
  private readonly log = new Logger('issuer');
  private known: Promise<client.Configuration> | null = null;
  private keys: JWTVerifyGetKey | null = null;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Null where nobody signs in at an issuer. */
  get name(): string | null {
    return this.config.oidc?.issuer ?? null;
  }

  /** Where the browser is sent, and what it holds meanwhile. Refuses without an issuer (not-found) or while it is away (unavailable). */
  async begin(redirectUri: string, returnTo: string | undefined): Promise<{ url: string; flow: IssuerFlow }> {
    const configuration = await this.configuration();
    const flow: IssuerFlow = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      codeVerifier: client.randomPKCECodeVerifier(),
      returnTo: pathOrRoot(returnTo),
    };
    const url = client.buildAuthorizationUrl(configuration, {
      ...{ redirect_uri: redirectUri, scope: 'openid', state: flow.state, nonce: flow.nonce },
      code_challenge: await client.calculatePKCECodeChallenge(flow.codeVerifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, flow };
  }

  /** Whom the issuer has signed in, by the answer in the address. Refuses an answer that does not belong to the flow (unauthenticated). */
  async finish(answer: URL, { state, nonce, codeVerifier }: IssuerFlow): Promise<Identity> {
    const configuration = await this.configuration();
    const checks = {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: codeVerifier,
      idTokenExpected: true,
    };
    const tokens = await client.authorizationCodeGrant(configuration, answer, checks).catch((error: unknown) => {
      throw this.refusalOf(error);
    });
    const claims = tokens.claims();
    if (!claims) throw refuse('unauthenticated', 'issuer-refused');
    return { issuer: claims.iss, subject: claims.sub };
  }

  /** Whom a token of the issuer is about; null for one that is not good here. Refuses while the issuer is away (unavailable). */
  async identityOf(token: string): Promise<Identity | null> {
    const audience = this.config.oidc?.audience ?? null;
    if (audience === null) return null;
    const configuration = await this.configuration();
    const { issuer, jwks_uri: keysAt } = configuration.serverMetadata();
    this.keys ??= createRemoteJWKSet(new URL(keysAt ?? ''), { timeoutDuration: TIMEOUT_SECONDS * 1_000 });
    try {
      const options = { issuer, audience, algorithms: ALGORITHMS, requiredClaims: ['exp', 'sub'] };
      const { payload } = await jwtVerify(token, this.keys, options);
      // A token that says who signed in is for the console that asked, not for an API.
      return payload['nonce'] === undefined && payload.sub ? { issuer, subject: payload.sub } : null;
    } catch (error) {
      if ((error as { code?: string }).code?.startsWith('ERR_J')) return null;
      throw this.refusalOf(error);
    }
  }

  private async configuration(): Promise<client.Configuration> {
    const { oidc } = this.config;
    if (!oidc) throw refuse('not-found', 'issuer-missing');
    const url = new URL(oidc.issuer);
    // Without TLS only on this machine: for trials and tests.
    const execute = url.protocol === 'http:' && isLoopbackHost(url.hostname) ? [client.allowInsecureRequests] : [];
    const options = { timeout: TIMEOUT_SECONDS, execute };
    const asked = (this.known ??= client.discovery(url, oidc.clientId, oidc.clientSecret, undefined, options));
    return asked.catch((error: unknown) => {
      // What failed is asked anew by the next request.
      this.known = null;
      throw this.refusalOf(error, 'unavailable');
    });
  }

  private refusalOf(error: unknown, otherwise: 'unauthenticated' | 'unavailable' = 'unauthenticated'): Refusal {
    const { code = '', message } = error as { code?: string; message: string };
    this.log.warn(`The issuer refused, or did not answer: ${code} ${message}`);
    const isAway = ['OAUTH_TIMEOUT', 'ERR_JWKS_TIMEOUT'].includes(code) || error instanceof TypeError;
    return isAway || otherwise === 'unavailable'
      ? refuse('unavailable', 'issuer-away')
      : refuse('unauthenticated', 'issuer-refused');
  }
}
