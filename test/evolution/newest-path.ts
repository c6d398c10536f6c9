/**
 * An oracle for the name in the newest version of a part that a step refuses: it follows a path
 * from version to version, along the types of both, by the renames that the answers declare.
 */

import type { Type } from "../../codegen/src/schema/model.js";
import type { TypeGraph } from "../../codegen/src/schema/type-graph.js";
import type { Expected } from "./conversion-oracle.js";

/** One step between neighbours, ascending. */
export type NamedStep = {
  readonly older: TypeGraph;
  readonly newer: TypeGraph;
  /** The older name by the newer key. */
  readonly renames: ReadonlyMap<string, string>;
};

/**
 * The possible paths: this one, or, for the result of an answer, as far as the newest version goes.
 */
export type NewestPath = { readonly path: string; readonly isMade: boolean };

type Refused = Extract<Expected, { readonly kind: "refused" }>;

/**
 * `steps` are those above the version of the path. `made` says of what earlier steps have made
 * parts: by version, that of the path first.
 */
export function newestPath(
  { path }: Pick<Refused, "path">,
  root: string,
  steps: readonly NamedStep[],
  made: readonly ReadonlyMap<string, string>[],
  origin: Origin = { path, graph: steps[0]?.older ?? null },
): NewestPath {
  const [step, ...rest] = steps;
  const [own = new Map<string, string>(), ...others] = made;
  const whole = [...own.keys()].find((place) => isWithin(path, place));
  if (whole !== undefined) {
    const source = { path: own.get(whole) ?? whole };
    // On the way down the source of the step is the newer version, on the way up the older one.
    const found = newestPath(source, root, rest, others);
    return { path: found.path, isMade: true };
  }
  if (step === undefined) return { path, isMade: false };
  const renamed = renamedPath(path, root, step);
  if (rest.length > 0) return newestPath({ path: renamed }, root, rest, others, origin);
  return { path: sharedPath(origin, renamed, root, step.newer), isMade: false };
}

/** The path as it was before the first step, and the types of that version. */
type Origin = { readonly path: string; readonly graph: TypeGraph | null };

/**
 * The path as far as the newest version has the same kinds of types as the origin. It does not
 * matter what the versions between have. A part that the newest version lacks keeps its name.
 */
function sharedPath(origin: Origin, path: string, root: string, newest: TypeGraph): string {
  if (origin.graph === null) return path;
  const before = segmentsOf(origin.path.slice(root.length));
  let older: Type | null = { kind: "reference", name: root };
  let newer: Type | null = older;
  let shared = root;
  for (const [index, segment] of segmentsOf(path.slice(root.length)).entries()) {
    const from: Resolved | null = older === null ? null : present(older, origin.graph);
    const to: Resolved | null = newer === null ? null : present(newer, newest);
    if (from !== null && to !== null && from.kind !== to.kind) return shared;
    older = from === null ? null : partOf(from, before[index] ?? "");
    newer = to === null ? null : partOf(to, segment);
    shared += segment;
  }
  return shared;
}

function segmentsOf(path: string): readonly string[] {
  return path.match(/\.[^.[]+|\[[^\]]*\]/g) ?? [];
}

function partOf(body: Resolved, segment: string): Type | null {
  if (segment.startsWith("[")) return itemOf(body, segment.startsWith("[key"));
  return membersOf(body).find(({ name }) => name === segment.slice(1))?.type ?? null;
}

/** Tells whether `path` is `place`, or inside it. */
export function isWithin(path: string, place: string): boolean {
  return path.startsWith(place) && /^(?:$|[.[])/.test(path.slice(place.length));
}

/** The path of the newer version of a step, from that of the older one. */
function renamedPath(path: string, root: string, step: NamedStep): string {
  const reference: Type = { kind: "reference", name: root };
  return root + renamedRest(path.slice(root.length), reference, reference, step);
}

/** `newer` is null where the newer version has nothing in that place. */
function renamedRest(rest: string, older: Type, newer: Type | null, step: NamedStep): string {
  if (rest === "") return "";
  const from = present(older, step.older);
  const to = newer === null ? null : present(newer, step.newer);
  const index = /^\[[^\]]*\]/.exec(rest)?.[0];
  if (index !== undefined) {
    const isKey = index.startsWith("[key");
    const [item, other] = [itemOf(from, isKey), to === null ? null : itemOf(to, isKey)];
    return index + (item === null ? "" : renamedRest(rest.slice(index.length), item, other, step));
  }
  const member = membersOf(from)
    .filter(({ name }) => isWithin(rest, `.${name}`))
    .sort((left, right) => right.name.length - left.name.length)[0];
  if (member === undefined) return rest;
  const isOther = to !== null && to.kind !== from.kind;
  const name = newer === null || isOther ? undefined : newerName(member.name, newer, to, step);
  const found =
    to === null || isOther ? undefined : membersOf(to).find((other) => other.name === name);
  const behind = rest.slice(member.name.length + 1);
  if (member.type === null) return `.${found?.name ?? member.name}`;
  return `.${found?.name ?? member.name}${renamedRest(behind, member.type, found?.type ?? null, step)}`;
}

type Resolved = ReturnType<TypeGraph["resolve"]>;

function present(type: Type, graph: TypeGraph): Resolved {
  const body = graph.resolve(type);
  return body.kind === "optional" ? present(body.item, graph) : body;
}

function itemOf(type: Type, isKey: boolean): Type | null {
  if (type.kind === "list") return type.item;
  return type.kind === "map" ? type[isKey ? "key" : "value"] : null;
}

function membersOf(type: Type): readonly { readonly name: string; readonly type: Type | null }[] {
  if (type.kind === "struct") return type.fields;
  if (type.kind === "union") return type.variants;
  return type.kind === "enum" ? type.values.map(({ name }) => ({ name, type: null })) : [];
}

/** The name in the newer type of a member of the older one. */
function newerName(
  member: string,
  newer: Type,
  body: Resolved | null,
  { newer: graph, renames }: NamedStep,
): string {
  const type = nominalName(newer, graph);
  const names = body === null ? [] : membersOf(body).map(({ name }) => name);
  // A variant bears the name of its type.
  const renamed = names.find(
    (name) => (renames.get(`${type}.${name}`) ?? renames.get(name)) === member,
  );
  return renamed ?? member;
}

function nominalName(type: Type, graph: TypeGraph): string {
  if (type.kind === "optional") return nominalName(type.item, graph);
  if (type.kind !== "reference") return "";
  const body = graph.namedTypes.get(type.name)?.type;
  const isAlias = body?.kind === "reference" || body?.kind === "optional";
  return isAlias ? nominalName(body, graph) : type.name;
}

/** Tells whether a version has a part at that path. */
export function hasPath(path: string, root: string, graph: TypeGraph): boolean {
  let type: Type | null = { kind: "reference", name: root };
  let rest = path.slice(root.length);
  while (rest !== "") {
    if (type === null) return false;
    const body = present(type, graph);
    const index = /^\[[^\]]*\]/.exec(rest)?.[0];
    if (index !== undefined) {
      type = itemOf(body, index.startsWith("[key"));
      rest = rest.slice(index.length);
      continue;
    }
    const found = membersOf(body)
      .filter(({ name }) => isWithin(rest, `.${name}`))
      .sort((left, right) => right.name.length - left.name.length)[0];
    if (found === undefined) return false;
    type = found.type;
    rest = rest.slice(found.name.length + 1);
  }
  return true;
}
