/** The codecs of a format without a schema, which takes nearly any value as it is. */

import type { Messages } from "../messages.js";
import { type Adapter, codec } from "./adapter.js";

export function plainCodecs(
  shape: (value: unknown) => unknown,
  encode: (value: unknown) => Uint8Array,
  decode: (bytes: Uint8Array) => unknown,
): Adapter["codecs"] {
  return ({ request, pages, http, events }: Messages) => ({
    request: codec(shape(request), encode, decode),
    pages: codec(shape(pages), encode, decode),
    http: codec(shape(http), encode, decode),
    events: codec(shape(events), encode, decode),
  });
}
