// @generated from long-lines/v1.bare by `barewire generate`. Do not edit.
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
// deno-lint-ignore-file
// deno-fmt-ignore-file

import * as bare from "@barewire/runtime";

const SCHEMA: bare.SchemaName = { protocol: "long-lines", version: 1 };

export type AnUnreasonablyLongTypeNameThatFillsMostOfALineByItself = {
  readonly anUnreasonablyLongFieldNameThatFillsMostOfALine: AnotherUnreasonablyLongTypeName;
  readonly optionalOfIt: AnUnreasonablyLongAliasNameThatFillsMostOfALineToo | null;
  readonly listOfThem: readonly AnotherUnreasonablyLongTypeName[];
  readonly mapOfThem: ReadonlyMap<
    AnUnreasonablyLongAliasNameThatFillsMostOfALineToo,
    AnotherUnreasonablyLongTypeName
  >;
  readonly fixedListOfThem: readonly (AnotherUnreasonablyLongTypeName | null)[];
};

export function readAnUnreasonablyLongTypeNameThatFillsMostOfALineByItself(
  reader: bare.Reader,
): AnUnreasonablyLongTypeNameThatFillsMostOfALineByItself {
  return {
    anUnreasonablyLongFieldNameThatFillsMostOfALine: readAnotherUnreasonablyLongTypeName(reader),
    optionalOfIt:
      bare.readBool(reader) ? readAnUnreasonablyLongAliasNameThatFillsMostOfALineToo(reader) : null,
    listOfThem: readListOfAnotherUnreasonablyLongTypeName(reader),
    mapOfThem:
      readMapOfAnUnreasonablyLongAliasNameThatFillsMostOfALineTooToAnotherUnreasonablyLongTypeName(
        reader
      ),
    fixedListOfThem: readListOf3OptionalAnotherUnreasonablyLongTypeName(reader),
  };
}

export function writeAnUnreasonablyLongTypeNameThatFillsMostOfALineByItself(
  writer: bare.Writer,
  value: AnUnreasonablyLongTypeNameThatFillsMostOfALineByItself,
): void {
  writeAnotherUnreasonablyLongTypeName(
    writer,
    value.anUnreasonablyLongFieldNameThatFillsMostOfALine,
  );
  bare.writeBool(writer, value.optionalOfIt !== null);
  if (value.optionalOfIt !== null) {
    writeAnUnreasonablyLongAliasNameThatFillsMostOfALineToo(writer, value.optionalOfIt);
  }
  writeListOfAnotherUnreasonablyLongTypeName(writer, value.listOfThem);
  writeMapOfAnUnreasonablyLongAliasNameThatFillsMostOfALineTooToAnotherUnreasonablyLongTypeName(
    writer,
    value.mapOfThem,
  );
  writeListOf3OptionalAnotherUnreasonablyLongTypeName(writer, value.fixedListOfThem);
}

export function decodeAnUnreasonablyLongTypeNameThatFillsMostOfALineByItself(
  bytes: Uint8Array,
  options?: bare.DecodeOptions,
): AnUnreasonablyLongTypeNameThatFillsMostOfALineByItself {
  return bare.decode(
    SCHEMA,
    "AnUnreasonablyLongTypeNameThatFillsMostOfALineByItself",
    bytes,
    readAnUnreasonablyLongTypeNameThatFillsMostOfALineByItself,
    options,
  );
}

export function encodeAnUnreasonablyLongTypeNameThatFillsMostOfALineByItself(
  value: AnUnreasonablyLongTypeNameThatFillsMostOfALineByItself,
  options?: bare.EncodeOptions,
): Uint8Array {
  return bare.encode(
    SCHEMA,
    "AnUnreasonablyLongTypeNameThatFillsMostOfALineByItself",
    value,
    writeAnUnreasonablyLongTypeNameThatFillsMostOfALineByItself,
    options,
  );
}

export type AnotherUnreasonablyLongTypeName =
  | {
      readonly tag: "AnUnreasonablyLongAliasNameThatFillsMostOfALineToo";
      readonly val: AnUnreasonablyLongAliasNameThatFillsMostOfALineToo;
    }
  | {
      readonly tag: "AnUnreasonablyLongEnumNameThatFillsMostOfALineToo";
      readonly val: AnUnreasonablyLongEnumNameThatFillsMostOfALineToo;
    };

export function readAnotherUnreasonablyLongTypeName(
  reader: bare.Reader,
): AnotherUnreasonablyLongTypeName {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return {
        tag: "AnUnreasonablyLongAliasNameThatFillsMostOfALineToo",
        val: readAnUnreasonablyLongAliasNameThatFillsMostOfALineToo(reader),
      };
    case 1:
      return {
        tag: "AnUnreasonablyLongEnumNameThatFillsMostOfALineToo",
        val: readAnUnreasonablyLongEnumNameThatFillsMostOfALineToo(reader),
      };
    default:
      throw bare.unknownTag(reader, "AnotherUnreasonablyLongTypeName", tag);
  }
}

