/**
 * `HalfOpenSockets`: sockets that have not become a connection: they have sent nothing, or a part
 * of a request, or are being rejected. They lock no client out: when there are too many, the oldest
 * one of the address that has the most makes room for the new one. A client in good faith needs a
 * round trip to become a connection.
 */

import type { Socket } from "node:net";

export class HalfOpenSockets {
  /** The sockets by address; each set is in the order of arrival. */
  readonly #byAddress: Map<string, Set<Socket>> = new Map();
  /** The sockets by address and port, because TLS has a socket of its own over that of TCP. */
  readonly #byPeer: Map<string, Socket> = new Map();

  get size(): number {
    return this.#byPeer.size;
  }

  /** Is called with a socket that was accepted. It is removed when it is closed. */
  add(socket: Socket): void {
    const { remoteAddress = "" } = socket;
    const peer = peerOf(socket);
    const sockets = this.#byAddress.get(remoteAddress) ?? new Set();
    this.#byAddress.set(remoteAddress, sockets.add(socket));
    this.#byPeer.set(peer, socket);
    socket.once("close", () => this.#remove(socket, remoteAddress, peer));
  }

  /** Is called with a socket of TCP or TLS that has become a connection. */
  open(socket: Socket): void {
    const peer = peerOf(socket);
    const added = this.#byPeer.get(peer);
    if (added !== undefined) this.#remove(added, socket.remoteAddress ?? "", peer);
  }

  /** Destroys one socket, and returns its address; null if there is none. */
  evict(): string | null {
    let most: readonly [string, ReadonlySet<Socket>] | null = null;
    for (const entry of this.#byAddress) {
      if (most === null || entry[1].size > most[1].size) most = entry;
    }
    if (most === null) return null;
    const [address, sockets] = most;
    for (const socket of sockets) {
      this.#remove(socket, address, peerOf(socket));
      socket.destroy();
      break;
    }
    return address;
  }

  #remove(socket: Socket, address: string, peer: string): void {
    const sockets = this.#byAddress.get(address);
    sockets?.delete(socket);
    if (sockets?.size === 0) this.#byAddress.delete(address);
    // The port may have been given to a new socket of the same peer.
    if (this.#byPeer.get(peer) === socket) this.#byPeer.delete(peer);
  }
}

function peerOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}
