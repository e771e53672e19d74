import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyReply } from 'fastify';
import { EventStream } from './event-stream.js';

const EVENT = 'x'.repeat(100_000);
const EVENTS = 400;

const server = fastify();
let reply: FastifyReply;
let stream: EventStream;
server.get('/', (_, asked) => {
  reply = asked;
  stream = new EventStream(asked);
});
beforeAll(() => server.listen({ port: 0, host: '127.0.0.1' }));
afterAll(() => server.close());

const aTick = () => new Promise((resolve) => setImmediate(resolve));

/** A reader that has read the first thing, and reads nothing more until it is resumed. */
function opened(): Promise<IncomingMessage> {
  const { port } = server.server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    get({ port, path: '/', agent: false }, resolve).on('error', reject);
  });
}

describe('a stream of events', () => {
  it('keeps no more than a few for a reader that does not read, and gives it the newest afterwards', async () => {
    const answer = await opened();
    let bufferedMax = 0;
    for (let count = 1; count <= EVENTS; count++) {
      stream.send({ id: String(count), json: EVENT });
      await aTick();
      bufferedMax = Math.max(bufferedMax, stream.readableLength + reply.raw.writableLength);
    }
    expect(bufferedMax).toBeLessThan(4 * EVENT.length);
    const ids: string[] = [];
    answer.setEncoding('utf8').on('data', (text: string) => ids.push(...(text.match(/(?<=id: )\d+/g) ?? [])));
    while (ids.at(-1) !== String(EVENTS)) await aTick();
    expect(ids.length).toBeLessThan(EVENTS / 2);
    stream.finish();
    await stream.gone;
    expect(stream.destroyed).toBe(true);
  });

  it('sends what happened whole and in order, and gives up a reader that is too far behind', async () => {
    const answer = await opened();
    let text = '';
    const ended = new Promise((resolve) => answer.on('end', resolve));
    stream.append('a', ['{"n":1}', '{"n":2}']);
    stream.append('b', ['{"n":3}']);
    answer.setEncoding('utf8').on('data', (part: string) => (text += part));
    while (!text.includes('id: b')) await aTick();
    stream.finish();
    await ended;
    const sent = 'data: {"n":1}\n\ndata: {"n":2}\n\nid: a\n\ndata: {"n":3}\n\nid: b\n\n';
    expect(text).toBe(`retry: 2000\n\n${sent}`);

    const slow = await opened();
    slow.on('error', () => undefined);
    let added = 0;
    while (added < 1_000 && stream.append(String(added), [EVENT])) {
      added++;
      await aTick();
    }
    expect(added).toBeLessThan(1_000);
    stream.cut();
  });

  it('knows a reader that takes nothing any more, and can leave it', async () => {
    const answer = await opened();
    answer.on('error', () => undefined);
    while (stream.beat()) {
      stream.send({ id: '1', json: EVENT });
      await aTick();
    }
    stream.finish();
    stream.cut();
    await stream.gone;
    await aTick();
    expect([stream.destroyed, reply.raw.destroyed]).toEqual([true, true]);
    stream.send({ id: '2', json: EVENT });
    expect(stream.beat()).toBe(false);
  });

  it('sends comments between events, and ends as an answer ends', async () => {
    const answer = await opened();
    let text = '';
    const ended = new Promise((resolve) => answer.on('end', resolve));
    answer.setEncoding('utf8').on('data', (part: string) => (text += part));
    const until = async (what: string) => {
      while (!text.endsWith(what)) await aTick();
    };
    await until('retry: 2000\n\n');
    stream.send({ id: 'a', json: '{}' });
    await until('id: a\ndata: {}\n\n');
    expect(stream.beat()).toBe(true);
    await until(': \n\n');
    stream.finish();
    await ended;
    expect([answer.complete, text]).toEqual([true, 'retry: 2000\n\nid: a\ndata: {}\n\n: \n\n']);
  });
});
