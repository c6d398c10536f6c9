// @generated from anonymous-types/v1.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file

import * as bare from "@barewire/runtime";

const SCHEMA: bare.SchemaName = { protocol: "anonymous-types", version: 1 };

export type PersonName = {
  readonly first: string;
  readonly last: string;
};

export function readPersonName(reader: bare.Reader): PersonName {
  return {
    first: bare.readString(reader),
    last: bare.readString(reader),
  };
}

export function writePersonName(writer: bare.Writer, value: PersonName): void {
  bare.writeString(writer, value.first);
  bare.writeString(writer, value.last);
}

export type PersonPhonesKind = "HOME" | "WORK";

export function readPersonPhonesKind(reader: bare.Reader): PersonPhonesKind {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return "HOME";
    case 1:
      return "WORK";
    default:
      throw bare.unknownTag(reader, "PersonPhonesKind", tag);
  }
}

export function writePersonPhonesKind(writer: bare.Writer, value: PersonPhonesKind): void {
  switch (value) {
    case "HOME":
      return bare.writeTag(writer, 0);
    case "WORK":
      return bare.writeTag(writer, 1);
    default:
      throw bare.unknownValue("PersonPhonesKind", value satisfies never);
  }
}

export type PersonPhones = {
  readonly number: string;
  readonly kind: PersonPhonesKind;
};

export function readPersonPhones(reader: bare.Reader): PersonPhones {
  return {
    number: bare.readString(reader),
    kind: readPersonPhonesKind(reader),
  };
}

export function writePersonPhones(writer: bare.Writer, value: PersonPhones): void {
  bare.writeString(writer, value.number);
  writePersonPhonesKind(writer, value.kind);
}

export type PersonContactVariant1 = {
  readonly street: string;
  readonly zip: number;
};

export function readPersonContactVariant1(reader: bare.Reader): PersonContactVariant1 {
  return {
    street: bare.readString(reader),
    zip: bare.readU32(reader),
  };
}

export function writePersonContactVariant1(
  writer: bare.Writer,
  value: PersonContactVariant1,
): void {
  bare.writeString(writer, value.street);
  bare.writeU32(writer, value.zip);
}

export type PersonContact =
  | { readonly tag: "str"; readonly val: string }
  | { readonly tag: "PersonContactVariant1"; readonly val: PersonContactVariant1 };

export function readPersonContact(reader: bare.Reader): PersonContact {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "str", val: bare.readString(reader) };
    case 1:
      return { tag: "PersonContactVariant1", val: readPersonContactVariant1(reader) };
    default:
      throw bare.unknownTag(reader, "PersonContact", tag);
  }
}

export function writePersonContact(writer: bare.Writer, value: PersonContact): void {
  switch (value.tag) {
    case "str":
      bare.writeTag(writer, 0);
      return bare.writeString(writer, value.val);
    case "PersonContactVariant1":
      bare.writeTag(writer, 1);
      return writePersonContactVariant1(writer, value.val);
    default:
      throw bare.unknownVariant("PersonContact", value satisfies never);
  }
}

export type PersonFriends = {
  readonly since: bigint;
};

export function readPersonFriends(reader: bare.Reader): PersonFriends {
  return {
    since: bare.readI64(reader),
  };
}

export function writePersonFriends(writer: bare.Writer, value: PersonFriends): void {
  bare.writeI64(writer, value.since);
}

export type PersonPet = {
  readonly name: string;
  readonly age: number | null;
};

export function readPersonPet(reader: bare.Reader): PersonPet {
  return {
    name: bare.readString(reader),
    age: bare.readBool(reader) ? bare.readU8(reader) : null,
  };
}

export function writePersonPet(writer: bare.Writer, value: PersonPet): void {
  bare.writeString(writer, value.name);
  bare.writeBool(writer, value.age !== null);
  if (value.age !== null) bare.writeU8(writer, value.age);
}

export type Person = {
  readonly name: PersonName;
  readonly phones: readonly PersonPhones[];
  readonly contact: PersonContact;
  readonly friends: ReadonlyMap<string, PersonFriends>;
  readonly pet: PersonPet | null;
};

