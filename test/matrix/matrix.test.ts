/**
 * The compatibility matrix of every protocol, proved on the generated code. BAREWIRE_TEST_VALUES
 * makes it longer, BAREWIRE_TEST_SEED repeats a failure.
 */

import { expect, test } from "vitest";
import { countFrom, withSeed } from "../contract/seeded-random.js";
import { configuredProtocols } from "./planned-protocol.js";
import { proveProtocol } from "./prove-protocol.js";
import { runConfigured } from "./running-protocol.js";
import { cellsOf, cellTitle } from "./verdict.js";

const protocols = await configuredProtocols();

/** Random values of each root of each version, beside those that cover every choice. */
const RANDOM_VALUES = countFrom("BAREWIRE_TEST_VALUES", 300);

test.each(protocols)("every cell of $protocol is as the matrix says", async (planned) => {
  const running = await runConfigured(planned);
  const cells = cellsOf(planned, running.droppables);
  const proved = await withSeed((random) => proveProtocol(running, cells, random, RANDOM_VALUES));
  const sum = (key: "carried" | "refused" | "oneWay") =>
    proved.reduce((total, { proof }) => total + proof[key], 0);
  console.log(
    `matrix: ${planned.protocol}: ${cells.length} cells proved, ` +
      `${sum("carried")} values carried, ${sum("refused")} refused`,
  );
  // A value that is carried can be carried back, too.
  expect(sum("oneWay")).toBe(0);
  for (const { cell, proof } of proved) {
    const { verdict, conditions } = cell;
    const isSome = { carried: proof.carried > 0, refused: proof.refused > 0 };
    const isExpected = { carried: verdict !== "refused", refused: conditions.length > 0 };
    expect(isSome, cellTitle(cell)).toEqual(isExpected);
  }
});

test("there is a cell for every message that a version has and every version to read it", () => {
  for (const planned of protocols) {
    const expected = planned.roots.flatMap((root) =>
      planned.versions.flatMap((from) => {
        const type = planned.graphs.get(from)?.namedTypes.get(root)?.type;
        const messages = type?.kind === "union" ? type.variants.length : type === undefined ? 0 : 1;
        return planned.versions.map(() => messages);
      }),
    );
    const count = expected.reduce((sum, messages) => sum + messages, 0);
    expect(cellsOf(planned)).toHaveLength(count);
  }
});
