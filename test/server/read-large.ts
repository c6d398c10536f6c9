/**
 * A client in a process of its own: it reads all pages of an actor several times, in the largest
 * possible responses, and prints the results. `read-large.ts URL COUNT`.
 */

import { createHash } from "node:crypto";
import type { ResponseData } from "@barewire/protocol/requests";
import { connect } from "./marked-commits.js";

export type LargeRead = {
  /** The digests of the pages of each response, whether it was borrowed or kept. */
  readonly digests: readonly string[];
};

type Answer = ResponseData<"ToRivetSqliteGetPageRangeRequest">;

const ROUNDS = 6;

const [url = "", count = "0"] = process.argv.slice(2);
const client = connect(url);
const data = { startPgno: 1, maxPages: Number(count), maxBytes: 1_048_576n };
const lent: string[] = [];
const onBorrowedResponse = (answer: Answer): void => void lent.push(digestOf(answer));
const ask = (options: { onBorrowedResponse?: typeof onBorrowedResponse }): Promise<Answer> =>
  client.request("one", "ToRivetSqliteGetPageRangeRequest", data, options);
// All requests are sent at once, so that the last responses come while the first ones are kept.
const asks = Array.from({ length: ROUNDS }, () => [ask({}), ask({ onBorrowedResponse })] as const);
await Promise.all(asks.flat());
const kept = await Promise.all(asks.map(async ([first]) => digestOf(await first)));
client.close();
console.log(JSON.stringify({ digests: [...kept, ...lent] } satisfies LargeRead));

function digestOf(answer: Answer): string {
  if (answer.tag !== "SqliteGetPageRangeOk") return answer.tag;
  const hash = createHash("sha256");
  for (const { bytes } of answer.val.pages) hash.update(bytes ?? "");
  return hash.digest("hex");
}
