import {
  BAD,
  commanding,
  FRAME_OF_32_MIB,
  first,
  HUGE,
  type LieCase,
  MANY_PAGES,
  MAX_U64,
  metaAtStart,
  NO_ANSWER,
  PAGE,
  preloading,
  toAnother,
} from "./lie-case.js";
import { aboutMeta, aboutStart, type ConnectionLie, type Lie } from "./lying-server.js";

export const OPENING: readonly LieCase[] = [
  {
    name: "generation 0",
    at: "open",
    lie: aboutStart((s) => ({ ...s, generation: 0n, meta: { ...s.meta, generation: 0n } })),
    outcomes: BAD,
  },
  {
    name: "two generations",
    at: "open",
    lie: aboutStart((s) => ({ ...s, generation: s.generation + 1n })),
    outcomes: BAD,
  },
  {
    name: "page size 0",
    at: "open",
    lie: metaAtStart((m) => ({ ...m, pageSize: 0 })),
    outcomes: BAD,
  },
  {
    name: "page size 8,192",
    at: "open",
    lie: metaAtStart((m) => ({ ...m, pageSize: 8192 })),
    outcomes: BAD,
  },
  {
    name: "page size 2^32 - 1",
    at: "open",
    lie: metaAtStart((m) => ({ ...m, pageSize: 2 ** 32 - 1 })),
    outcomes: BAD,
  },
  {
    name: "maxDeltaBytes 0",
    at: "open",
    lie: metaAtStart((m) => ({ ...m, maxDeltaBytes: 0n })),
    outcomes: BAD,
  },
  {
    name: "maxDeltaBytes 1",
    at: "open",
    lie: metaAtStart((m) => ({ ...m, maxDeltaBytes: 1n })),
    outcomes: BAD,
  },
  {
    name: "maxDeltaBytes 2^64 - 1",
    at: "open",
    lie: metaAtStart((m) => ({ ...m, maxDeltaBytes: MAX_U64 })),
    outcomes: ["harmless"],
    why: "never more than 8 MiB go into a message",
  },
  {
    name: "size 0 beside a head",
    at: "open",
    lie: aboutMeta((m) => ({ ...m, dbSizePages: 0 })),
    outcomes: BAD,
  },
  {
    name: "head 0 beside a size",
    at: "open",
    lie: aboutMeta((m) => ({ ...m, headTxid: 0n, materializedTxid: 0n })),
    outcomes: BAD,
  },
  {
    name: "more compacted than committed",
    at: "open",
    lie: metaAtStart((m) => ({ ...m, materializedTxid: m.headTxid + 1n })),
    outcomes: BAD,
  },
  {
    name: "size 10^9 at the open only",
    at: "open",
    lie: metaAtStart((m) => ({ ...m, dbSizePages: HUGE })),
    outcomes: BAD,
  },
  {
    name: "size 10^9 everywhere",
    at: "open",
    lie: aboutMeta((m) => ({ ...m, dbSizePages: HUGE })),
    outcomes: BAD,
    why: "only its commit contradicts it",
  },
  {
    name: "size 2^32 - 1 everywhere",
    at: "open",
    lie: aboutMeta((m) => ({ ...m, dbSizePages: 2 ** 32 - 1 })),
    outcomes: BAD,
  },
  {
    name: "size 10^9 until a commit",
    at: "open",
    lie: sizeUntilCommit(),
    outcomes: ["harmless", "invalid-response"],
    why: "SQLite goes by the size in page 1; what is read ahead beyond it is absent",
  },
  {
    name: "a smaller size everywhere",
    at: "open",
    lie: aboutMeta((m) => ({ ...m, dbSizePages: m.dbSizePages - 1 })),
    outcomes: ["corrupt", "invalid-response"],
    why: "SQLite: page 1 says more",
  },
  {
    name: "a higher head at the open only",
    at: "open",
    lie: metaAtStart((m) => ({ ...m, headTxid: m.headTxid + 1n })),
    outcomes: ["fenced"],
  },
  {
    name: "head 2^64 - 1 at the open only",
    at: "open",
    lie: metaAtStart((m) => ({ ...m, headTxid: MAX_U64 })),
    outcomes: ["fenced"],
  },
  {
    name: "page 0 is preloaded",
    at: "open",
    lie: preloading((p) => [{ pgno: 0, bytes: PAGE }, ...p]),
    outcomes: BAD,
  },
  {
    name: "a page outside is preloaded",
    at: "open",
    lie: preloading((p) => [...p, { pgno: HUGE, bytes: PAGE }]),
    outcomes: BAD,
  },
  {
    name: "a page is preloaded twice",
    at: "open",
    lie: preloading((p) => [...p, ...p]),
    outcomes: BAD,
  },
  {
    name: "a preloaded page is absent",
    at: "open",
    lie: preloading((p) => first(p, (page) => ({ ...page, bytes: null }))),
    outcomes: BAD,
  },
  {
    name: "a preloaded page of 1 byte",
    at: "open",
    lie: preloading((p) => first(p, (page) => ({ ...page, bytes: new Uint8Array(1) }))),
    outcomes: BAD,
  },
  {
    name: "a preloaded page of 16 MiB",
    at: "open",
    lie: preloading((p) =>
      first(p, (page) => ({ ...page, bytes: FRAME_OF_32_MIB.subarray(16 << 20) })),
    ),
    outcomes: BAD,
  },
  {
    name: "900,000 preloaded pages",
    at: "open",
    lie: preloading(() => MANY_PAGES),
    outcomes: BAD,
  },
  {
    name: "nothing is preloaded",
    at: "open",
    lie: preloading(() => []),
    outcomes: ["harmless"],
    why: "what is missing is asked for",
  },
  {
    name: "a start without a database",
    at: "open",
    lie: aboutStart(() => null),
    outcomes: ["version-too-old"],
  },
  {
    name: "a start of another actor",
    at: "open",
    lie: commanding((m) => [toAnother(m)]),
    outcomes: NO_ANSWER,
  },
  {
    name: "a start twice",
    at: "open",
    lie: commanding((m) => [m, m]),
    outcomes: ["invalid-response", "harmless"],
    why: "it says the same",
  },
  { name: "no start", at: "open", lie: commanding(() => []), outcomes: NO_ANSWER },
  {
    name: "a version that was not offered",
    at: "open",
    connectionLie: (link) => {
      link.accept("envoy-protocol.v99");
      return true;
    },
    outcomes: ["not-a-barewire-server"],
  },
  {
    name: "a refusal of versions 65,535 to 0",
    at: "open",
    connectionLie: refusing([0xff, 0xff, 0, 0]),
    outcomes: ["not-a-barewire-server", "no-response"],
  },
  {
    name: "a refusal of the versions that were offered",
    at: "open",
    connectionLie: refusing([1, 0, 9, 0]),
    outcomes: ["version-refused", "no-response"],
  },
];

