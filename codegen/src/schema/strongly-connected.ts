/**
 * Tarjan's strongly connected components, in time linear in nodes and edges and without the call
 * stack: a chain of references may be as long as the schema.
 */

/**
 * Components with the ones they lead to first, so that an iteration in order has
 * seen what a node needs before the node itself, cycles aside.
 */
export function stronglyConnected(
  nodes: Iterable<string>,
  edgesOf: (node: string) => readonly string[],
): readonly (readonly string[])[] {
  const components: string[][] = [];
  const visits = new Map<string, Visit>();
  const open: string[] = [];
  const path: Visit[] = [];

  const enter = (node: string): void => {
    const visit = { node, order: visits.size, lowest: visits.size, next: 0, isOpen: true };
    visits.set(node, visit);
    open.push(node);
    path.push(visit);
  };
  const close = (visit: Visit): void => {
    const component = open.splice(open.lastIndexOf(visit.node));
    for (const node of component) mustGet(visits, node).isOpen = false;
    components.push(component);
  };

  for (const start of nodes) {
    if (!visits.has(start)) enter(start);
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const target = edgesOf(visit.node)[visit.next];
      visit.next += 1;
      if (target === undefined) {
        path.pop();
        if (visit.lowest === visit.order) close(visit);
        const parent = path.at(-1);
        if (parent !== undefined) parent.lowest = Math.min(parent.lowest, visit.lowest);
        continue;
      }
      const seen = visits.get(target);
      if (seen === undefined) enter(target);
      else if (seen.isOpen) visit.lowest = Math.min(visit.lowest, seen.order);
    }
  }
  return components;
}

type Visit = {
  readonly node: string;
  /** When it was entered, and the earliest open node that it leads to. */
  readonly order: number;
  lowest: number;
  /** Index of the edge to follow next. */
  next: number;
  isOpen: boolean;
};

function mustGet(visits: ReadonlyMap<string, Visit>, node: string): Visit {
  const visit = visits.get(node);
  if (visit === undefined) throw new Error(`'${node}' was never entered`);
  return visit;
}
