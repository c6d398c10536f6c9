/**
 * Canonical hashes of types: equal if and only if the closures are, across schemas.
 *
 * Every struct, list, optional and so on is a node, an alias is its target. A closure is then a
 * tree, which is infinite where types are recursive. `partitionNodes` finds the nodes of equal
 * trees; what is left is minimal, so that two schemas with the same tree have the same graph
 * below it. That graph is hashed once for each strongly connected component, the components that
 * it leads to first: a node alone by its label and the hashes of its children; a cycle by
 * writing down its nodes, numbered in the order of a traversal from a node that can be told from
 * all others. No closure is gone through twice, however many types share it.
 */

import { createHash } from "node:crypto";
import type { Schema, Type } from "../../schema/model.js";
import { stronglyConnected } from "../../schema/strongly-connected.js";
import { cycleHashes } from "./closure-cycle.js";
import { at, type ClosureNode, partitionNodes } from "./closure-partition.js";
import { type ClosureShape, type ClosureView, closureShape, standIn } from "./closure-shape.js";
import { schemaRoots } from "./schema-roots.js";

export type SchemaClosures = {
  /** Equal hashes: no value and no byte differs. */
  readonly closureHash: (type: Type) => string;
  /** Equal hashes: the types have the same values in TypeScript; the bytes may differ. */
  readonly valueHash: (type: Type) => string;
  /** Equal hashes: the types have the same bytes, whose meaning may differ. */
  readonly encodingHash: (type: Type) => string;
};

export type Digest = (text: string) => string;

/** Types may be those of the schema or made of them; each view is computed when first asked. */
export function schemaClosures(schema: Schema, digest: Digest = sha256): SchemaClosures {
  const hashes = (view: ClosureView) => lazily(() => viewHashes(schema, view, digest));
  const [exact, value, encoding] = [hashes("exact"), hashes("value"), hashes("encoding")];
  return {
    closureHash: (type) => exact()(type),
    valueHash: (type) => value()(type),
    encodingHash: (type) => encoding()(type),
  };
}

/** The hash of a version: its roots by name, and everything that they contain. */
export function schemaHash(
  schema: Schema,
  closures: SchemaClosures = schemaClosures(schema),
): string {
  const roots = schemaRoots(schema).map((name) => [
    name,
    closures.closureHash({ kind: "reference", name }),
  ]);
  // The order of the definitions does not count.
  return sha256(
    JSON.stringify(roots.sort(([left = ""], [right = ""]) => compareText(left, right))),
  );
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Compares by code unit, so that the order does not depend on the locale. */
function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

type Resolved = Exclude<Type, { readonly kind: "reference" }>;

function viewHashes(schema: Schema, view: ClosureView, digest: Digest): (type: Type) => string {
  const resolve = resolver(schema);
  const through = (type: Type): Resolved => {
    let resolved = resolve(type);
    for (let next = standIn(resolved, view); next !== null; next = standIn(resolved, view)) {
      resolved = resolve(next);
    }
    return resolved;
  };
  const shapeOf = (type: Resolved) => closureShape(type, view, resolve);
  const graph = closureGraph(schema, through, shapeOf);
  const hashes = nodeHashes(graph.nodes, digest);
  const hashesByContent = new Map(
    graph.nodes.map(({ label, children }, index) => [
      contentText(
        label,
        children.map((child) => at(hashes, child)),
      ),
      at(hashes, index),
    ]),
  );
  const hashOf = (type: Type): string => {
    const resolved = through(type);
    const index = graph.indexes.get(resolved);
    if (index !== undefined) return at(hashes, index);
    const { label, children } = shapeOf(resolved);
    // A type that the schema does not write may still stand on a cycle of the schema.
    const content = contentText(label, children.map(hashOf));
    return hashesByContent.get(content) ?? digest(content);
  };
  return hashOf;
}

function resolver(schema: Schema): (type: Type) => Resolved {
  const bodies = new Map(schema.types.map(({ name, type }) => [name, type]));
  return (type) => {
    let resolved = type;
    while (resolved.kind === "reference") {
      const body = bodies.get(resolved.name);
      if (body === undefined) throw new Error(`'${resolved.name}' is not a type of the schema`);
      resolved = body;
    }
    return resolved;
  };
}

type ClosureGraph = {
  readonly nodes: readonly ClosureNode[];
  readonly indexes: ReadonlyMap<Type, number>;
};

/** Uses a work list in place of recursion: a chain of references may be as long as the schema. */
function closureGraph(
  schema: Schema,
  through: (type: Type) => Resolved,
  shapeOf: (type: Resolved) => ClosureShape,
): ClosureGraph {
  const indexes = new Map<Type, number>();
  const found: Resolved[] = [];
  const indexOf = (type: Type): number => {
    const resolved = through(type);
    const known = indexes.get(resolved);
    if (known !== undefined) return known;
    indexes.set(resolved, found.length);
    return found.push(resolved) - 1;
  };
  for (const { type } of schema.types) indexOf(type);
  const nodes: ClosureNode[] = [];
  for (const type of found) {
    const { label, children } = shapeOf(type);
    nodes.push({ label, children: children.map(indexOf) });
  }
  return { nodes, indexes };
}

/** The hashes by the index of the node. */
function nodeHashes(nodes: readonly ClosureNode[], digest: Digest): readonly string[] {
  const { classOf, classCount } = partitionNodes(nodes);
  const classes: ClosureNode[] = new Array(classCount);
  nodes.forEach(({ label, children }, index) => {
    const classChildren = () => children.map((child) => at(classOf, child));
    const classNumber = at(classOf, index);
    classes[classNumber] ??= { label, children: classChildren() };
  });
  const hashes = new Map<number, string>();
  const childrenOf = (key: string) => at(classes, Number(key)).children.map(String);
  for (const component of stronglyConnected([...classes.keys()].map(String), childrenOf)) {
    const numbers = component.map(Number);
    for (const [number, hash] of componentHashes(numbers, classes, hashes, digest)) {
      hashes.set(number, hash);
    }
  }
  return classOf.map((classNumber) => mustGet(hashes, classNumber));
}

function componentHashes(
  component: readonly number[],
  classes: readonly ClosureNode[],
  hashes: ReadonlyMap<number, string>,
  digest: Digest,
): ReadonlyMap<number, string> {
  const [first = 0] = component;
  const { label, children } = at(classes, first);
  if (component.length > 1 || children.includes(first)) {
    return cycleHashes(component, { classes, hashes, digest });
  }
  const childHashes = children.map((child) => mustGet(hashes, child));
  return new Map([[first, digest(contentText(label, childHashes))]]);
}

function contentText(label: string, childHashes: readonly string[]): string {
  return [label, ...childHashes].join("\n");
}

function mustGet(hashes: ReadonlyMap<number, string>, number: number): string {
  const hash = hashes.get(number);
  if (hash === undefined)
    throw new Error("a class must be hashed after the classes that it leads to");
  return hash;
}