export const REOPENING: readonly LieCase[] = [
  {
    name: "the same generation again",
    at: "reopen",
    lie: aboutStart((s) => ({
      ...s,
      generation: s.generation - 1n,
      meta: { ...s.meta, generation: s.generation - 1n },
    })),
    outcomes: BAD,
  },
  {
    name: "the head went back meanwhile",
    at: "reopen",
    lie: metaAtStart((m) => ({ ...m, headTxid: m.headTxid - 1n, materializedTxid: 0n })),
    outcomes: ["fenced"],
  },
  {
    name: "the head jumped meanwhile",
    at: "reopen",
    lie: metaAtStart((m) => ({ ...m, headTxid: MAX_U64 })),
    outcomes: ["fenced"],
  },
  {
    name: "the size changed meanwhile",
    at: "reopen",
    lie: metaAtStart((m) => ({ ...m, dbSizePages: HUGE })),
    outcomes: BAD,
  },
  {
    name: "the page size changed meanwhile",
    at: "reopen",
    lie: metaAtStart((m) => ({ ...m, pageSize: 65_536 })),
    outcomes: BAD,
  },
  {
    name: "another database meanwhile",
    at: "reopen",
    lie: metaAtStart((m) => ({ ...m, creationTsMs: -1n })),
    outcomes: BAD,
  },
  {
    name: "the generation jumps by 2^60",
    at: "reopen",
    lie: aboutStart((s) => ({
      ...s,
      generation: s.generation + 2n ** 60n,
      meta: { ...s.meta, generation: s.generation + 2n ** 60n },
    })),
    outcomes: ["refused", "fenced", "invalid-response"],
    why: "the store does not know it",
  },
];

function sizeUntilCommit(): Lie {
  let isCommitted = false;
  const lie = aboutMeta((meta) => ({ ...meta, dbSizePages: HUGE }));
  return (message) => {
    isCommitted ||= message.tag === "ToEnvoySqliteCommitResponse";
    return isCommitted ? [message] : lie(message);
  };
}

function refusing(range: readonly number[]): ConnectionLie {
  return (link) => {
    link.accept("envoy-protocol.refused");
    link.send(Uint8Array.of(...new TextEncoder().encode("BWRF"), ...range));
    return true;
  };
}
