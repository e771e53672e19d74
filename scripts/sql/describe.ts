import type { Client, FieldDef, Submittable } from 'pg';

/** What PostgreSQL says of a statement it has prepared and not run. */
export interface Described {
  readonly columns: readonly { readonly name: string; readonly type: number }[];
  /** The types of its parameters. */
  readonly parameters: readonly number[];
}

interface Wire {
  on(event: string, listener: (message: never) => void): void;
  off(event: string, listener: (message: never) => void): void;
  parse(message: { text: string; name: string; types: number[] }): void;
  describe(message: { type: 'S'; name: string }): void;
  sync(): void;
}

/** Has a statement parsed and described, and throws PostgreSQL's error if it cannot be. Nothing is executed. */
export function describeStatement(client: Client, sql: string): Promise<Described> {
  return new Promise((resolve, reject) => {
    let columns: Described['columns'] = [];
    let parameters: readonly number[] = [];
    let release = (): void => undefined;
    const onParameters = (message: { dataTypeIDs: number[] }) => (parameters = message.dataTypeIDs);
    const request = {
      submit(wire: Wire) {
        wire.on('parameterDescription', onParameters);
        release = () => wire.off('parameterDescription', onParameters);
        wire.parse({ text: sql, name: '', types: [] });
        wire.describe({ type: 'S', name: '' });
        wire.sync();
      },
      handleRowDescription({ fields }: { fields: FieldDef[] }) {
        columns = fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID }));
      },
      handleError(error: Error) {
        release();
        reject(error);
      },
      handleReadyForQuery() {
        release();
        resolve({ columns, parameters });
      },
    };
    client.query(request as unknown as Submittable);
  });
}
