/**
 * Refuses types whose values never end: a type that holds itself with no optional, list or map in
 * between, and a union of which every member does.
 */

import type { Definition, SyntaxReference, SyntaxType } from "../syntax/definition.js";
import type { Problem } from "./diagnostic.js";
import type { Scope } from "./scope.js";

/** One problem for each reference that closes a cycle. */
export function checkRecursion(scope: Scope): readonly Problem[] {
  return endlessCycles(scope, endlessNames(scope)).map(({ closing, names }) => ({
    code: "type-endless",
    offset: closing.offset,
    message: `'${closing.name}' contains itself without end: ${cycleText(names)}`,
    suggestion: `write optional<${closing.name}>, so that a value can end`,
    fix: {
      offset: closing.offset,
      end: closing.offset + closing.name.length,
      text: `optional<${closing.name}>`,
    },
  }));
}

/**
 * The references that keep a type from ending while the types named in `endless` do not end; none
 * if it ends. The first member of a union that does not end answers for all, because one finite
 * member is enough.
 */
function obstacles(type: SyntaxType, endless: ReadonlySet<string>): readonly SyntaxReference[] {
  switch (type.kind) {
    case "primitive":
    case "data":
    case "enum":
    case "optional":
    case "map":
      return [];
    case "reference":
      return endless.has(type.name) ? [type] : [];
    case "list":
      return type.length === null ? [] : obstacles(type.item, endless);
    case "struct":
      return type.fields.flatMap((field) => obstacles(field.type, endless));
    case "union": {
      const members = type.variants.map((variant) => obstacles(variant.type, endless));
      const ends = members.some((references) => references.length === 0);
      return ends ? [] : (members[0] ?? []);
    }
    default:
      return type satisfies never;
  }
}

/** Starts with every name and takes out what is seen to end, until nothing changes. */
function endlessNames(scope: Scope): ReadonlySet<string> {
  const endless = new Set(scope.definitions.keys());
  const waiting = new Map<string, Definition[]>();
  const queue = [...scope.definitions.values()];
  for (let definition = queue.pop(); definition !== undefined; definition = queue.pop()) {
    // One obstacle is enough to wait for: while it stands, the type does not end.
    const [obstacle] = obstacles(definition.type, endless);
    if (obstacle !== undefined) {
      const waiters = waiting.get(obstacle.name) ?? [];
      waiters.push(definition);
      waiting.set(obstacle.name, waiters);
      continue;
    }
    endless.delete(definition.name);
    for (const waiter of waiting.get(definition.name) ?? []) queue.push(waiter);
    waiting.delete(definition.name);
  }
  return endless;
}

/** `names` are the types on the cycle, from the one that `closing` refers back to. */
type Cycle = { readonly closing: SyntaxReference; readonly names: readonly string[] };

/** A depth-first walk over the endless types, without the call stack: a cycle may be long. */
function endlessCycles(scope: Scope, endless: ReadonlySet<string>): readonly Cycle[] {
  const cycles: Cycle[] = [];
  const seen = new Set<string>();
  const path: { readonly name: string; readonly references: SyntaxReference[] }[] = [];
  const positions = new Map<string, number>();

  const enter = (name: string) => {
    const type = scope.definitions.get(name)?.type;
    const references = type === undefined ? [] : [...obstacles(type, endless)].reverse();
    seen.add(name);
    positions.set(name, path.length);
    path.push({ name, references });
  };

  for (const start of endless) {
    if (!seen.has(start)) enter(start);
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const reference = step.references.pop();
      if (reference === undefined) {
        path.pop();
        positions.delete(step.name);
        continue;
      }
      const position = positions.get(reference.name);
      if (position !== undefined) {
        const names = path.slice(position).map(({ name }) => name);
        cycles.push({ closing: reference, names });
      }
      if (!seen.has(reference.name)) enter(reference.name);
    }
  }
  return cycles;
}

/** Names at both ends of a cycle that is too long to show. */
const SHOWN_NAMES = 4;

function cycleText(names: readonly string[]): string {
  const closed = [...names, ...names.slice(0, 1)];
  if (closed.length <= 2 * SHOWN_NAMES) return closed.join(" -> ");
  const ends = [closed.slice(0, SHOWN_NAMES), ["..."], closed.slice(-SHOWN_NAMES)];
  return ends.flat().join(" -> ");
}
