/** The matrix of a protocol with parts that came back shows which pairs carry them past the gap. */

import { beforeAll, expect, test } from "vitest";
import type { RunningProtocol } from "../../codegen/src/prove/running-protocol.js";
import { type Cell, cellsOf } from "../../codegen/src/prove/verdict.js";
import { withSeed } from "../contract/seeded-random.js";
import { protocolSource } from "../evolution/compile-protocol.js";
import { proveAll } from "./prove-all.js";
import { runSource } from "./run-source.js";

const HELPERS = "defaultTo, drop, reject, renamedFrom, sameAgain";

function decisions(older: number, newer: number, entries: string): readonly [string, string] {
  const name = `v${older}-v${newer}`;
  const type = `DecisionsV${older}V${newer}`;
  const used = HELPERS.split(", ").filter((helper) => entries.includes(helper));
  const text = `import { ${used.join(", ")} } from "@barewire/runtime/decisions";
import type { ${type} } from "../gen/${name}.js";

export const decisions: ${type} = { ${entries} };
`;
  return [name, text];
}

/** `note` is gone in v2 and v3, `Event.Ping` in v3 only, so that the gaps nest. */
const SOURCE = protocolSource({
  protocol: "gaps",
  schemas: [
    `type Ping void
     type Note struct { note: str size: u8 }
     type Event union { Note = 0 | Ping = 1 }
     type Root struct { all: list<Event> last: optional<Note> }`,
    `type Ping void
     type Note struct { size: u16 }
     type Event union { Note = 0 | Ping = 1 }
     type Root struct { all: list<Event> last: optional<Note> }`,
    `type Note struct { length: u16 }
     type Event union { Note = 0 }
     type Root struct { all: list<Event> last: optional<Note> }`,
    `type Ping void
     type Note struct { note: str length: u32 }
     type Event union { Note = 0 | Ping = 1 }
     type Root struct { all: list<Event> last: optional<Note> }`,
  ],
  decisions: new Map([
    decisions(1, 2, '"Note.note": { upgrade: drop("gone"), downgrade: defaultTo("-") }'),
    decisions(2, 3, '"Note.length": renamedFrom("size")'),
    decisions(3, 4, '"Note.note": { upgrade: defaultTo("+"), downgrade: drop("v3 has none") }'),
    decisions(1, 4, '"Note.note": sameAgain("wanted again")'),
    decisions(2, 4, '"Event.Ping": sameAgain("wanted again")'),
  ]),
});

let running: RunningProtocol;
let cells: readonly Cell[];

beforeAll(async () => {
  running = await runSource(SOURCE);
  cells = cellsOf(running.planned, running.droppables);
}, 120_000);

test("every cell is as the matrix says", async () => {
  const proved = await withSeed((random) => proveAll(running, cells, random, 200));
  for (const { cell, proof } of proved) expect(proof.carried > 0).toBe(cell.verdict !== "refused");
});

test("the matrix says what is carried past the gap, and what a version in it loses", () => {
  const verdict = (from: number, to: number) =>
    cells.find((cell) => cell.from === from && cell.to === to)?.verdict;
  expect([verdict(1, 4), verdict(4, 1), verdict(1, 1)]).toEqual(["converted", "converted", "same"]);
  expect([verdict(1, 2), verdict(4, 2), verdict(4, 3)]).toEqual(["dropped", "dropped", "dropped"]);
  const refusals = (from: number, to: number) =>
    cells
      .find((cell) => cell.from === from && cell.to === to)
      ?.conditions.map(({ place }) => place);
  expect(refusals(4, 1)).not.toContain("Root\\.all\\[\\d+\\]\\.Ping");
  expect(refusals(4, 3)).toContain("Root\\.all\\[\\d+\\]\\.Ping");
});
