/**
 * Hashes of types that contain each other: one strongly connected component of a graph in which
 * no two nodes unfold to the same tree.
 */

import type { ClosureNode } from "./closure-partition.js";

export type CycleContext = {
  readonly classes: readonly ClosureNode[];
  /** Of what the cycle leads to and does not contain. */
  readonly hashes: ReadonlyMap<number, string>;
  readonly digest: (text: string) => string;
};

export function cycleHashes(
  component: readonly number[],
  context: CycleContext,
): ReadonlyMap<number, string> {
  const { classes, digest } = context;
  const members = new Set(component);
  const order = traversal(canonicalStart(component, members, context), members, classes);
  const numberOf = new Map(order.map((node, number) => [node, number]));
  const texts = order.map((node) => {
    const child = (target: number) => numberOf.get(target) ?? outside(target, context);
    return JSON.stringify([nodeAt(classes, node).label, nodeAt(classes, node).children.map(child)]);
  });
  const cycle = digest(texts.join("\n"));
  return new Map(order.map((node, number) => [node, digest(`${number} of ${cycle}`)]));
}

/**
 * A node that the component itself singles out: the first in order among those that no other
 * looks like. Nodes look like what they lead to, one step further in each round, until one is
 * alone; since no two unfold alike, that happens. It is nearly always the first round: only a
 * cycle that repeats itself over long stretches takes more.
 */
function canonicalStart(
  component: readonly number[],
  members: ReadonlySet<number>,
  context: CycleContext,
): number {
  const { classes, digest } = context;
  let looks = new Map(component.map((node) => [node, ownLook(node, members, context)]));
  for (;;) {
    const unique = firstUnique(looks);
    if (unique !== null) return unique;
    const former = looks;
    looks = new Map(
      component.map((node) => {
        const inner = nodeAt(classes, node).children.map((child) => former.get(child) ?? "");
        return [node, digest([former.get(node), ...inner].join("\n"))];
      }),
    );
  }
}

function ownLook(node: number, members: ReadonlySet<number>, context: CycleContext): string {
  const { label, children } = nodeAt(context.classes, node);
  const child = (target: number) => (members.has(target) ? null : outside(target, context));
  return JSON.stringify([label, children.map(child)]);
}

function firstUnique(looks: ReadonlyMap<number, string>): number | null {
  const owners = new Map<string, number | null>();
  for (const [node, look] of looks) owners.set(look, owners.has(look) ? null : node);
  let first: { readonly look: string; readonly node: number } | null = null;
  for (const [look, node] of owners) {
    if (node !== null && (first === null || look < first.look)) first = { look, node };
  }
  return first === null ? null : first.node;
}

/** Breadth first, children in their order. */
function traversal(
  start: number,
  members: ReadonlySet<number>,
  classes: readonly ClosureNode[],
): readonly number[] {
  const order = new Set([start]);
  // A set is gone through in the order of insertion, with what is inserted meanwhile.
  for (const node of order) {
    for (const child of nodeAt(classes, node).children) if (members.has(child)) order.add(child);
  }
  return [...order];
}

function outside(target: number, { hashes }: CycleContext): string {
  const hash = hashes.get(target);
  if (hash === undefined) throw new Error("what a cycle leads to is hashed before it");
  return hash;
}

function nodeAt(classes: readonly ClosureNode[], node: number): ClosureNode {
  const found = classes[node];
  if (found === undefined) throw new Error(`there is no class ${node}`);
  return found;
}
