/**
 * The command channel: the shared memory through which a command reaches a worker that waits for
 * one, and through which its output comes back to a host that looks for it. A message wakes the
 * thread that it is for, and costs more than most statements; here both look into memory for a
 * short time, and sleep only after that.
 *
 * Messages stay the way for all that is too large for the channel, or cannot be written as JSON,
 * and for a worker or a host that sleeps. A command goes through the channel only while no other
 * command is on its way, so that nothing can overtake anything.
 *
 *     0  WORKER        0 away: it works, or sleeps until a message comes; 1 waiting: it looks for a
 *                      command; 2 called: a command is in memory
 *     1  HOST          0 away: the output is to be posted; 1 waiting: it looks for the output;
 *                      2 ready: the output is in memory
 *     2  POSTED        the messages that the host has posted, so that the worker receives them
 *     3  COMMAND_SIZE  bytes of the command, which is JSON
 *     4  OUTPUT_SIZE   bytes of the output, which is JSON
 *     …  the command, and then the output
 */

import { exactJson } from "./exact-json.js";
import type { FromWorker, ToWorker } from "./worker-protocol.js";

const WORKER = 0;
const HOST = 1;
const POSTED = 2;
const COMMAND_SIZE = 3;
const OUTPUT_SIZE = 4;
const CELL_COUNT = 5;

const AWAY = 0;
const WAITING = 1;
const CALLED = 2;
const READY = 2;

/** Texts with parameters are rarely longer, and copying more takes longer than a message. */
const MAX_COMMAND_SIZE = 16_384;
const MAX_OUTPUT_SIZE = 65_536;

const COMMAND_OFFSET = CELL_COUNT * Int32Array.BYTES_PER_ELEMENT;
const OUTPUT_OFFSET = COMMAND_OFFSET + MAX_COMMAND_SIZE;

/** The time for which a worker looks for the next command before it sleeps. */
const LOOK_MS = 0.05;
/** The looks between two looks at the clock. */
const LOOKS_PER_TIME = 16;
/** The time for which a worker sleeps where a command can wake it sooner than a message. */
const SLEEP_MS = 10;

export type SentCommand = Extract<ToWorker, { readonly kind: "command" }>;
export type SentOutput = Extract<FromWorker, { readonly kind: "done" | "failed" }>;

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();

export function createCommandMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(OUTPUT_OFFSET + MAX_OUTPUT_SIZE);
}

/** Both ends of the memory. */
class Ends {
  readonly cells: Int32Array;
  readonly #memory: SharedArrayBuffer;

  constructor(memory: SharedArrayBuffer) {
    this.#memory = memory;
    this.cells = new Int32Array(memory, 0, CELL_COUNT);
  }