export function writeAnotherUnreasonablyLongTypeName(
  writer: bare.Writer,
  value: AnotherUnreasonablyLongTypeName,
): void {
  switch (value.tag) {
    case "AnUnreasonablyLongAliasNameThatFillsMostOfALineToo":
      bare.writeTag(writer, 0);
      return writeAnUnreasonablyLongAliasNameThatFillsMostOfALineToo(writer, value.val);
    case "AnUnreasonablyLongEnumNameThatFillsMostOfALineToo":
      bare.writeTag(writer, 1);
      return writeAnUnreasonablyLongEnumNameThatFillsMostOfALineToo(writer, value.val);
    default:
      throw bare.unknownVariant("AnotherUnreasonablyLongTypeName", value satisfies never);
  }
}

export type AnUnreasonablyLongAliasNameThatFillsMostOfALineToo = string;

export function readAnUnreasonablyLongAliasNameThatFillsMostOfALineToo(
  reader: bare.Reader,
): AnUnreasonablyLongAliasNameThatFillsMostOfALineToo {
  return bare.readString(reader);
}

export function writeAnUnreasonablyLongAliasNameThatFillsMostOfALineToo(
  writer: bare.Writer,
  value: AnUnreasonablyLongAliasNameThatFillsMostOfALineToo,
): void {
  bare.writeString(writer, value);
}

export type AnUnreasonablyLongEnumNameThatFillsMostOfALineToo =
  | "AN_UNREASONABLY_LONG_VALUE_NAME_THAT_FILLS_A_THIRD_OF_A_LINE"
  | "ANOTHER_UNREASONABLY_LONG_VALUE_NAME_THAT_FILLS_A_THIRD_OF_A_LINE";

export function readAnUnreasonablyLongEnumNameThatFillsMostOfALineToo(
  reader: bare.Reader,
): AnUnreasonablyLongEnumNameThatFillsMostOfALineToo {
  const tag = bare.readTag(reader);
  switch (tag) {
    case 0:
      return "AN_UNREASONABLY_LONG_VALUE_NAME_THAT_FILLS_A_THIRD_OF_A_LINE";
    case 1:
      return "ANOTHER_UNREASONABLY_LONG_VALUE_NAME_THAT_FILLS_A_THIRD_OF_A_LINE";
    default:
      throw bare.unknownTag(reader, "AnUnreasonablyLongEnumNameThatFillsMostOfALineToo", tag);
  }
}

export function writeAnUnreasonablyLongEnumNameThatFillsMostOfALineToo(
  writer: bare.Writer,
  value: AnUnreasonablyLongEnumNameThatFillsMostOfALineToo,
): void {
  switch (value) {
    case "AN_UNREASONABLY_LONG_VALUE_NAME_THAT_FILLS_A_THIRD_OF_A_LINE":
      return bare.writeTag(writer, 0);
    case "ANOTHER_UNREASONABLY_LONG_VALUE_NAME_THAT_FILLS_A_THIRD_OF_A_LINE":
      return bare.writeTag(writer, 1);
    default:
      throw bare.unknownValue(
        "AnUnreasonablyLongEnumNameThatFillsMostOfALineToo",
        value satisfies never,
      );
  }
}

export type AnUnreasonablyLongRecursiveTypeNameThatFillsMostOfALine = {
  readonly next: AnUnreasonablyLongRecursiveTypeNameThatFillsMostOfALine | null;
};

export function readAnUnreasonablyLongRecursiveTypeNameThatFillsMostOfALine(
  reader: bare.Reader,
): AnUnreasonablyLongRecursiveTypeNameThatFillsMostOfALine {
  bare.enterRecursion(reader);
  const value = readAnUnreasonablyLongRecursiveTypeNameThatFillsMostOfALineUnguarded(reader);
  bare.leaveRecursion(reader);
  return value;
}

function readAnUnreasonablyLongRecursiveTypeNameThatFillsMostOfALineUnguarded(
  reader: bare.Reader,
): AnUnreasonablyLongRecursiveTypeNameThatFillsMostOfALine {
  return {
    next:
      bare.readBool(reader)
        ? readAnUnreasonablyLongRecursiveTypeNameThatFillsMostOfALine(reader)
        : null,
  };
}

