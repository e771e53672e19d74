const OIDC_TOGETHER = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'];

/** What is missing of a sign-in at an issuer of which something is set; null where nothing is, or all. */
export function halfOidc(env: NodeJS.ProcessEnv): string | null {
  const set = [...OIDC_TOGETHER, 'OIDC_AUDIENCE'].filter((name) => env[name]);
  const missing = OIDC_TOGETHER.filter((name) => !env[name]);
  if (set.length === 0 || missing.length === 0) return null;
  return `${set.join(', ')} without ${missing.join(', ')}: people could not sign in; set them together or not at all.`;
}
