/**
 * A server that is one round trip away, in virtual time: a request that is sent now is answered one
 * round trip later, whatever else is under way. Nothing else takes time, so the counts depend on
 * the order of the reads alone, and are the same on every machine.
 */

export interface WireCounts {
  /** Requests for which SQLite stood still. */
  readonly waits: number;
  /** The round trips for which SQLite stood still; requests under way together share them. */
  readonly roundTrips: number;
  readonly calls: number;
  readonly pagesFetched: number;
}

export class SimulatedWire {
  #now = 0;
  #waits = 0;
  #calls = 0;
  #pagesFetched = 0;

  /** Sends a request for so many pages, and returns when its response arrives. */
  send(pageCount: number): number {
    this.#calls += 1;
    this.#pagesFetched += pageCount;
    return this.#now + 1;
  }

  get now(): number {
    return this.#now;
  }

  waitUntil(arrival: number): void {
    if (arrival <= this.#now) return;
    this.#waits += 1;
    this.#now = arrival;
  }

  get counts(): WireCounts {
    return {
      waits: this.#waits,
      roundTrips: this.#now,
      calls: this.#calls,
      pagesFetched: this.#pagesFetched,
    };
  }
}
