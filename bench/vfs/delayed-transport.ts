/**
 * A transport with a delay: each frame, and each other event, leaves or arrives half a round trip
 * later. Frames wait for their own time only, so that requests that are in flight together wait
 * together.
 */

import type { Connection, ConnectionEvents, Transport } from "@barewire/client";

/** The same connections, `rttMs` milliseconds farther away; 0 gives the transport itself. */
export function delayedTransport(inner: Transport, rttMs: number): Transport {
  if (rttMs === 0) return inner;
  return {
    open(request, events) {
      const up = new DelayLine(rttMs / 2);
      const down = new DelayLine(rttMs / 2);
      let waitingSize = 0;
      const connection = inner.open(request, delayed(events, down, new WaitingFrames()));
      return {
        bufferedSize: () => waitingSize + connection.bufferedSize(),
        send: (frame) => {
          waitingSize += frame.length;
          up.push(() => {
            waitingSize -= frame.length;
            connection.send(frame);
          });
        },
        close: (code) => up.push(() => connection.close(code)),
      } satisfies Connection;
    },
  };
}

function delayed(
  events: ConnectionEvents,
  line: DelayLine,
  waiting: WaitingFrames,
): ConnectionEvents {
  return {
    opened: (subprotocol) => line.push(() => events.opened(subprotocol)),
    frame: (bytes) => {
      const frame = waiting.copyOf(bytes);
      line.push(() => {
        if (events.frame(frame) === "release") waiting.release(frame);
      });
      return "release";
    },
    closed: (code) => line.push(() => events.closed(code)),
  };
}

/**
 * Copies of frames in flight, in memory that is reused: on a real network, this process would not
 * hold them.
 */
class WaitingFrames {
  readonly #free: ArrayBuffer[] = [];

  copyOf(bytes: Uint8Array): Uint8Array {
    const fitting = this.#free.findIndex(({ byteLength }) => byteLength >= bytes.length);
    const [buffer = new ArrayBuffer(bytes.length)] =
      fitting === -1 ? [] : this.#free.splice(fitting, 1);
    const copy = new Uint8Array(buffer, 0, bytes.length);
    copy.set(bytes);
    return copy;
  }

  release({ buffer }: Uint8Array): void {
    if (buffer instanceof ArrayBuffer && this.#free.length < MAX_FREE_FRAMES) {
      this.#free.push(buffer);
    }
  }
}

const MAX_FREE_FRAMES = 32;

type Delayed = { readonly dueAt: number; readonly run: () => void };

/** A FIFO queue whose items each leave after the same time. */
class DelayLine {
  readonly #delayMs: number;
  #queue: Delayed[] = [];
  /** The items whose time has come. */
  readonly #ready: Delayed[] = [];

  constructor(delayMs: number) {
    this.#delayMs = delayMs;
  }

  push(run: () => void): void {
    this.#queue.push({ dueAt: performance.now() + this.#delayMs, run });
    if (this.#queue.length === 1) this.#sleep(this.#delayMs);
  }

  #sleep(delayMs: number): void {
    // Timers count whole milliseconds, and a delay must not be shorter than requested.
    setTimeout(() => this.#deliver(), Math.max(0, Math.ceil(delayMs - 0.25)));
  }

  #deliver(): void {
    const now = performance.now() + 0.25;
    const due = this.#queue.findIndex(({ dueAt }) => dueAt > now);
    const ready = this.#queue.splice(0, due === -1 ? this.#queue.length : due);
    const [next] = this.#queue;
    if (next !== undefined) this.#sleep(next.dueAt - now);
    this.#ready.push(...ready);
    if (this.#ready.length === ready.length) this.#runNext();
  }

  /** Each item gets a turn of the event loop of its own, as a socket does it. */
  #runNext(): void {
    setImmediate(() => {
      this.#ready[0]?.run();
      this.#ready.shift();
      if (this.#ready.length > 0) this.#runNext();
    });
  }
}
