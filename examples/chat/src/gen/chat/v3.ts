// @generated from chat/v3.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file

import * as bare from "@barewire/runtime";

const SCHEMA: bare.SchemaName = { protocol: "chat", version: 3 };

/** The messages that a client sends. */
export type ToServer =
  | { readonly tag: "Join"; readonly val: Join }
  | { readonly tag: "Say"; readonly val: Say }
  | { readonly tag: "React"; readonly val: React }
  | { readonly tag: "StartTyping"; readonly val: StartTyping };

export function readToServer(reader: bare.Reader): ToServer {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "Join", val: readJoin(reader) };
    case 1:
      return { tag: "Say", val: readSay(reader) };
    case 2:
      return { tag: "React", val: readReact(reader) };
    case 3:
      return { tag: "StartTyping", val: null };
    default:
      throw bare.unknownTag(reader, "ToServer", tag);
  }
}

export function writeToServer(writer: bare.Writer, value: ToServer): void {
  switch (value.tag) {
    case "Join":
      bare.writeTag(writer, 0);
      return writeJoin(writer, value.val);
    case "Say":
      bare.writeTag(writer, 1);
      return writeSay(writer, value.val);
    case "React":
      bare.writeTag(writer, 2);
      return writeReact(writer, value.val);
    case "StartTyping":
      return bare.writeTag(writer, 3);
    default:
      throw bare.unknownVariant("ToServer", value satisfies never);
  }
}

export function decodeToServer(bytes: Uint8Array, options?: bare.DecodeOptions): ToServer {
  return bare.decode(SCHEMA, "ToServer", bytes, readToServer, options);
}

export function encodeToServer(value: ToServer, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "ToServer", value, writeToServer, options);
}

/** The messages that the server sends. */
export type ToClient =
  | { readonly tag: "Welcome"; readonly val: Welcome }
  | { readonly tag: "News"; readonly val: News }
  | { readonly tag: "Typing"; readonly val: Typing };

export function readToClient(reader: bare.Reader): ToClient {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "Welcome", val: readWelcome(reader) };
    case 1:
      return { tag: "News", val: readNews(reader) };
    case 2:
      return { tag: "Typing", val: readTyping(reader) };
    default:
      throw bare.unknownTag(reader, "ToClient", tag);
  }
}

export function writeToClient(writer: bare.Writer, value: ToClient): void {
  switch (value.tag) {
    case "Welcome":
      bare.writeTag(writer, 0);
      return writeWelcome(writer, value.val);
    case "News":
      bare.writeTag(writer, 1);
      return writeNews(writer, value.val);
    case "Typing":
      bare.writeTag(writer, 2);
      return writeTyping(writer, value.val);
    default:
      throw bare.unknownVariant("ToClient", value satisfies never);
  }
}

export function decodeToClient(bytes: Uint8Array, options?: bare.DecodeOptions): ToClient {
  return bare.decode(SCHEMA, "ToClient", bytes, readToClient, options);
}

export function encodeToClient(value: ToClient, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "ToClient", value, writeToClient, options);
}

/** The first message of a client. */
export type Join = {
  readonly nickname: string;
  /** Empty if it is not known. */
  readonly place: string;
};

export function readJoin(reader: bare.Reader): Join {
  return {
    nickname: bare.readString(reader),
    place: bare.readString(reader),
  };
}

export function writeJoin(writer: bare.Writer, value: Join): void {
  bare.writeString(writer, value.nickname);
  bare.writeString(writer, value.place);
}

/** Says something to everyone. */
export type Say = {
  readonly body: string;
};

export function readSay(reader: bare.Reader): Say {
  return {
    body: bare.readString(reader),
  };
}

export function writeSay(writer: bare.Writer, value: Say): void {
  bare.writeString(writer, value.body);
}

/** Reacts to what an author has said last. */
export type React = {
  readonly author: string;
  readonly emoji: string;
};

export function readReact(reader: bare.Reader): React {
  return {
    author: bare.readString(reader),
    emoji: bare.readString(reader),
  };
}

