/**
 * `pnpm bench versions [filter]`: the cost of a peer that speaks an older version.
 */

import { importBundled } from "../bundle.js";
import { packageVersions } from "../codec/package-versions.js";
import { heapBytesPerCall } from "../heap-bytes.js";
import { best, measureAll } from "../measure.js";
import { circumstances, writeResult } from "../results.js";
import { CONTENDERS, type Contender, type Subject } from "./subject.js";
import { type VersionsReport, versionsTable } from "./table.js";

const ROUNDS = 15;

/** The filter selects messages by name. */
export async function benchVersions(filter: string): Promise<void> {
  const subjects = (await allSubjects()).filter(({ message }) => message.includes(filter));
  const measured = await measureAll(subjects, ROUNDS);
  const report: VersionsReport = {
    circumstances: circumstances(),
    versions: await packageVersions(["vbare"]),
    cells: [...measured].map(([{ run, ...subject }, medians]) => ({
      ...subject,
      nanoseconds: best(medians),
      medians,
      heapBytes: heapBytesPerCall(run),
    })),
  };
  const table = versionsTable(report);
  console.log(table);
  if (filter !== "") return;
  await writeResult("versions.json", `${JSON.stringify(report, null, 2)}\n`);
  await writeResult("versions.md", table);
}

async function allSubjects(): Promise<readonly Subject[]> {
  const subjects: Subject[] = [];
  const entry = new URL("./subjects.ts", import.meta.url);
  for (const contender of CONTENDERS) {
    // The module at `entry` exports exactly this.
    const { subjectsOf } = (await importBundled(entry, contender)) as {
      readonly subjectsOf: (contender: Contender) => readonly Subject[];
    };
    subjects.push(...subjectsOf(contender));
  }
  return subjects;
}
