/**
 * The type of a lie, and values that several lies have in common.
 */

import type { SqliteFetchedPage, ToEnvoy } from "@barewire/protocol/envoy-protocol";
import {
  type aboutMeta,
  aboutPages,
  aboutStart,
  type ConnectionLie,
  type Lie,
} from "./lying-server.js";

/**
 * The moment of the lie: from the connection on; once the database is open, to reads; to a commit;
 * to a staged one; or on the connection after the first.
 */
export type Moment = "open" | "read" | "commit" | "stage" | "reopen";

export type LieCase = {
  readonly name: string;
  readonly at: Moment;
  readonly lie?: Lie;
  readonly connectionLie?: ConnectionLie;
  /** The kinds of issues, `sqlite 11` for one of SQLite's own, or `harmless`. */
  readonly outcomes: readonly string[];
  /** The reason why it is harmless, or which part detects it. */
  readonly why?: string;
};

export const HUGE: number = 1_000_000_000;
export const MAX_U64: bigint = 2n ** 64n - 1n;
export const PAGE: Uint8Array = new Uint8Array(4096);
/** The values are created once, so that this is not counted as work of the client. */
export const FRAME_OF_32_MIB: Uint8Array = new Uint8Array(32 << 20);
export const MANY_PAGES: readonly SqliteFetchedPage[] = Array.from({ length: 900_000 }, () => ({
  pgno: 1,
  bytes: null,
}));

export const BAD: readonly string[] = ["invalid-response"];
export const NO_ANSWER: readonly string[] = ["no-response"];

export type Page = SqliteFetchedPage;

export const first = (pages: readonly Page[], change: (page: Page) => Page): readonly Page[] =>
  pages.map((page, index) => (index === 0 ? change(page) : page));

export const preloading = (change: (pages: readonly Page[]) => readonly Page[]): Lie =>
  aboutStart((start) => ({ ...start, preloadedPages: change(start.preloadedPages) }));

export const metaAtStart = (change: Parameters<typeof aboutMeta>[0]): Lie =>
  aboutStart((start) => ({ ...start, meta: change(start.meta) }));

export const metaOfPages = (change: Parameters<typeof aboutMeta>[0]): Lie =>
  aboutPages(({ meta }) => ({ meta: change(meta) }));

/** The answers to requests, without messages that the server sends by itself. */
export const answering =
  (lie: Lie): Lie =>
  (message) =>
    message.tag.endsWith("Response") ? lie(message) : [message];

export const commanding =
  (lie: (message: ToEnvoy & { tag: "ToEnvoyCommands" }) => ReturnType<Lie>): Lie =>
  (message) =>
    message.tag === "ToEnvoyCommands" ? lie(message) : [message];

export const toAnother = (message: ToEnvoy & { tag: "ToEnvoyCommands" }): ToEnvoy => ({
  ...message,
  val: message.val.map((command) => ({
    ...command,
    checkpoint: { ...command.checkpoint, actorId: "another" },
  })),
});

export type DataOf<Tag extends ToEnvoy["tag"]> = Extract<
  ToEnvoy,
  { readonly tag: Tag; readonly val: { readonly data: object } }
>["val"]["data"];

export type MetaOf = Parameters<Parameters<typeof aboutMeta>[0]>[0];

export function otherKind(message: ToEnvoy): ToEnvoy {
  if (!("val" in message) || message.val === null || !("requestId" in message.val)) return message;
  const data = { tag: "SqlitePersistPreloadHintsOk", val: null } as const;
  const { requestId } = message.val;
  return { tag: "ToEnvoySqlitePersistPreloadHintsResponse", val: { requestId, data } };
}
