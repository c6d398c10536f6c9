/** `CommandSender`: sends commands to a worker, through its channel where that is faster. */

import type { Clock } from "@barewire/clock";
import type { HostChannel, SentCommand, SentOutput } from "./command-channel.js";
import type { Platform, WorkerThread } from "./platform.js";

export interface CommandSenderOptions {
  readonly worker: Pick<WorkerThread, "post">;
  readonly channel: HostChannel;
  /** Tells whether this thread may look for an output, because another thread can run meanwhile. */
  readonly looks: boolean;
  readonly giveWay: Platform["giveWay"];
  readonly clock: Pick<Clock, "monotonicMs">;
  /** Takes an output that has come through the channel. */
  receive(output: SentOutput): void;
}

/** The time for which the host looks for an output, and does its other work between two looks. */
const LOOK_MS = 0.1;
/**
 * A worker that shares a core with the host cannot begin before the host sleeps, and each look is
 * in vain. A system moves a thread that waits to an idle core at a tick of its scheduler, which
 * comes every 1 to 4 milliseconds, if the core stays busy until then. So a look may be as long now
 * and then.
 */
const LONG_LOOK_MS = 5;
const LONG_LOOK_INTERVAL_MS = 250;
/**
 * The credit of looking: a look that finds its output adds one, and one in vain takes three.
 * Without credit there is no look before the next long one.
 */
const MAX_CREDIT = 8;
const MISS_COST = 3;
/** After an output that took longer than this, the next one is not looked for. */
const FAST_MS = 0.25;

export class CommandSender {
  readonly #options: CommandSenderOptions;
  #sentMs = 0;
  #isFast = true;
  /** The command whose output is being looked for. */
  #lookingFor: number | null = null;
  #limitMs = LOOK_MS;
  #nextLongLookMs = 0;
  #credit = MAX_CREDIT;

  constructor(options: CommandSenderOptions) {
    this.#options = options;
  }

  /** Sends a command while no other one is on its way. */
  sendAlone(command: SentCommand): void {
    const { channel, looks, clock } = this.#options;
    this.#sentMs = clock.monotonicMs();
    const isLong = this.#sentMs >= this.#nextLongLookMs;
    const isLooking = looks && this.#isFast && (isLong || this.#credit > 0);
    if (!isLooking || !channel.send(command)) {
      this.post(command);
      return;
    }
    this.#limitMs = isLong ? LONG_LOOK_MS : LOOK_MS;
    this.#lookingFor = command.id;
    this.#lookLater();
  }

  /** Sends a command by a message. */
  post(command: SentCommand): void {
    const { worker, channel } = this.#options;
    worker.post(command);
    channel.posted();
  }

  /** Is called for each output. */
  ended(): void {
    this.#lookingFor = null;
    this.#isFast = this.#options.clock.monotonicMs() - this.#sentMs < FAST_MS;
  }

  /** The output will take long, so it is not looked for any more. */
  stopLooking(): void {
    if (this.#lookingFor === null) return;
    this.#lookingFor = null;
    const output = this.#options.channel.stopLooking();
    if (output !== null) this.#options.receive(output);
  }

  #lookLater(): void {
    const id = this.#lookingFor;
    this.#options.giveWay(() => {
      if (id !== null && this.#lookingFor === id) this.#look();
    });
  }

  #look(): void {
    const { channel, clock, receive } = this.#options;
    const output = channel.takeOutput();
    const nowMs = clock.monotonicMs();
    const elapsedMs = nowMs - this.#sentMs;
    if (elapsedMs >= LOOK_MS && this.#limitMs === LONG_LOOK_MS) {
      this.#nextLongLookMs = nowMs + LONG_LOOK_INTERVAL_MS;
    }
    if (output !== null) {
      this.#credit = Math.min(MAX_CREDIT, Math.max(0, this.#credit) + 1);
      this.#lookingFor = null;
      receive(output);
    } else if (elapsedMs < this.#limitMs) {
      this.#lookLater();
    } else {
      this.#credit -= MISS_COST;
      this.stopLooking();
    }
  }
}