export function writeReact(writer: bare.Writer, value: React): void {
  bare.writeString(writer, value.author);
  bare.writeString(writer, value.emoji);
}

/** Tells everyone that something is being written. */
export type StartTyping = null;

export function readStartTyping(_reader: bare.Reader): StartTyping {
  return null;
}

export function writeStartTyping(_writer: bare.Writer, _value: StartTyping): void {
}

/** Answers Join. */
export type Welcome = {
  /** Everything that has happened so far, the oldest first. */
  readonly history: readonly Event[];
};

export function readWelcome(reader: bare.Reader): Welcome {
  return {
    history: readListOfEvent(reader),
  };
}

export function writeWelcome(writer: bare.Writer, value: Welcome): void {
  writeListOfEvent(writer, value.history);
}

/** Something has happened. */
export type News = {
  readonly event: Event;
};

export function readNews(reader: bare.Reader): News {
  return {
    event: readEvent(reader),
  };
}

export function writeNews(writer: bare.Writer, value: News): void {
  writeEvent(writer, value.event);
}

/** Someone is writing something. */
export type Typing = {
  readonly nickname: string;
};

export function readTyping(reader: bare.Reader): Typing {
  return {
    nickname: bare.readString(reader),
  };
}

export function writeTyping(writer: bare.Writer, value: Typing): void {
  bare.writeString(writer, value.nickname);
}

export type Event =
  | { readonly tag: "Joined"; readonly val: Joined }
  | { readonly tag: "Said"; readonly val: Said }
  | { readonly tag: "Reacted"; readonly val: Reacted };

export function readEvent(reader: bare.Reader): Event {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "Joined", val: readJoined(reader) };
    case 1:
      return { tag: "Said", val: readSaid(reader) };
    case 2:
      return { tag: "Reacted", val: readReacted(reader) };
    default:
      throw bare.unknownTag(reader, "Event", tag);
  }
}

export function writeEvent(writer: bare.Writer, value: Event): void {
  switch (value.tag) {
    case "Joined":
      bare.writeTag(writer, 0);
      return writeJoined(writer, value.val);
    case "Said":
      bare.writeTag(writer, 1);
      return writeSaid(writer, value.val);
    case "Reacted":
      bare.writeTag(writer, 2);
      return writeReacted(writer, value.val);
    default:
      throw bare.unknownVariant("Event", value satisfies never);
  }
}

export type Joined = {
  readonly nickname: string;
};

export function readJoined(reader: bare.Reader): Joined {
  return {
    nickname: bare.readString(reader),
  };
}

export function writeJoined(writer: bare.Writer, value: Joined): void {
  bare.writeString(writer, value.nickname);
}

export type Said = {
  /** A nickname. */
  readonly author: string;
  readonly text: string;
};

export function readSaid(reader: bare.Reader): Said {
  return {
    author: bare.readString(reader),
    text: bare.readString(reader),
  };
}

export function writeSaid(writer: bare.Writer, value: Said): void {
  bare.writeString(writer, value.author);
  bare.writeString(writer, value.text);
}

export type Reacted = {
  /** The nickname of who has reacted. */
  readonly nickname: string;
  /** The nickname of who has said it. */
  readonly author: string;
  readonly emoji: string;
};

export function readReacted(reader: bare.Reader): Reacted {
  return {
    nickname: bare.readString(reader),
    author: bare.readString(reader),
    emoji: bare.readString(reader),
  };
}

export function writeReacted(writer: bare.Writer, value: Reacted): void {
  bare.writeString(writer, value.nickname);
  bare.writeString(writer, value.author);
  bare.writeString(writer, value.emoji);
}

function readListOfEvent(reader: bare.Reader): readonly Event[] {
  const count = bare.readCount(reader, 2);
  const items: Event[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readEvent(reader);
  return items;
}

function writeListOfEvent(writer: bare.Writer, items: readonly Event[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writeEvent(writer, item);
}
