/** The URL of another database on the same server. libpq URLs may name a socket, which the WHATWG parser refuses. */
export function databaseOf(serverUrl: string, database: string): string {
  const [, scheme, rest = ''] = /^(\w+:\/\/)(.*)$/.exec(serverUrl) ?? [];
  const [location = '', query] = rest.split('?', 2);
  const authority = location.split('/')[0] ?? '';
  return `${scheme}${authority}/${database}${query ? `?${query}` : ''}`;
}

/** The same database by another login. Where the server asks for no password, this one is not looked at. */
export function withLogin(url: string, login: string, password = 'loomgate-tests'): string {
  const [, scheme, rest = ''] = /^(\w+:\/\/)(.*)$/.exec(url) ?? [];
  const end = rest.indexOf('/');
  const authority = rest.slice(0, end).split('@').at(-1) ?? '';
  return `${scheme}${login}:${password}@${authority}${rest.slice(end)}`;
}

/** The login of the service in tests: it owns nothing, as in production. */
export const serviceUrlOf = (ownerUrl: string): string => withLogin(ownerUrl, 'loomgate_test_service');
