/**
 * The time of day of the server, which the soak sets. Debian's libfaketime stands between the
 * process and the C library; the monotonic clock and timers are unaffected, as they are when a real
 * clock is set.
 */

import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const LIBRARY = "faketime/libfaketimeMT.so.1";
const LIBRARIES = "/usr/lib";
/** The interval in seconds at which the library reads the file. */
const CACHE_SECONDS = 1;
/** The library, and then the date header of HTTP, may each be a second late. */
const MAX_LATE_MS = 5_000;
const MAX_WRONG_SECONDS = 3;

export class ServerClock {
  /** The environment of the server's process. */
  readonly environment: Readonly<Record<string, string>>;
  readonly #folder: string = mkdtempSync(join(tmpdir(), "barewire-clock-"));
  readonly #file: string = join(this.#folder, "offset");

  constructor(library: string) {
    this.#write(0);
    this.environment = {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: this.#file,
      FAKETIME_CACHE_DURATION: String(CACHE_SECONDS),
      // Older releases of the library know the second name only.
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
      DONT_FAKE_MONOTONIC: "1",
    };
  }

  /**
   * Sets the clock so many seconds away from the real time. Throws if the server at `url` does not
   * report that time soon.
   */
  async set(url: string, offsetSeconds: number): Promise<void> {
    this.#write(offsetSeconds);
    const deadlineMs = performance.now() + MAX_LATE_MS;
    for (;;) {
      const wrongSeconds = Math.abs((await aheadSeconds(url)) - offsetSeconds);
      if (wrongSeconds <= MAX_WRONG_SECONDS) return;
      if (performance.now() > deadlineMs) {
        throw new Error(`the clock of the server is wrong by ${wrongSeconds} s after it was set`);
      }
      await pause(200);
    }
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #write(offsetSeconds: number): void {
    writeFileSync(this.#file, `${offsetSeconds < 0 ? "" : "+"}${offsetSeconds}\n`);
  }
}

/** Returns the clock, or the reason why the clock of the server cannot be set. */
export function serverClockIfPossible(): ServerClock | string {
  const folders = existsSync(LIBRARIES) ? ["", ...readdirSync(LIBRARIES)] : [];
  const library = folders
    .map((folder) => join(LIBRARIES, folder, LIBRARY))
    .find((path) => existsSync(path));
  if (library !== undefined) return new ServerClock(library);
  return `the clock is not set: ${LIBRARY} is missing (Debian's package faketime)`;
}

/** The number of seconds by which the server's time of day is ahead of the real one. */
async function aheadSeconds(url: string): Promise<number> {
  const response = await fetch(new URL("/healthz", url.replace("ws:", "http:")));
  await response.text();
  const date = response.headers.get("date") ?? "";
  return (Date.parse(date) - Date.now()) / 1_000;
}
