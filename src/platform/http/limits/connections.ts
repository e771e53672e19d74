import type { Server } from 'node:http';
import { BlockList, isIPv6 } from 'node:net';
import type { RequestLimits } from '../../config/request-limits.js';
import { peerOf } from './address.js';

/** How often Node looks for connections whose head or body takes too long; its own half minute would lengthen every limit by that much. */
export const CONNECTIONS_LOOK_MS = 1_000;

/**
 * Bounds the open connections, in all and of one address: each costs memory, and one that says nothing costs it until its time is over.
 * What is beyond is closed without an answer. A trusted proxy has the connections of everybody.
 */
export function limitConnections(server: Server, limits: RequestLimits): void {
  const open = new Map<string, number>();
  const proxies = listOf(limits.trustedProxies);
  server.maxConnections = limits.connectionsMax;
  server.prependListener('connection', (socket) => {
    const address = socket.remoteAddress;
    if (address === undefined || proxies.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')) return;
    const peer = peerOf(address);
    const count = open.get(peer) ?? 0;
    if (count >= limits.connectionsPerAddressMax) return void socket.destroy();
    open.set(peer, count + 1);
    socket.once('close', () => {
      const left = (open.get(peer) ?? 1) - 1;
      if (left > 0) open.set(peer, left);
      else open.delete(peer);
    });
  });
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}
