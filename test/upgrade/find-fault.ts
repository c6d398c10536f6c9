/** Searches the upgrades of a protocol that is not on the disk. */

import { readExamples } from "../../codegen/src/examples/read-examples.js";
import type { ProtocolSource } from "../../codegen/src/schema/protocol-source.js";
import { seededRandom } from "../../codegen/src/seeded-random.js";
import { buildSource } from "../../codegen/src/upgrade/build-source.js";
import type { Builds } from "../../codegen/src/upgrade/conversions.js";
import { searchUpgrades, type UpgradeSearch } from "../../codegen/src/upgrade/search-upgrades.js";
import { runSource } from "../matrix/run-source.js";
import type { EvolvingProtocol } from "./evolving-protocol.js";
import { sourceOf } from "./planted-faults.js";

const SETTINGS = { randomCount: 20, maxStates: 2_000 };

export async function searchProtocol(
  protocol: EvolvingProtocol,
  examples: "with examples" | "without examples",
): Promise<UpgradeSearch> {
  const texts = Object.entries(examples === "with examples" ? protocol.examples : {}).map(
    ([name, found]) => ({ name, text: JSON.stringify({ examples: found }) }),
  );
  return await searchSource(sourceOf(protocol), texts, 1);
}

export async function searchSource(
  source: ProtocolSource,
  texts: readonly { readonly name: string; readonly text: string }[],
  seed: number,
): Promise<UpgradeSearch> {
  const newest = await runSource(source);
  const { planned } = newest;
  const builds = new Map([[planned.versions.at(-1) ?? 0, newest]]);
  for (const version of planned.versions.slice(0, -1)) {
    builds.set(version, await runSource(buildSource(source, planned, version)));
  }
  const { examples, problems } = readExamples(
    planned,
    texts.map(({ name, text }) => {
      const [fromVersion = 0, toVersion = 0] = name.split("-").map((part) => Number(part.slice(1)));
      return { file: `${name}.examples.json`, text, fromVersion, toVersion };
    }),
  );
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const ascending: Builds = new Map([...builds].sort(([left], [right]) => left - right));
  const subject = { planned, builds: ascending, examples, directions: null };
  return searchUpgrades(subject, SETTINGS, seededRandom(seed));
}
