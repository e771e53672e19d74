import { Client } from 'pg';
import { useOffice } from '../support/office.js';
import { postDeclarations } from '../support/trade/postings.js';

describe('the schema for reporting tools', () => {
  const office = useOffice({ at: '2026-11-18T02:00:00Z' });

  async function asTool<R>(work: (client: Client) => Promise<R>): Promise<R> {
    const client = new Client({ connectionString: office.ownerUrl });
    await client.connect();
    await client.query('SET ROLE loomgate_bi');
    return work(client).finally(() => client.end());
  }

  it('shows what the report shows, and lets nothing else be read or written', async () => {
    const items = [['NGA', '5407520090', '70.00', '10.00', '12.5']] as const;
    const [id] = await postDeclarations(office, [{ day: '2021-03-01', items }]);
    await postDeclarations(office, [
      {
        id,
        day: '2021-03-01',
        cause: 'amendment',
        version: 2,
        items: [['NGA', '5407520090', '80.00', '11.00', '12.5']],
      },
    ]);
    await asTool(async (client) => {
      const rowsOf = async (sql: string) => (await client.query(sql)).rows as Record<string, string>[];
      expect(await rowsOf('SELECT value_cny, heading FROM reporting.export_lines')).toEqual([
        { value_cny: '80.00', heading: '5407' },
      ]);
      expect(await rowsOf('SELECT count(*) AS n FROM reporting.export_facts')).toEqual([{ n: '3' }]);
      expect(await rowsOf('SELECT country, value_cny, declarations FROM reporting.export_by_day')).toEqual([
        { country: 'NGA', value_cny: '80.00', declarations: '1' },
      ]);
      expect((await rowsOf('SELECT * FROM reporting.markets')).length).toBeGreaterThan(30);
      for (const sql of ['SELECT * FROM declaration', 'SELECT * FROM api_key', 'DELETE FROM export_fact']) {
        await expect(client.query(sql)).rejects.toThrow('permission denied');
      }
    });
  });
});