  /** Writes a text, and returns whether there was room for it. */
  write(text: string, sizeCell: number): boolean {
    const { offset, maxSize } = placeOf(sizeCell);
    // No text is shorter in bytes than in units.
    if (text.length > maxSize) return false;
    // Text coders of browsers do not accept shared memory, so the bytes are copied.
    const bytes = ENCODER.encode(text);
    if (bytes.length > maxSize) return false;
    new Uint8Array(this.#memory, offset, bytes.length).set(bytes);
    Atomics.store(this.cells, sizeCell, bytes.length);
    return true;
  }

  read(sizeCell: number): string {
    const { offset } = placeOf(sizeCell);
    const size = Atomics.load(this.cells, sizeCell);
    return DECODER.decode(new Uint8Array(this.#memory, offset, size).slice());
  }
}

function placeOf(sizeCell: number): { readonly offset: number; readonly maxSize: number } {
  return sizeCell === COMMAND_SIZE
    ? { offset: COMMAND_OFFSET, maxSize: MAX_COMMAND_SIZE }
    : { offset: OUTPUT_OFFSET, maxSize: MAX_OUTPUT_SIZE };
}

/** The end of the host. */
export class HostChannel {
  readonly #ends: Ends;

  constructor(memory: SharedArrayBuffer) {
    this.#ends = new Ends(memory);
  }

  /** Notes that a message has been posted, which a worker that waits here goes to receive. */
  posted(): void {
    const { cells } = this.#ends;
    Atomics.add(cells, POSTED, 1);
    if (Atomics.compareExchange(cells, WORKER, WAITING, AWAY) === WAITING) {
      Atomics.notify(cells, WORKER);
    }
  }

  /** Hands the command to a worker that waits; false if it has to be posted. */
  send(command: SentCommand): boolean {
    const { cells } = this.#ends;
    if (Atomics.load(cells, WORKER) !== WAITING) return false;
    const text = exactJson(command);
    if (text === null || !this.#ends.write(text, COMMAND_SIZE)) return false;
    Atomics.store(cells, HOST, WAITING);
    if (Atomics.compareExchange(cells, WORKER, WAITING, CALLED) !== WAITING) {
      Atomics.store(cells, HOST, AWAY);
      return false;
    }
    Atomics.notify(cells, WORKER);
    return true;
  }

  /** The output, if it has come. */
  takeOutput(): SentOutput | null {
    const { cells } = this.#ends;
    if (Atomics.compareExchange(cells, HOST, READY, AWAY) !== READY) return null;
    // The worker has written this JSON from a `SentOutput`.
    return JSON.parse(this.#ends.read(OUTPUT_SIZE)) as SentOutput;
  }

  /** Looks no longer: an output is posted, unless it has come by now. */
  stopLooking(): SentOutput | null {
    const { cells } = this.#ends;
    if (Atomics.compareExchange(cells, HOST, WAITING, AWAY) !== READY) return null;
    return this.takeOutput();
  }
}

export interface WorkerChannelOptions {
  readonly memory: SharedArrayBuffer;
  /** Tells whether a thread may look into memory while it waits, because another can run. */
  readonly looks: boolean;
  readonly nowMs: () => number;
}

/** The end of the worker. */
export class WorkerChannel {
  readonly #options: WorkerChannelOptions;
  readonly #ends: Ends;

  constructor(options: WorkerChannelOptions) {
    this.#options = options;
    this.#ends = new Ends(options.memory);
  }

  /**
   * Hands the output to a host that looks for it; false if it has to be posted. From now on, a
   * command may come, which `next` or `leave` returns.
   */
  answer(output: SentOutput): boolean {
    const { cells } = this.#ends;
    // Before the output, because the next command may follow it at once.
    Atomics.store(cells, WORKER, WAITING);
    if (Atomics.load(cells, HOST) !== WAITING) return false;
    const text = exactJson(output);
    if (text === null || !this.#ends.write(text, OUTPUT_SIZE)) {
      Atomics.store(cells, HOST, AWAY);
      return false;
    }
    return Atomics.compareExchange(cells, HOST, WAITING, READY) === WAITING;
  }

  /**
   * Waits for a command after an answer, and returns null when none comes for some time, or when
   * there is a message to receive. `receivedCount` is the number of messages that have been
   * received. A worker whose host has not looked for the output sleeps at once, too.
   */
  next(receivedCount: number, host: "looking" | "asleep"): SentCommand | null {
    // The host either finds the worker waiting after it has posted, or has posted before.
    if (Atomics.load(this.#ends.cells, POSTED) === receivedCount) this.#wait(host);
    return this.leave();
  }

  /** Waits no longer; returns the command that has come by now. */
  leave(): SentCommand | null {
    const { cells } = this.#ends;
    if (Atomics.compareExchange(cells, WORKER, WAITING, AWAY) !== CALLED) return null;
    Atomics.store(cells, WORKER, AWAY);
    // The host has written this JSON from a `SentCommand`.
    return JSON.parse(this.#ends.read(COMMAND_SIZE)) as SentCommand;
  }

  #wait(host: "looking" | "asleep"): void {
    const { cells } = this.#ends;
    const { looks, nowMs } = this.#options;
    const isLooking = looks && host === "looking";
    const untilMs = isLooking ? nowMs() + LOOK_MS : Number.NEGATIVE_INFINITY;
    do {
      for (let look = 0; look < LOOKS_PER_TIME; look++) {
        if (Atomics.load(cells, WORKER) !== WAITING) return;
      }
    } while (nowMs() < untilMs);
    Atomics.wait(cells, WORKER, WAITING, SLEEP_MS);
  }
}