export function writeAnUnreasonablyLongRecursiveTypeNameThatFillsMostOfALine(
  writer: bare.Writer,
  value: AnUnreasonablyLongRecursiveTypeNameThatFillsMostOfALine,
): void {
  bare.enterRecursion(writer);
  writeAnUnreasonablyLongRecursiveTypeNameThatFillsMostOfALineUnguarded(writer, value);
  bare.leaveRecursion(writer);
}

function writeAnUnreasonablyLongRecursiveTypeNameThatFillsMostOfALineUnguarded(
  writer: bare.Writer,
  value: AnUnreasonablyLongRecursiveTypeNameThatFillsMostOfALine,
): void {
  bare.writeBool(writer, value.next !== null);
  if (value.next !== null) {
    writeAnUnreasonablyLongRecursiveTypeNameThatFillsMostOfALine(writer, value.next);
  }
}

export function decodeAnUnreasonablyLongRecursiveTypeNameThatFillsMostOfALine(
  bytes: Uint8Array,
  options?: bare.DecodeOptions,
): AnUnreasonablyLongRecursiveTypeNameThatFillsMostOfALine {
  return bare.decode(
    SCHEMA,
    "AnUnreasonablyLongRecursiveTypeNameThatFillsMostOfALine",
    bytes,
    readAnUnreasonablyLongRecursiveTypeNameThatFillsMostOfALine,
    options,
  );
}

export function encodeAnUnreasonablyLongRecursiveTypeNameThatFillsMostOfALine(
  value: AnUnreasonablyLongRecursiveTypeNameThatFillsMostOfALine,
  options?: bare.EncodeOptions,
): Uint8Array {
  return bare.encode(
    SCHEMA,
    "AnUnreasonablyLongRecursiveTypeNameThatFillsMostOfALine",
    value,
    writeAnUnreasonablyLongRecursiveTypeNameThatFillsMostOfALine,
    options,
  );
}

function readListOfAnotherUnreasonablyLongTypeName(
  reader: bare.Reader,
): readonly AnotherUnreasonablyLongTypeName[] {
  const count = bare.readCount(reader, 2);
  const items: AnotherUnreasonablyLongTypeName[] = new Array(count);
  for (let index = 0; index < count; index++) {
    items[index] = readAnotherUnreasonablyLongTypeName(reader);
  }
  return items;
}

function writeListOfAnotherUnreasonablyLongTypeName(
  writer: bare.Writer,
  items: readonly AnotherUnreasonablyLongTypeName[],
): void {
  bare.writeCount(writer, items);
  for (const item of items) writeAnotherUnreasonablyLongTypeName(writer, item);
}

function
  readMapOfAnUnreasonablyLongAliasNameThatFillsMostOfALineTooToAnotherUnreasonablyLongTypeName(
  reader: bare.Reader,
): ReadonlyMap<
  AnUnreasonablyLongAliasNameThatFillsMostOfALineToo,
  AnotherUnreasonablyLongTypeName
> {
  const count = bare.readCount(reader, 3);
  const entries = new Map<
    AnUnreasonablyLongAliasNameThatFillsMostOfALineToo,
    AnotherUnreasonablyLongTypeName
  >();
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const key = readAnUnreasonablyLongAliasNameThatFillsMostOfALineToo(reader);
    entries.set(key, readAnotherUnreasonablyLongTypeName(reader));
    if (entries.size === index) throw bare.duplicateKey(at);
  }
  return entries;
}

function
  writeMapOfAnUnreasonablyLongAliasNameThatFillsMostOfALineTooToAnotherUnreasonablyLongTypeName(
  writer: bare.Writer,
  entries: ReadonlyMap<
    AnUnreasonablyLongAliasNameThatFillsMostOfALineToo,
    AnotherUnreasonablyLongTypeName
  >,
): void {
  bare.writeSize(writer, entries);
  for (const [key, value] of entries) {
    writeAnUnreasonablyLongAliasNameThatFillsMostOfALineToo(writer, key);
    writeAnotherUnreasonablyLongTypeName(writer, value);
  }
}

function readListOf3OptionalAnotherUnreasonablyLongTypeName(
  reader: bare.Reader,
): readonly (AnotherUnreasonablyLongTypeName | null)[] {
  const items: (AnotherUnreasonablyLongTypeName | null)[] = [];
  for (let index = 0; index < 3; index++) {
    items.push(bare.readBool(reader) ? readAnotherUnreasonablyLongTypeName(reader) : null);
  }
  return items;
}

function writeListOf3OptionalAnotherUnreasonablyLongTypeName(
  writer: bare.Writer,
  items: readonly (AnotherUnreasonablyLongTypeName | null)[],
): void {
  bare.requireCount(items, 3);
  for (const item of items) {
    bare.writeBool(writer, item !== null);
    if (item !== null) writeAnotherUnreasonablyLongTypeName(writer, item);
  }
}
