const old = { tag: "u8", val: 1 };
const fresh = { tag: "str", val: "a" };
const root = (nested: unknown, lists: unknown[], fixed: unknown[]) => ({ nested, lists, fixed });

export const cases = [
  {
    root: "Root",
    down: root(
      new Map([["x", new Map([["A", [old, fresh]], ["B", [old]]])], ["y", new Map([["B", []]])]]),
      [[fresh, old], null, [fresh]],
      [[old], [fresh], [old]],
    ),
    gives: root(
      new Map([["x", new Map([["A", [old]]])], ["y", new Map()]]),
      [[old], null, []],
      [[old], [old]],
    ),
  },
];
