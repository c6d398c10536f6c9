/**
 * Tests the lines of the log for each event, in both formats, and which of them are suppressed.
 */

import { ManualClock } from "@barewire/clock/testing";
import pc from "picocolors";
import { expect, test } from "vitest";
import { createLog, type Log, type LogOptions } from "./log.js";
import { refused } from "./refusals.js";

const DATABASE = { namespace: "aquarium", actorId: "nemo" };

/** The lines that are written, without their time. */
function check(
  fill: (log: Log, clock: ManualClock) => void,
  lines: readonly unknown[],
  options: LogOptions & { readonly level?: string } = {},
): void {
  const written: string[] = [];
  const clock = new ManualClock();
  const { level = "info" } = options;
  const log = createLog(level, { clock, write: (line) => written.push(line), ...options });
  fill(log, clock);
  expect(
    written.map((line) => {
      if (options.format === "text") return line.replace(/\d\d:\d\d:\d\d\.\d{3}/, "TIME");
      const { time: _time, ...facts } = JSON.parse(line) as { readonly time: number };
      return facts;
    }),
  ).toEqual(lines);
}

test("a refusal is a line with its event, its kind and its facts", () => {
  check(
    (log) => log.refusal(refused("frame-too-large", { maxFrameSize: 1_024 })),
    [{ level: 40, msg: "refused", kind: "frame-too-large", maxFrameSize: 1_024 }],
  );
});

test("an event of the engine names its database by a hash", () => {
  check(
    (log) => {
      log.engine({ kind: "recovered", database: DATABASE, rowCount: 2, size: 30 });
      log.engine({ kind: "fence-mismatch", database: DATABASE });
      const cause = new Error("nemo", { cause: Object.assign(new Error(), { code: "ENOSPC" }) });
      log.engine({ kind: "compaction-failed", database: DATABASE, cause });
    },
    [
      {
        level: 30,
        msg: "recovered",
        database: expect.stringMatching(/^[\da-f]{12}$/),
        rowCount: 2,
        size: 30,
      },
      {
        level: 40,
        msg: "compaction-failed",
        database: expect.any(String),
        kind: "Error",
        code: "ENOSPC",
      },
    ],
    { level: "trace" },
  );
});

test("text is for people: no braces, and no control characters", () => {
  const facts = { reason: "a \u001b[31mred\n text", address: "::1" };
  check(
    (log) => {
      log.server("listening", { url: "ws://127.0.0.1:7447" });
      log.refusal(refused("half-open", facts));
    },
    [
      "TIME info  listening url=ws://127.0.0.1:7447\n",
      'TIME warn  refused kind=half-open reason="a \\u001b[31mred\\n text" address=::1\n',
    ],
    { format: "text" },
  );
});

test("text is colored only when it is told to be", () => {
  const colors = pc.createColors(true);
  const { dim, green } = colors;
  check((log) => log.server("stopped"), [`${dim("TIME")} ${green("info ")} stopped\n`], {
    format: "text",
    colors,
  });
});

test("a flood of one kind is cut, reported after a while, and hides no other kind", () => {
  const token = refused("token-wrong");
  const line = { level: 40, msg: "refused", kind: "token-wrong" };
  check(
    (log, clock) => {
      for (let count = 0; count < 1_000; count += 1) log.refusal(token);
      log.refusal(refused("origin"));
      clock.advance(10_000);
      // The bucket has gained one token for each second.
      for (let count = 0; count < 100; count += 1) log.refusal(token);
      log.flush();
      log.flush();
    },
    [
      ...Array.from({ length: 50 }, () => line),
      { ...line, kind: "origin" },
      { level: 40, msg: "lines-suppressed", kind: "refused token-wrong", count: 950 },
      ...Array.from({ length: 10 }, () => line),
      { level: 40, msg: "lines-suppressed", kind: "refused token-wrong", count: 90 },
    ],
  );
});
