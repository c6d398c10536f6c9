/**
 * One direction of a network link: a FIFO queue that delivers what was put into it after the time
 * that the network would need. An item waits for the line to be free (bandwidth), then travels for
 * the delay and a random share of the jitter. Items do not wait for one another's travel, so that
 * what is in flight together arrives together, and none overtakes another.
 */

import type { Clock, Random } from "@barewire/clock";

export type LineConditions = {
  readonly delayMs: number;
  /** The most milliseconds by which an item arrives late. */
  readonly jitterMs: number;
  /** Infinity for a line that takes no time for bytes. */
  readonly bytesPerMs: number;
};

export type DelayLineOptions = {
  readonly conditions: LineConditions;
  readonly clock: Pick<Clock, "monotonicMs" | "setTimer">;
  /** Draws the jitter of each item. */
  readonly random: Pick<Random, "number">;
};

type Item = { readonly dueMs: number; readonly size: number; readonly deliver: () => void };

/** Timers count whole milliseconds: what is due within this time is delivered now. */
const TIMER_SLACK_MS = 0.25;

export class DelayLine {
  readonly #conditions: LineConditions;
  readonly #clock: DelayLineOptions["clock"];
  readonly #random: DelayLineOptions["random"];
  #queue: Item[] = [];
  /** The time at which the line has sent everything so far. */
  #freeMs: number;
  #lastDueMs = 0;
  #waitingSize = 0;

  /** The line takes nothing for the first `handshakeMs`, in which a connection is established. */
  constructor({ conditions, clock, random }: DelayLineOptions, handshakeMs = 0) {
    this.#conditions = conditions;
    this.#clock = clock;
    this.#random = random;
    this.#freeMs = clock.monotonicMs() + handshakeMs;
  }

  /** The bytes that were put in and have not been delivered. */
  get waitingSize(): number {
    return this.#waitingSize;
  }

  push(size: number, deliver: () => void): void {
    const { delayMs, jitterMs, bytesPerMs } = this.#conditions;
    const nowMs = this.#clock.monotonicMs();
    this.#freeMs = Math.max(nowMs, this.#freeMs) + size / bytesPerMs;
    const arrivalMs = this.#freeMs + delayMs + jitterMs * this.#random.number();
    this.#lastDueMs = Math.max(this.#lastDueMs, arrivalMs);
    this.#waitingSize += size;
    this.#queue.push({ dueMs: this.#lastDueMs, size, deliver });
    if (this.#queue.length === 1) this.#sleep(this.#lastDueMs - nowMs);
  }

  #sleep(delayMs: number): void {
    const wholeMs = Math.max(0, Math.ceil(delayMs - TIMER_SLACK_MS));
    this.#clock.setTimer(() => this.#deliverDue(), wholeMs);
  }

  #deliverDue(): void {
    const nowMs = this.#clock.monotonicMs();
    const firstLater = this.#queue.findIndex(({ dueMs }) => dueMs > nowMs + TIMER_SLACK_MS);
    const due = this.#queue.splice(0, firstLater === -1 ? this.#queue.length : firstLater);
    const [next] = this.#queue;
    if (next !== undefined) this.#sleep(next.dueMs - nowMs);
    for (const { size, deliver } of due) {
      this.#waitingSize -= size;
      deliver();
    }
  }
}
