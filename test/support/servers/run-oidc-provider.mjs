/**
 * A real provider of OpenID Connect in a process of its own: `node run-oidc-provider.mjs REDIRECT_URI`. Prints its address. Whoever comes is signed in as
 * the `login_hint` of the address, without a page: what a person does there is not the subject of our stories.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const [redirectUri = ''] = process.argv.slice(2);
const server = createServer().listen(0, '127.0.0.1');
await once(server, 'listening');
const issuer = `http://127.0.0.1:${server.address().port}`;
const API = 'loomgate-api';
const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'loomgate',
      client_secret: 'a secret of the trial, long enough',
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
    {
      client_id: 'machine',
      client_secret: 'another secret of the trial',
      redirect_uris: [],
      response_types: [],
      grant_types: ['client_credentials'],
    },
  ],
  cookies: { keys: ['of the trial'] },
  pkce: { required: () => true },
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => undefined,
      getResourceServerInfo: (_context, resource) => ({
        scope: 'api',
        audience: resource === 'urn:elsewhere' ? 'elsewhere' : API,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
  extraTokenClaims: () => ({}),
  interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
});
const callback = provider.callback();
server.on('request', (request, response) => {
  if (!request.url.startsWith('/interaction/')) return callback(request, response);
  void finish(request, response);
});

/** Signs in and agrees to everything that is asked for. */
async function finish(request, response) {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  const accountId = session?.accountId ?? params.login_hint;
  if (prompt.name === 'login') {
    return provider.interactionFinished(request, response, { login: { accountId: params.login_hint } });
  }
  const grant = new provider.Grant({ accountId, clientId: params.client_id });
  grant.addOIDCScope('openid');
  return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
}

console.log(issuer);
