/**
 * The engine's own JSON, as text: turning it into UTF-8 and back is left out, in its favour. Base64
 * is the work of a codec, and is timed.
 */

import type { Messages } from "../../messages.js";
import { type Adapter, codec } from "../adapter.js";
import { convert, keep, mapToObject } from "../convert.js";

const shape = convert({ bytes: keep, bigint: Number, map: mapToObject });

export const adapter: Adapter = {
  name: "JSON",
  kind: "built in",
  packages: [],
  note: "no schema; 64-bit integers are numbers, a map is an object; text, not bytes",
  codecs: ({ request, pages, http, events }) => ({
    request: codec(shape(request), JSON.stringify, JSON.parse),
    pages: codec(pagesShape(pages), pagesToText, pagesFromText),
    http: codec(httpShape(http), httpToText, httpFromText),
    events: codec(shape(events), JSON.stringify, JSON.parse),
  }),
};

type Pages<Bytes> = {
  readonly val: { readonly data: { readonly val: { readonly pages: readonly Page<Bytes>[] } } };
};

type Page<Bytes> = { readonly pgno: number; readonly bytes: Bytes };

function pagesShape(message: Messages["pages"]): Pages<Uint8Array> {
  return shape(message) as Pages<Uint8Array>;
}

function pagesToText(message: Pages<Uint8Array>): string {
  return JSON.stringify(withPages(message, toBase64));
}

function pagesFromText(text: string): Pages<Uint8Array> {
  return withPages(JSON.parse(text) as Pages<string>, fromBase64);
}

function withPages<From, To>(message: Pages<From>, change: (bytes: From) => To): Pages<To> {
  const { val } = message;
  const pages = val.data.val.pages.map(({ pgno, bytes }) => ({ pgno, bytes: change(bytes) }));
  return {
    ...message,
    val: { ...val, data: { ...val.data, val: { ...val.data.val, pages } } },
  };
}

type Http<Bytes> = {
  readonly val: {
    readonly messageId: { readonly gatewayId: Bytes; readonly requestId: Bytes };
    readonly messageKind: { readonly val: { readonly body: Bytes } };
  };
};

function httpShape(message: Messages["http"]): Http<Uint8Array> {
  return shape(message) as Http<Uint8Array>;
}

function httpToText(message: Http<Uint8Array>): string {
  return JSON.stringify(withBodies(message, toBase64));
}

function httpFromText(text: string): Http<Uint8Array> {
  return withBodies(JSON.parse(text) as Http<string>, fromBase64);
}

function withBodies<From, To>(message: Http<From>, change: (bytes: From) => To): Http<To> {
  const { messageId, messageKind } = message.val;
  return {
    ...message,
    val: {
      messageId: {
        ...messageId,
        gatewayId: change(messageId.gatewayId),
        requestId: change(messageId.requestId),
      },
      messageKind: {
        ...messageKind,
        val: { ...messageKind.val, body: change(messageKind.val.body) },
      },
    },
  };
}

function toBase64({ buffer, byteOffset, length }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, length).toString("base64");
}

function fromBase64(text: string): Uint8Array {
  return Buffer.from(text, "base64");
}
