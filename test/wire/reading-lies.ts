/**
 * Lies about pages that were requested, and about responses in general.
 */

import type { ToEnvoy } from "@barewire/protocol/envoy-protocol";
import {
  answering,
  BAD,
  type DataOf,
  FRAME_OF_32_MIB,
  first,
  HUGE,
  type LieCase,
  MANY_PAGES,
  MAX_U64,
  type MetaOf,
  metaOfPages,
  NO_ANSWER,
  otherKind,
  PAGE,
  type Page,
  preloading,
} from "./lie-case.js";
import { aboutPages, type Lie } from "./lying-server.js";

export const READING: readonly LieCase[] = [
  {
    name: "a page is left out",
    at: "read",
    lie: aboutPages(({ pages }) => ({ pages: pages.slice(1) })),
    outcomes: BAD,
  },
  { name: "no pages", at: "read", lie: aboutPages(() => ({ pages: [] })), outcomes: BAD },
  {
    name: "a page too many",
    at: "read",
    lie: aboutPages(({ pages }) => ({ pages: [...pages, { pgno: HUGE, bytes: PAGE }] })),
    outcomes: BAD,
  },
  {
    name: "a page twice",
    at: "read",
    lie: aboutPages(({ pages }) => ({ pages: pages.map((page) => pages[0] ?? page) })),
    outcomes: ["invalid-response", "harmless"],
    why: "of one page it is the truth",
  },
  {
    name: "pages that were not requested",
    at: "read",
    lie: aboutPages(({ pages }) => ({
      pages: pages.map((page) => ({ ...page, pgno: page.pgno + 1 })),
    })),
    outcomes: BAD,
  },
  {
    name: "page numbers of 2^32 - 1",
    at: "read",
    lie: aboutPages(({ pages }) => ({
      pages: pages.map((page) => ({ ...page, pgno: 2 ** 32 - 1 })),
    })),
    outcomes: BAD,
  },
  {
    name: "another order",
    at: "read",
    lie: aboutPages(({ pages }) => ({ pages: pages.toReversed() })),
    outcomes: ["invalid-response", "harmless"],
    why: "of one page it is the truth",
  },
  {
    name: "a page inside is absent",
    at: "read",
    lie: aboutPages(({ pages }) => ({ pages: first(pages, (page) => ({ ...page, bytes: null })) })),
    outcomes: BAD,
  },
  {
    name: "a page of 4,095 bytes",
    at: "read",
    lie: aboutPages(({ pages }) => ({
      pages: first(pages, (page) => ({ ...page, bytes: PAGE.subarray(1) })),
    })),
    outcomes: BAD,
  },
  {
    name: "a page of no bytes",
    at: "read",
    lie: aboutPages(({ pages }) => ({
      pages: first(pages, (page) => ({ ...page, bytes: new Uint8Array() })),
    })),
    outcomes: BAD,
  },
  {
    name: "a page of 30 MiB",
    at: "read",
    lie: aboutPages(({ pages }) => ({
      pages: first(pages, (page) => ({ ...page, bytes: FRAME_OF_32_MIB.subarray(2 << 20) })),
    })),
    outcomes: BAD,
  },
  {
    name: "900,000 pages",
    at: "read",
    lie: aboutPages(() => ({
      pages: MANY_PAGES,
    })),
    outcomes: NO_ANSWER,
  },
  {
    name: "the size differs at the same head",
    at: "read",
    lie: metaOfPages((m) => ({ ...m, dbSizePages: m.dbSizePages + 1 })),
    outcomes: BAD,
  },
  {
    name: "size 10^9",
    at: "read",
    lie: metaOfPages((m) => ({ ...m, dbSizePages: HUGE })),
    outcomes: BAD,
  },
  {
    name: "size 0 and pages absent",
    at: "read",
    lie: aboutPages(({ pages, meta }) => ({
      pages: pages.map((p) => ({ ...p, bytes: null })),
      meta: { ...meta, dbSizePages: 0 },
    })),
    outcomes: BAD,
  },
  {
    name: "size 0 and head 0",
    at: "read",
    lie: metaOfPages((m) => ({ ...m, dbSizePages: 0, headTxid: 0n, materializedTxid: 0n })),
    outcomes: ["fenced"],
  },
  {
    name: "another page size",
    at: "read",
    lie: metaOfPages((m) => ({ ...m, pageSize: 512 })),
    outcomes: BAD,
  },
  {
    name: "the head goes back",
    at: "read",
    lie: metaOfPages((m) => ({ ...m, headTxid: m.headTxid - 1n, materializedTxid: 0n })),
    outcomes: ["fenced"],
  },
  {
    name: "the head jumps",
    at: "read",
    lie: metaOfPages((m) => ({ ...m, headTxid: MAX_U64 })),
    outcomes: ["fenced"],
  },
  {
    name: "the generation goes back",
    at: "read",
    lie: metaOfPages((m) => ({ ...m, generation: m.generation - 1n })),
    outcomes: BAD,
  },
  {
    name: "the generation jumps",
    at: "read",
    lie: metaOfPages((m) => ({ ...m, generation: MAX_U64 })),
    outcomes: BAD,
  },
  {
    name: "META of another database",
    at: "read",
    lie: metaOfPages((m) => ({ ...m, creationTsMs: m.creationTsMs + 1n })),
    outcomes: BAD,
  },
  {
    name: "a fence that there is not",
    at: "read",
    lie: pagesAre((meta) => ({
      tag: "SqliteFenceMismatch",
      val: { actualMeta: meta, reason: "none" },
    })),
    outcomes: ["fenced"],
  },
  {
    name: "a refusal of 1 MiB of text",
    at: "read",
    lie: pagesAre(() => ({ tag: "SqliteErrorResponse", val: { message: "x".repeat(1 << 20) } })),
    outcomes: ["refused"],
  },
  {
    name: "the answer to another request",
    at: "read",
    lie: answering((m) => [ofOther(m)]),
    outcomes: NO_ANSWER,
  },
  {
    name: "the answer to a request of another kind",
    at: "read",
    lie: answering((m) => [otherKind(m)]),
    outcomes: NO_ANSWER,
  },
  {
    name: "every answer twice",
    at: "read",
    lie: answering((m) => [m, m]),
    outcomes: ["harmless"],
    why: "no request waits for the second",
  },
  {
    name: "responses without a request",
    at: "read",
    lie: answering((m) => [ofOther(m), m]),
    outcomes: ["harmless"],
    why: "no request waits for them",
  },
  { name: "no answer", at: "read", lie: answering(() => []), outcomes: NO_ANSWER },
  {
    name: "a frame that is no message",
    at: "read",
    lie: answering(() => [Uint8Array.of(255, 255, 255, 255, 15)]),
    outcomes: NO_ANSWER,
  },
  {
    name: "an empty frame",
    at: "read",
    lie: answering(() => [new Uint8Array()]),
    outcomes: NO_ANSWER,
  },
  {
    name: "32 MiB that are no message",
    at: "read",
    lie: answering(() => [FRAME_OF_32_MIB]),
    outcomes: NO_ANSWER,
  },
  {
    name: "a command to another actor",
    at: "read",
    lie: answering((m) => [stopOf("another"), m]),
    outcomes: ["harmless"],
    why: "it is passed over",
  },
];

