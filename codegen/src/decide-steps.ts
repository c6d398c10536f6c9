/** Plans every step of a protocol with its decisions, and reports the undecided questions. */

import { decisionsTypeName } from "./emit/decisions-type.js";
import type { StepModuleInput } from "./emit/step-module.js";
import { changeRows, changeTableLines } from "./evolve/change/change-table.js";
import { type ComparedVersions, compareVersions } from "./evolve/compare-versions.js";
import type { DecisionEntry, DecisionsFile } from "./evolve/plan/decision-entry.js";
import type { StepPlan } from "./evolve/plan/type-plan.js";
import type { Diagnostic } from "./schema/diagnostic.js";
import type { Schema } from "./schema/model.js";
import type { ProtocolSource } from "./schema/protocol-source.js";
import { decisionsFileName } from "./schema/representation.js";

export type DecidedStep = Omit<StepModuleInput, "options"> & {
  /** The entries of the step's decisions file; empty if there is no file. */
  readonly entries: ReadonlyMap<string, DecisionEntry>;
  readonly diagnostics: readonly Diagnostic[];
};

export type StepsInput = {
  /** The items are in ascending order. */
  readonly schemas: readonly Schema[];
  /** The decisions files by step, `vN-vM`. */
  readonly decisions: ReadonlyMap<string, DecisionsFile>;
  readonly source: ProtocolSource;
};

export function decideSteps({ schemas, decisions, source }: StepsInput): readonly DecidedStep[] {
  return schemas.slice(1).map((newer, index): DecidedStep => {
    // `slice(1)` is one behind, so that the same index is the version before.
    const older = schemas[index] as Schema;
    const name = `v${older.version}-v${newer.version}`;
    const file = decisions.get(name) ?? null;
    return decideStep(source, older, newer, name, file);
  });
}

function decideStep(
  { options, decisionsPath, decisionsFolder, selection }: ProtocolSource,
  older: Schema,
  newer: Schema,
  name: string,
  file: DecisionsFile | null,
): DecidedStep {
  const entries = file?.entries ?? new Map();
  const compared = compareVersions({ older, newer, entries, options });
  const { plan, problems, questions, renames } = compared;
  const path =
    file?.source.file ?? `${decisionsFolder ?? "decisions"}/${decisionsFileName(name, options)}`;
  return {
    plan,
    schemas: { older, newer },
    entries,
    questions,
    renames,
    changeTable: changeTable(compared),
    decisionsModule: file === null ? null : `${decisionsPath}/${name}.js`,
    diagnostics: [
      ...(file === null && problems.length > 0 ? [missingFile(path, selection, plan)] : []),
      ...problems.map((problem) => ({ file: path, ...problem })),
    ],
  };
}

function missingFile(file: string, selection: string, { older, newer }: StepPlan): Diagnostic {
  const message = `the decisions from v${older} to v${newer} are missing`;
  const type = decisionsTypeName(older, newer);
  const suggestion = `\`barewire generate${selection} --scaffold\` writes the file, which exports \`decisions: ${type}\``;
  return { file, code: "decisions-missing", offset: 0, message, suggestion };
}

const STATUS_ORDER = ["changed", "transitive", "removed", "added"] as const;

/** Changed types first, then removed and added ones, and the number of unchanged types. */
export function changeTable({
  diff,
  changes,
}: Pick<ComparedVersions, "diff" | "changes">): readonly string[] {
  const rows = changeRows(diff, changes);
  const told = STATUS_ORDER.flatMap((wanted) => rows.filter(({ status }) => status === wanted));
  const count = rows.length - told.length;
  const rest = { name: `${count} ${count === 1 ? "type" : "types"}`, changes: [] };
  return changeTableLines(count === 0 ? told : [...told, { ...rest, status: "unchanged" }]);
}
