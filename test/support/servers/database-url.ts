/** The URL of another database on the same server. libpq URLs may name a socket, which the WHATWG parser refuses. */
export function databaseOf(serverUrl: string, database: string): string {
  const [, scheme, rest = ''] = /^(\w+:\/\/)(.*)$/.exec(serverUrl) ?? [];
  const [location = '', query] = rest.split('?', 2);
  const authority = location.split('/')[0] ?? '';
  return `${scheme}${authority}/${database}${query ? `?${query}` : ''}`;
}
