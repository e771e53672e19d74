import { useEffect } from 'react';
import { actingFor } from '../api/acting-for';
import { connection } from '../api/connection';
import { liveLine } from '../api/live-line';
import { queryClient } from '../api/query';
import { SharedStream } from '../api/shared-stream';

/** Which paths of the API say something else after a change; by the first word of its type. */
const PATHS: Readonly<Record<string, readonly string[]>> = {
  declaration: ['/v1/declarations', '/v1/todo', '/v1/released-not-closed'],
  amendment: ['/v1/declarations', '/v1/todo'],
  correction: ['/v1/declarations', '/v1/corrections', '/v1/todo'],
  lane: ['/v1/declarations', '/v1/todo'],
  receipt: ['/v1/receipts', '/v1/todo'],
  shipment: ['/v1/shipments', '/v1/todo'],
  clearance: ['/v1/clearance-runs', '/v1/periods', '/v1/jobs'],
  settlement: ['/v1/settlements', '/v1/jobs'],
  reminder: ['/v1/reminders', '/v1/todo', '/v1/jobs'],
  import: ['/v1/imports'],
  edition: ['/v1/editions'],
};
/** A burst of changes is read once: at the first of them, and after it at most so often. */
const GATHER_MS = 200;
const REST_MS = 2_000;

interface Change {
  readonly type: string;
}

/** Reads anew what is shown and has changed; what is not shown is read when it is looked at. */
class Refresher {
  private readonly paths = new Set<string>();
  private isAll = false;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private restUntil = 0;

  heard({ type }: Change): void {
    const found = PATHS[type.split('.')[0] ?? ''];
    if (found === undefined) this.isAll = true;
    for (const path of found ?? []) this.paths.add(path);
    this.timer ??= setTimeout(() => this.read(), Math.max(GATHER_MS, this.restUntil - Date.now()));
  }

  end(): void {
    if (this.timer !== null) clearTimeout(this.timer);
  }

  private read(): void {
    this.timer = null;
    this.restUntil = Date.now() + REST_MS;
    const paths = [...this.paths];
    const { isAll } = this;
    this.paths.clear();
    this.isAll = false;
    void queryClient.invalidateQueries({
      predicate: ({ queryKey }) => isAll || paths.some((path) => String(queryKey[0]).startsWith(path)),
    });
  }
}

/** Receives, while a person is signed in, the events of what has changed for this person. */
export function useLive(personId: string): void {
  useEffect(() => {
    const refresher = new Refresher();
    const stream = new SharedStream(
      `loomgate.live.${personId}.${actingFor.get() ?? ''}`,
      '/v1/events',
      {
        onEvent: (data) => refresher.heard(JSON.parse(data) as Change),
        onAlive: () => {
          liveLine.set(true);
          connection.answered();
        },
        onLost: () => liveLine.set(false),
      },
      { resumes: true },
    );
    return () => {
      stream.close();
      refresher.end();
      liveLine.set(false);
    };
  }, [personId]);
}
