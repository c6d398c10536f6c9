/**
 * Clients of the chat. The newest one is compiled today, and speaks any version that it agrees on.
 * Those of v1 and v2 are as they were when that version was the newest: they import it alone.
 */

import { once } from "node:events";
import { type RawData, WebSocket } from "ws";
import {
  decodeRefusal,
  offer,
  offeredSubprotocols,
  requireVersion,
  selectedVersion,
} from "./gen/chat/negotiation.js";
import * as v1 from "./gen/chat/v1.js";
import * as v2 from "./gen/chat/v2.js";
import {
  decodeToClient,
  encodeToServer,
  type ToClient,
  type ToServer,
  VERSIONS,
} from "./gen/chat/versions.js";

export type Client<Message> = {
  /** The lines that the client shows. */
  readonly shown: readonly string[];
  readonly version: number;
  readonly send: (message: Message) => void;
  /** Resolves when the server has handled what was sent, and its messages have arrived. */
  readonly settled: () => Promise<void>;
};

export async function openV1(url: string): Promise<Client<v1.ToServer>> {
  return await open(url, [1], {
    encode: (message: v1.ToServer) => v1.encodeToServer(message),
    show: (bytes) => {
      const message = v1.decodeToClient(bytes);
      return message.tag === "Welcome"
        ? message.val.history.map(lineOf)
        : [lineOf(message.val.event)];
    },
  });
}

export async function openV2(url: string): Promise<Client<v2.ToServer>> {
  return await open(url, [2], {
    encode: (message: v2.ToServer) => v2.encodeToServer(message),
    show: (bytes) => {
      const message = v2.decodeToClient(bytes);
      return message.tag === "Welcome"
        ? message.val.history.map(lineOf)
        : [lineOf(message.val.event)];
    },
  });
}

/** The client of today, which is written once for all versions; it may offer some of them only. */
export async function openNewest(
  url: string,
  versions: readonly number[] = VERSIONS,
): Promise<Client<ToServer>> {
  return await open(url, versions, {
    encode: (message: ToServer, version) => encodeToServer(message, version),
    show: (bytes, version) => linesOf(decodeToClient(bytes, version)),
  });
}

function linesOf(message: ToClient): readonly string[] {
  switch (message.tag) {
    case "Welcome":
      return message.val.history.map(lineOf);
    case "News":
      return [lineOf(message.val.event)];
    case "Typing":
      return [`${message.val.nickname} is typing`];
    default:
      return message satisfies never;
  }
}

type AnyEvent = v1.Event | v2.Event | Extract<ToClient, { tag: "News" }>["val"]["event"];

function lineOf(event: AnyEvent): string {
  switch (event.tag) {
    case "Joined":
      return `${event.val.nickname} is here`;
    case "Said":
      return `${event.val.author}: ${event.val.text}`;
    case "Reacted":
      return `${event.val.nickname} ${event.val.emoji} ${event.val.author}`;
    default:
      return event satisfies never;
  }
}

type Codec<Message> = {
  readonly encode: (message: Message, version: number) => Uint8Array;
  readonly show: (bytes: Uint8Array, version: number) => readonly string[];
};

/** Throws a `NegotiationError` if the server speaks none of the versions; that is final. */
async function open<Message>(
  url: string,
  versions: readonly number[],
  { encode, show }: Codec<Message>,
): Promise<Client<Message>> {
  const own = offer(versions);
  const socket = new WebSocket(url, [...offeredSubprotocols(own)]);
  const firstFrame = new Promise<Uint8Array>((resolve) => {
    socket.once("message", (data) => resolve(bytesOf(data)));
    socket.once("close", () => resolve(new Uint8Array()));
  });
  await once(socket, "open");
  const outcome = selectedVersion(own, socket.protocol);
  const version = requireVersion(
    outcome.kind === "refused" ? decodeRefusal(own, await firstFrame) : outcome,
  );
  const shown: string[] = [];
  socket.on("message", (data) => shown.push(...show(bytesOf(data), version)));
  return {
    shown,
    version,
    send: (message) => socket.send(encode(message, version)),
    settled: async () => {
      socket.ping();
      await once(socket, "pong");
    },
  };
}

/** Frames of `ws` are Buffers, unless its option binaryType says otherwise. */
function bytesOf(data: RawData): Uint8Array {
  return new Uint8Array(data as Buffer);
}