/** The lies that only SQLite can notice, or no part at all: pages have no checksums on the wire. */
export const CONTENTS: readonly LieCase[] = [
  {
    name: "every page is zeros",
    at: "read",
    lie: aboutPages(({ pages }) => ({ pages: pages.map((p) => ({ ...p, bytes: PAGE })) })),
    outcomes: ["sqlite 11"],
    why: "SQLite: not a page of a b-tree",
  },
  {
    name: "page 1 is of no database",
    at: "open",
    lie: preloading((p) => first(p, (page) => ({ ...page, bytes: PAGE }))),
    outcomes: ["corrupt"],
    why: "SQLite: not a database",
  },
  {
    name: "page 1 says a larger size",
    at: "open",
    lie: preloading((p) => first(p, largerHeader)),
    outcomes: ["corrupt"],
    why: "SQLite: the file is shorter",
  },
  {
    name: "bytes of a row are changed",
    at: "read",
    lie: aboutPages(({ pages }) => ({ pages: pages.map(changedRow) })),
    outcomes: ["wrong result"],
    why: "not detectable without checksums",
  },
];

function pagesAre(
  dataOf: (
    meta: MetaOf,
  ) => Exclude<DataOf<"ToEnvoySqliteGetPagesResponse">, { readonly tag: "SqliteGetPagesOk" }>,
): Lie {
  return (message) => {
    switch (message.tag) {
      case "ToEnvoySqliteGetPagesResponse": {
        const { data } = message.val;
        if (data.tag !== "SqliteGetPagesOk") return [message];
        return [{ ...message, val: { ...message.val, data: dataOf(data.val.meta) } }];
      }
      case "ToEnvoySqliteGetPageRangeResponse": {
        const { data } = message.val;
        if (data.tag !== "SqliteGetPageRangeOk") return [message];
        return [{ ...message, val: { ...message.val, data: dataOf(data.val.meta) } }];
      }
      default:
        return [message];
    }
  };
}

/** An answer to a request that was never made. */
function ofOther(message: ToEnvoy): ToEnvoy {
  if (message.tag !== "ToEnvoySqliteGetPagesResponse") {
    if (message.tag !== "ToEnvoySqliteGetPageRangeResponse") return message;
    return { ...message, val: { ...message.val, requestId: 4_000_000_000 } };
  }
  return { ...message, val: { ...message.val, requestId: 4_000_000_000 } };
}

function stopOf(actorId: string): ToEnvoy {
  const inner = { tag: "CommandStopActor", val: { reason: "LOST" } } as const;
  const checkpoint = { actorId, generation: 1, index: 0n };
  return { tag: "ToEnvoyCommands", val: [{ checkpoint, inner }] };
}

function largerHeader(page: Page): Page {
  const bytes = page.bytes?.slice() ?? PAGE.slice();
  new DataView(bytes.buffer).setUint32(28, HUGE);
  return { ...page, bytes };
}

/** The last byte of a page of rows belongs to a value. */
function changedRow(page: Page): Page {
  const bytes = page.bytes?.slice() ?? null;
  if (bytes !== null && bytes[0] === 13) bytes[bytes.length - 1] = 1;
  return { ...page, bytes };
}