export function readPerson(reader: bare.Reader): Person {
  return {
    name: readPersonName(reader),
    phones: readListOfPersonPhones(reader),
    contact: readPersonContact(reader),
    friends: readMapOfStrToPersonFriends(reader),
    pet: bare.readBool(reader) ? readPersonPet(reader) : null,
  };
}

export function writePerson(writer: bare.Writer, value: Person): void {
  writePersonName(writer, value.name);
  writeListOfPersonPhones(writer, value.phones);
  writePersonContact(writer, value.contact);
  writeMapOfStrToPersonFriends(writer, value.friends);
  bare.writeBool(writer, value.pet !== null);
  if (value.pet !== null) writePersonPet(writer, value.pet);
}

export function decodePerson(bytes: Uint8Array, options?: bare.DecodeOptions): Person {
  return bare.decode(SCHEMA, "Person", bytes, readPerson, options);
}

export function encodePerson(value: Person, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Person", value, writePerson, options);
}

export type ResultVariant0 = {
  readonly value: Uint8Array;
};

export function readResultVariant0(reader: bare.Reader): ResultVariant0 {
  return {
    value: bare.readData(reader),
  };
}

export function writeResultVariant0(writer: bare.Writer, value: ResultVariant0): void {
  bare.writeData(writer, value.value);
}

export type ResultVariant1 = "NOT_FOUND" | "FORBIDDEN";

export function readResultVariant1(reader: bare.Reader): ResultVariant1 {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return "NOT_FOUND";
    case 1:
      return "FORBIDDEN";
    default:
      throw bare.unknownTag(reader, "ResultVariant1", tag);
  }
}

export function writeResultVariant1(writer: bare.Writer, value: ResultVariant1): void {
  switch (value) {
    case "NOT_FOUND":
      return bare.writeTag(writer, 0);
    case "FORBIDDEN":
      return bare.writeTag(writer, 1);
    default:
      throw bare.unknownValue("ResultVariant1", value satisfies never);
  }
}

export type Result =
  | { readonly tag: "ResultVariant0"; readonly val: ResultVariant0 }
  | { readonly tag: "ResultVariant1"; readonly val: ResultVariant1 };

export function readResult(reader: bare.Reader): Result {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return { tag: "ResultVariant0", val: readResultVariant0(reader) };
    case 1:
      return { tag: "ResultVariant1", val: readResultVariant1(reader) };
    default:
      throw bare.unknownTag(reader, "Result", tag);
  }
}

export function writeResult(writer: bare.Writer, value: Result): void {
  switch (value.tag) {
    case "ResultVariant0":
      bare.writeTag(writer, 0);
      return writeResultVariant0(writer, value.val);
    case "ResultVariant1":
      bare.writeTag(writer, 1);
      return writeResultVariant1(writer, value.val);
    default:
      throw bare.unknownVariant("Result", value satisfies never);
  }
}

export function decodeResult(bytes: Uint8Array, options?: bare.DecodeOptions): Result {
  return bare.decode(SCHEMA, "Result", bytes, readResult, options);
}

export function encodeResult(value: Result, options?: bare.EncodeOptions): Uint8Array {
  return bare.encode(SCHEMA, "Result", value, writeResult, options);
}

function readListOfPersonPhones(reader: bare.Reader): readonly PersonPhones[] {
  const count = bare.readCount(reader, 2);
  const items: PersonPhones[] = new Array(count);
  for (let index = 0; index < count; index++) items[index] = readPersonPhones(reader);
  return items;
}

function writeListOfPersonPhones(writer: bare.Writer, items: readonly PersonPhones[]): void {
  bare.writeCount(writer, items);
  for (const item of items) writePersonPhones(writer, item);
}

function readMapOfStrToPersonFriends(reader: bare.Reader): ReadonlyMap<string, PersonFriends> {
  const count = bare.readCount(reader, 9);
  const entries = new Map<string, PersonFriends>();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = bare.readString(reader);
    entries.set(key, readPersonFriends(reader));
    if (entries.size === index) throw bare.duplicateKey(at);
  }
  return entries;
}

function writeMapOfStrToPersonFriends(
  writer: bare.Writer,
  entries: ReadonlyMap<string, PersonFriends>,
): void {
  bare.writeSize(writer, entries);
  for (const [key, value] of entries) {
    bare.writeString(writer, key);
    writePersonFriends(writer, value);
  }
}
