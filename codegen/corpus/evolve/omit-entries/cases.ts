const old = { tag: "u8", val: 1 };
const fresh = { tag: "str", val: "a" };
const batch = (events: unknown[], by: unknown[] = [], maybe: unknown = null) => ({
  events,
  by: new Map(by.map((event, index) => [`k${index}`, event])),
  maybe,
});

export const cases = [
  { root: "Root", up: { batches: [batch([old], [old], [old])] }, gives: { batches: [batch([old], [old], [old])] } },
  { root: "Root", down: { batches: [batch([fresh, old, fresh])] }, gives: { batches: [batch([old])] } },
  { root: "Root", down: { batches: [batch([], [old, fresh])] }, gives: { batches: [batch([], [old])] } },
  { root: "Root", down: { batches: [batch([fresh], [], [fresh])] }, gives: { batches: [batch([], [], [])] } },
];
