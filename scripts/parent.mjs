const LOOK_EVERY_MS = 500;

/**
 * npm runs a script through a shell. A signal sent to npm may end only that shell, and npm killed outright signals nobody: either way
 * this process would go on alone, holding its port and its database. So, when started by npm, the end of our parent counts as SIGTERM.
 */
export function endWithParent() {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_EVERY_MS);
  watch.unref();
}
