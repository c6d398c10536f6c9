/**
 * Finds the nodes of a graph that unfold to the same, possibly infinite, tree.
 *
 * Partition refinement: nodes with equal labels start in one class, and a class is split while
 * its nodes lead to different classes. Of the parts of a class the largest keeps the number and
 * its nodes are not looked at again, so that a node changes its class at most log2(n) times and
 * the whole takes m log n looks, where m is the number of edges.
 */

export type ClosureNode = {
  readonly label: string;
  /** Indexes of nodes. */
  readonly children: readonly number[];
};

export type Partition = {
  /** The number of the class by the index of the node. */
  readonly classOf: readonly number[];
  readonly classCount: number;
  /** The number of times that a node was looked at, which measures the work. */
  readonly lookCount: number;
};

export function partitionNodes(nodes: readonly ClosureNode[]): Partition {
  const { classOf, members } = classesByLabel(nodes);
  const parents = parentsOf(nodes);
  let lookCount = 0;
  let suspects: ReadonlySet<number> = new Set(nodes.keys());
  while (suspects.size > 0) {
    lookCount += suspects.size;
    const splits = [...groupBy(suspects, (index) => at(classOf, index))].flatMap(
      ([classNumber, group]) =>
        splitClass({ group, members: at(members, classNumber), suspects, nodes, classOf }),
    );
    const next = new Set<number>();
    // All at once: within one round every node is looked at against the same classes.
    for (const split of splits) {
      for (const index of split) {
        at(members, at(classOf, index)).delete(index);
        classOf[index] = members.length;
        for (const parent of at(parents, index)) next.add(parent);
      }
      members.push(new Set(split));
    }
    suspects = next;
  }
  return { classOf, classCount: members.length, lookCount };
}

type Classes = {
  readonly classOf: number[];
  readonly members: Set<number>[];
};

function classesByLabel(nodes: readonly ClosureNode[]): Classes {
  const groups = groupBy(nodes.keys(), (index) => at(nodes, index).label);
  const classOf: number[] = new Array(nodes.length);
  const members = [...groups.values()].map((group, classNumber) => {
    for (const index of group) classOf[index] = classNumber;
    return new Set(group);
  });
  return { classOf, members };
}

function parentsOf(nodes: readonly ClosureNode[]): readonly (readonly number[])[] {
  const parents: number[][] = nodes.map(() => []);
  nodes.forEach(({ children }, index) => {
    for (const child of children) at(parents, child).push(index);
  });
  return parents;
}

type ClassUnderSuspicion = {
  /** The suspects of the class: a child of theirs has changed its class. */
  readonly group: readonly number[];
  readonly members: ReadonlySet<number>;
  readonly suspects: ReadonlySet<number>;
  readonly nodes: readonly ClosureNode[];
  readonly classOf: readonly number[];
};

/** The parts that leave the class: all but the largest. */
function splitClass(given: ClassUnderSuspicion): readonly (readonly number[])[] {
  const { group, members, suspects, nodes, classOf } = given;
  const targets = (index: number) =>
    at(nodes, index)
      .children.map((child) => at(classOf, child))
      .join();
  const parts = groupBy(group, targets);
  // Members that are not suspects still lead to the same classes, so one represents them all.
  const restCount = members.size - group.length;
  const rest = restCount === 0 ? undefined : firstOutside(members, suspects);
  const restTargets = rest === undefined ? null : targets(rest);
  const sizeOf = (key: string) =>
    (parts.get(key)?.length ?? 0) + (key === restTargets ? restCount : 0);
  const keys = new Set([...(restTargets === null ? [] : [restTargets]), ...parts.keys()]);
  const keeper = [...keys].reduce((best, key) => (sizeOf(key) > sizeOf(best) ? key : best));
  return [...keys]
    .filter((key) => key !== keeper)
    .map((key) => {
      const part = parts.get(key) ?? [];
      // Shorter than the part that stays, so that going through the class costs no more than that.
      if (key !== restTargets) return part;
      return [...part, ...[...members].filter((index) => !suspects.has(index))];
    });
}

function firstOutside(members: ReadonlySet<number>, suspects: ReadonlySet<number>): number {
  for (const index of members) if (!suspects.has(index)) return index;
  throw new Error("every member is a suspect");
}

function groupBy<Key>(
  indexes: Iterable<number>,
  keyOf: (index: number) => Key,
): ReadonlyMap<Key, readonly number[]> {
  const groups = new Map<Key, number[]>();
  for (const index of indexes) {
    const key = keyOf(index);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [index]);
    else group.push(index);
  }
  return groups;
}

/** The item at an index that is known to have one. */
export function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new Error(`there is nothing at index ${index}`);
  return item;
}
