/** The two messages of the exchange, as values of the newest version. */

import type { SqliteFetchedPage, ToEnvoy, ToRivet } from "@barewire/protocol/envoy-protocol";
import { databasePage, PAGE_SIZE } from "./database-pages.js";

export const ACTOR_ID = "0193d2f4-5c1e-7f2a-b1c3-9a8e7d6c5b4a";

type PagesRequest = Extract<ToRivet, { readonly tag: "ToRivetSqliteGetPagesRequest" }>;
type PagesResponse = Extract<ToEnvoy, { readonly tag: "ToEnvoySqliteGetPagesResponse" }>;

export function pagesRequest(pgnos: readonly number[]): PagesRequest {
  const data = { actorId: ACTOR_ID, generation: 3n, pgnos };
  return { tag: "ToRivetSqliteGetPagesRequest", val: { requestId: 21, data } };
}

/** The response of a server with the database of `database-pages.ts`. */
export function pagesResponse({ val: { requestId, data } }: PagesRequest): PagesResponse {
  const pages = data.pgnos.map((pgno): SqliteFetchedPage => ({ pgno, bytes: databasePage(pgno) }));
  const meta = {
    generation: data.generation,
    headTxid: 2n,
    materializedTxid: 0n,
    dbSizePages: 2,
    pageSize: PAGE_SIZE,
    creationTsMs: 1_764_000_000_000n,
    maxDeltaBytes: 8_388_608n,
  };
  return {
    tag: "ToEnvoySqliteGetPagesResponse",
    val: { requestId, data: { tag: "SqliteGetPagesOk", val: { pages, meta } } },
  };
}
