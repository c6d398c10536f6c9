/**
 * `npm run planted`: plants each bug, one at a time, and says which test finds it and how long that
 * takes. It fails if one is not found, does not compile, or has not exactly one place.
 *
 *     npm run planted                      all of them
 *     npm run planted -- --sample 3        three that a seed chooses, which is printed
 *     npm run planted -- resolve-pages     those whose file or reason contains this
 *
 * With `--narrow` only the test file that should find a bug runs, and not all of its package.
 * `--jobs 1` plants one after the other; by default as many run at once as there are cores.
 */

import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { randomNumbers } from "../contract/seeded-random.js";
import { typeErrorsOf } from "./check-types.js";
import { type Finding, findBug } from "./find-bug.js";
import { plantIn } from "./plant-bug.js";
import { PLANTED_BUGS, type PlantedBug } from "./planted-bugs.js";

const { values, positionals } = parseArgs({
  options: { sample: { type: "string" }, jobs: { type: "string" }, narrow: { type: "boolean" } },
  allowPositionals: true,
});
process.exitCode = (await main()) ? 0 : 1;

/** Returns whether every bug compiles, has one place and was found. */
async function main(): Promise<boolean> {
  // Every bug has to have its place, whichever of them are planted this time.
  for (const bug of PLANTED_BUGS) plantIn(bug);
  const bugs = chosen();
  const errors = typeErrorsOf(bugs);
  for (const error of errors) console.log(`does not compile: ${error}`);
  if (errors.length > 0) return false;
  console.log(`${bugs.length} of ${PLANTED_BUGS.length} bugs compile; looking who finds them`);
  const findings = await findAll(bugs);
  const missed = findings.filter(({ test }) => test === null).length;
  console.log(`${bugs.length - missed} of ${bugs.length} bugs are found`);
  return missed === 0;
}

function chosen(): readonly PlantedBug[] {
  const { sample } = values;
  const named = PLANTED_BUGS.filter(({ file, why }) => {
    return positionals.every((word) => file.includes(word) || why.includes(word));
  });
  if (sample === undefined) return named;
  const seed = Number(process.env["BAREWIRE_TEST_SEED"] ?? Date.now() % 2 ** 32) >>> 0;
  console.log(`BAREWIRE_TEST_SEED=${seed}`);
  const random = randomNumbers(seed);
  const rest = [...named];
  const count = Math.min(Number(sample), rest.length);
  return Array.from({ length: count }, () => rest.splice(random(rest.length), 1)).flat();
}

async function findAll(bugs: readonly PlantedBug[]): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const rest = bugs.values();
  const work = async (): Promise<void> => {
    for (const bug of rest) {
      const finding = await findBug(bug, values.narrow === true ? "finder" : "package");
      findings.push(finding);
      tell(bug, finding);
    }
  };
  const jobs = Number(values.jobs ?? availableParallelism());
  await Promise.all(Array.from({ length: jobs }, work));
  return findings;
}

function tell({ file, why, finder }: PlantedBug, { test, seconds }: Finding): void {
  const time = `${seconds.toFixed(1).padStart(6)} s`;
  console.log(`${time}  ${file.replace(/^packages\//, "")}: ${why}`);
  console.log(`          ${test === null ? "NOT FOUND" : `found by ${test}`}`);
  if (test !== null && !test.startsWith(finder)) console.log(`          and not by ${finder}`);
}
