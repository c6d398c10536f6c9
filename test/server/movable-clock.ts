/**
 * Is loaded into a process before its program: it moves the time of day of the process by as many
 * milliseconds as the file `BAREWIRE_TEST_CLOCK` says, which it reads on SIGUSR2. The monotonic
 * clock and timers are unaffected, as they are when a real clock is set.
 */

import { readFileSync } from "node:fs";

const RealDate = Date;
let offsetMs = 0;

class MovedDate extends RealDate {
  constructor(...fields: readonly unknown[]) {
    // Only a call without arguments returns the present, so only it is moved.
    const present = [RealDate.now() + offsetMs];
    super(...((fields.length === 0 ? present : fields) as ConstructorParameters<typeof Date>));
  }

  static override now(): number {
    return RealDate.now() + offsetMs;
  }
}

globalThis.Date = MovedDate as DateConstructor;

process.on("SIGUSR2", () => {
  offsetMs = Number(readFileSync(process.env["BAREWIRE_TEST_CLOCK"] ?? "", "utf8"));
});
