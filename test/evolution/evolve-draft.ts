/** One random version step: some edits of a draft, and what they are known to ask for. */

import type { Compatibility } from "../../codegen/src/evolve/change/classify.js";
import { readSchema } from "../../codegen/src/schema/read-schema.js";
import { referencedNames } from "../../codegen/src/schema/type-graph.js";
import { pick, type Random } from "../contract/seeded-random.js";
import { type Draft, draftText, type Naming } from "./random-draft.js";
import { type Asked, aliasIntroduced, type Edit, randomEdit, typeRenamed } from "./random-edit.js";

export type DraftStep = {
  readonly draft: Draft;
  /** Describes the edits in the message of a failure. */
  readonly edits: readonly string[];
  readonly asked: ReadonlyMap<string, Asked>;
  readonly byName: ReadonlySet<string>;
  /** It is null if it is not known. */
  readonly verdict: Compatibility | null;
};

export function randomStep(draft: Draft, random: Random, naming: Naming): DraftStep {
  for (;;) {
    const edits = randomEdits(draft, random, naming);
    const step = appliedEdits(draft, edits);
    const source = { file: "v1.bare", protocol: "random", version: 1 };
    if (readSchema({ ...source, text: draftText(step.draft) }).ok) return step;
  }
}

function randomEdits(draft: Draft, random: Random, naming: Naming): readonly Edit[] {
  if (random(10) === 0) {
    const renamed = typeRenamed(draft, random, naming);
    return renamed === null ? [] : [renamed];
  }
  const edits: Edit[] = [];
  const touched = new Set<string>();
  for (let count = 1 + random(3); count > 0; count--) {
    const edit =
      random(8) === 0
        ? aliasIntroduced(draft, random, naming)
        : randomEdit(pick(random, draft), draft, random, naming);
    if (edit === null) continue;
    if (edit.isLone === true) return [edit];
    const names = edit.definitions.map(({ name }) => name);
    if (names.some((name) => touched.has(name))) continue;
    for (const name of names) touched.add(name);
    edits.push(edit);
  }
  return edits;
}

function appliedEdits(draft: Draft, edits: readonly Edit[]): DraftStep {
  const changed = new Map(
    edits.flatMap(({ definitions }) => definitions).map(({ name, type }) => [name, type]),
  );
  const gone = new Set(edits.map((edit) => edit.gone));
  const known = new Set(draft.map(({ name }) => name));
  const kept = draft
    .filter(({ name }) => !gone.has(name))
    .map(({ name, type }) => ({ name, type: changed.get(name) ?? type }));
  const added = [...changed]
    .filter(([name]) => !known.has(name))
    .map(([name, type]) => ({ name, type }));
  const next = withoutUnused([...kept.slice(0, -1), ...added, ...kept.slice(-1)]);
  // A type that was removed with its last use leads to no question.
  const names = new Set(next.map(({ name }) => name).filter((name) => known.has(name)));
  const isKept = (key: string) => names.has(key.split(".", 1)[0] ?? "");
  const asked = edits.flatMap((edit) => edit.asked).filter(([key]) => isKept(key));
  const byName = edits
    .filter((edit) => edit.byName === true)
    .flatMap(typesOf)
    .filter(isKept);
  const [only, ...others] = edits;
  const isLone = only !== undefined && others.length === 0 && typesOf(only).every(isKept);
  return {
    draft: next,
    edits: edits.map(({ what }) => what),
    asked: new Map(asked.filter(([, { up, down }]) => up !== "none" || down !== "none")),
    byName: new Set(byName),
    verdict: isLone ? only.verdict : null,
  };
}

/** The edited type; a payload that is new with it stands before it. */
function typesOf({ definitions }: Edit): readonly string[] {
  return definitions.slice(-1).map(({ name }) => name);
}

/** Types that no message contains any more are removed, so that there is one root. */
function withoutUnused(draft: Draft): Draft {
  const types = new Map(draft.map(({ name, type }) => [name, type]));
  const used = new Set(["Root"]);
  // A set may grow while it is gone through.
  for (const name of used) {
    const type = types.get(name);
    for (const inner of type === undefined ? [] : referencedNames(type)) used.add(inner);
  }
  return draft.filter(({ name }) => used.has(name));
}
