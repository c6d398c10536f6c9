/** The exchange itself: encoded by one side, decoded by the other, at every version that has it. */

import { deepStrictEqual } from "node:assert/strict";
import {
  decodeToEnvoy,
  decodeToRivet,
  encodeToEnvoy,
  encodeToRivet,
  kindOfToEnvoy,
  kindOfToRivet,
  supports,
  type ToEnvoy,
  VERSIONS,
} from "@barewire/protocol/envoy-protocol";
import * as v2 from "@barewire/protocol/envoy-protocol/v2";
import { readCount, readTag, readU32 } from "@barewire/runtime";
import { tell } from "../tell.js";
import { pagesRequest, pagesResponse } from "./messages.js";
import { byteRange, byteTable, type FieldReader, fieldTable, sizeOf } from "./show-bytes.js";

/** There is no page 9, so the response says that it lies beyond the end. */
const request = pagesRequest([1, 2, 9]);
const response = pagesResponse(request);

/** The layout of the request, read field by field with the cursor functions of the codec. */
const REQUEST_FIELDS: readonly FieldReader[] = [
  ["tag of the union ToRivet:", readTag],
  ["requestId", readU32],
  ["data.actorId", v2.readId],
  ["data.generation", v2.readSqliteGeneration],
  ["count of data.pgnos:", (reader) => readCount(reader, 4)],
  ...request.val.data.pgnos.map((_, index): FieldReader => {
    return [`data.pgnos[${index}]`, v2.readSqlitePgno];
  }),
];

export function tellExchange(): void {
  const asked = encodeToRivet(request, 2);
  tell("1. The envoy asks for pages 1, 2 and 9 of an actor's database", [
    `${kindOfToRivet(request)}, encoded for a v2 server: ${sizeOf(asked)}`,
    fieldTable(request.val),
    "byte by byte:",
    byteTable(asked, REQUEST_FIELDS),
  ]);

  const answered = encodeToEnvoy(response, 2);
  const decoded = decodeToEnvoy(answered, 2);
  deepStrictEqual(decoded, response);
  tell("2. The server answers with two pages, and says that page 9 lies beyond the end", [
    `${kindOfToEnvoy(decoded)}, decoded from ${sizeOf(answered)}`,
    fieldTable(decoded.val),
    `No page was copied: page 1 is bytes ${placeOfPage(decoded, answered)} of the message itself.`,
  ]);

  const versions = VERSIONS.filter((version) => supports(version, kindOfToRivet(request)));
  tell("3. The same at every version that has these messages", [versions.map(sizesAt)]);
}

/** The position in `message` of the first page of its decoded value. */
function placeOfPage(decoded: ToEnvoy, message: Uint8Array): string {
  if (decoded.tag !== "ToEnvoySqliteGetPagesResponse") throw new Error(`a ${decoded.tag}`);
  const { data } = decoded.val;
  const bytes = data.tag === "SqliteGetPagesOk" ? data.val.pages[0]?.bytes : null;
  if (bytes?.buffer !== message.buffer) throw new Error("the page is a copy");
  const start = bytes.byteOffset - message.byteOffset;
  return byteRange(start, start + bytes.length);
}

function sizesAt(version: number): string {
  const asked = encodeToRivet(request, version);
  const answered = encodeToEnvoy(response, version);
  deepStrictEqual(decodeToRivet(asked, version), request);
  deepStrictEqual(decodeToEnvoy(answered, version), response);
  const sizes = `request ${sizeOf(asked)}, response ${sizeOf(answered)}`;
  return `v${version}  ${sizes}; both decode to what was encoded`;
}
