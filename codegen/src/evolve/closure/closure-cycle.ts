/**
 * Hashes of types that contain each other: one strongly connected component of a graph in which
 * no two nodes unfold to the same tree.
 */

import type { ClosureNode } from "./closure-partition.js";

export type CycleContext = {
  readonly classes: readonly ClosureNode[];
  /** The hashes of the nodes outside of the cycle that it leads to. */
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
 * The canonical start of the traversal, by colour refinement: each round refines the colour of a
 * node by the colours of its children, until a colour is unique. No two nodes unfold to the same
 * tree, so that happens, and nearly always in the first round.
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
  // Iteration of a set follows insertion order and includes what is inserted meanwhile.
  for (const node of order) {
    for (const child of nodeAt(classes, node).children) if (members.has(child)) order.add(child);
  }
  return [...order];
}

function outside(target: number, { hashes }: CycleContext): string {
  const hash = hashes.get(target);
  if (hash === undefined) throw new Error("a node outside of the cycle must be hashed before it");
  return hash;
}

function nodeAt(classes: readonly ClosureNode[], node: number): ClosureNode {
  const found = classes[node];
  if (found === undefined) throw new Error(`there is no class ${node}`);
  return found;
}
