/** The server of a chat room, which speaks every version of the protocol at once. */

import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { attempt } from "@barewire/runtime";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import {
  encodeRefusal,
  offer,
  selectedVersion,
  selectSubprotocol,
} from "./gen/chat/negotiation.js";
import {
  decodeToServer,
  type Event,
  encodeToClient,
  type Join,
  type ToClient,
  type ToServer,
} from "./gen/chat/versions.js";

type Member = {
  readonly socket: WebSocket;
  /** The version that the socket agreed on when it opened. */
  readonly version: number;
  join: Join;
};

export type ChatServer = {
  readonly url: string;
  /** The messages that a member did not get, because its version does not have them. */
  readonly refused: readonly string[];
  readonly close: () => void;
};

export async function startServer(): Promise<ChatServer> {
  const room = new Room();
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, handleProtocols });
  server.on("connection", (socket) => welcome(socket, room));
  await once(server, "listening");
  // The address of a socket with a port is an object.
  const { port } = server.address() as AddressInfo;
  const close = () => {
    for (const client of server.clients) client.terminate();
    server.close();
  };
  return { url: `ws://127.0.0.1:${port}`, refused: room.refused, close };
}

/** Selects `chat.v3`, the next older one that the client offers, or `chat.refused`. */
function handleProtocols(offered: Set<string>): string | false {
  const choice = selectSubprotocol(offer(), offered);
  return choice.kind === "foreign" ? false : choice.subprotocol;
}

function welcome(socket: WebSocket, room: Room): void {
  const selected = selectedVersion(offer(), socket.protocol);
  if (selected.kind !== "selected") {
    // The frame names the versions of this server, so that the client can say what to update.
    socket.send(encodeRefusal(offer()));
    socket.close();
    return;
  }
  const member: Member = {
    socket,
    version: selected.version,
    join: { nickname: "", place: "" },
  };
  socket.on("message", (data) => room.receive(member, data));
  socket.on("close", () => room.members.delete(member));
}

class Room {
  readonly members: Set<Member> = new Set();
  readonly refused: string[] = [];
  readonly #history: Event[] = [];

  receive(member: Member, data: RawData): void {
    // Decoded as the newest version, whatever version the bytes are in. Frames of `ws` are Buffers,
    // unless its option binaryType says otherwise.
    const message = attempt(() => decodeToServer(new Uint8Array(data as Buffer), member.version));
    if (message.ok) this.#handle(member, message.value);
    else member.socket.close(1007, message.issue.kind);
  }

  #handle(member: Member, message: ToServer): void {
    const { nickname } = member.join;
    switch (message.tag) {
      case "Join":
        member.join = message.val;
        this.members.add(member);
        this.#send(member, { tag: "Welcome", val: { history: this.#history } });
        this.#happened({ tag: "Joined", val: { nickname: message.val.nickname } });
        break;
      case "Say":
        this.#happened({ tag: "Said", val: { author: nickname, text: message.val.body } });
        break;
      case "React":
        this.#happened({ tag: "Reacted", val: { nickname, ...message.val } });
        break;
      case "StartTyping":
        for (const other of this.members) this.#send(other, { tag: "Typing", val: { nickname } });
        break;
      default:
        message satisfies never;
    }
  }

  #happened(event: Event): void {
    this.#history.push(event);
    for (const member of this.members) this.#send(member, { tag: "News", val: { event } });
  }

  /** Nothing is dropped in silence: a message that the member cannot be sent is a typed refusal. */
  #send({ socket, version, join }: Member, message: ToClient): void {
    const bytes = attempt(() => encodeToClient(message, version));
    if (bytes.ok) {
      socket.send(bytes.value);
    } else if (bytes.issue.kind === "not-representable") {
      this.refused.push(
        `${join.nickname} (v${version}) ${bytes.issue.path}: ${bytes.issue.reason}`,
      );
    } else {
      throw new Error(bytes.issue.kind);
    }
  }
}
