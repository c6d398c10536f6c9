export const cases = [
  { root: "L", up: { addr: { host: "a", port: 1 } }, gives: { addr: "a:1" } },
  { root: "L", down: { addr: "a:1" }, gives: { addr: { host: "a", port: 1 } } },
  { root: "L", down: { addr: "nonsense" }, refused: { path: "L.addr", reason: "no port" } },
  {
    root: "L",
    down: { addr: "a:b" },
    refused: {
      path: "L.addr",
      reason: "v1 cannot hold its addr.port: number is not an integer from 0 to 65535",
    },
  },
  {
    root: "L",
    down: { addr: "half:1" },
    refused: {
      kind: "decision-failed",
      path: "L.addr",
      reason:
        "the decision on L.addr from v2 to v1 returned what v1 cannot hold: addr.port: undefined is not an integer from 0 to 65535",
    },
  },
  {
    root: "L",
    down: { addr: "bug:1" },
    refused: {
      kind: "decision-failed",
      path: "L.addr",
      reason: "the decision on L.addr from v2 to v1 threw a RangeError",
    },
  },
];
