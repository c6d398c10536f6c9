/** The parts of a message with their bytes, and how far a damaged one can be read. */

import { type BytesNode, encodeValue, inspectBytes, leavesOf, openSchema } from "@barewire/inspect";
import { valueMaker } from "@barewire/inspect/values";
import { expect, test } from "vitest";
import { describeVersion } from "../../codegen/src/describe/describe-version.js";
import { readSchema } from "../../codegen/src/schema/read-schema.js";
import { withSeed } from "../contract/seeded-random.js";
import { requirePartition } from "./compare-engine.js";
import { corpusSchemas } from "./corpus-schemas.js";

const TEXT = `
# What a client sends.
type ToServer union {
  # Ends the session.
  Quit |
  Post
}
type Quit void
type Post struct {
  # Who wrote it.
  author: Id
  tags: list<str>
  reply: optional<u16>
  likes: map<Id><u8>
}
# The number of a user.
type Id u32
`;

function chat() {
  const read = readSchema({ file: "v1.bare", text: TEXT, protocol: "chat", version: 1 });
  if (!read.ok) throw new Error("not a schema");
  const since = new Map([["Post.reply", { since: 2, until: null }]]);
  return openSchema(describeVersion(read.schema, since));
}

const POST = {
  tag: "Post",
  val: { author: 7, tags: ["a", "bc"], reply: 300, likes: new Map([[9, 1]]) },
};

function shown(nodes: readonly BytesNode[], indentation = ""): readonly string[] {
  return nodes.flatMap((node) => {
    const { start, end, path, type, comment, since, kind, isComplete, value, children } = node;
    const text = typeof value === "object" ? "" : ` = ${value}`;
    const notes = [comment, since === null ? null : `since v${since}`, isComplete ? null : "cut"];
    const extra = notes.filter((note) => note !== null).map((note) => ` (${note})`);
    const kindText = kind === "value" ? "" : `${kind} `;
    const line = `${indentation}${start}-${end} ${path}: ${kindText}${type}`;
    return [`${line}${text}${extra.join("")}`, ...shown(children, `${indentation}  `)];
  });
}

test("a message is a tree of its parts, with the comments of its schema", () => {
  const bytes = encodeValue(chat(), "ToServer", POST);
  const { nodes, value, damage } = inspectBytes(chat(), "ToServer", bytes);
  expect(damage).toBe(null);
  expect(value).toEqual(POST);
  expect(shown(nodes)).toEqual([
    "0-20 ToServer: ToServer (What a client sends.)",
    "  0-1 ToServer: framing tag = 1",
    "  1-20 ToServer.Post: Post",
    "    1-5 ToServer.Post.author: Id = 7 (Who wrote it.)",
    "    5-11 ToServer.Post.tags: list<str>",
    "      5-6 ToServer.Post.tags: framing count = 2",
    "      6-8 ToServer.Post.tags[0]: str = a",
    "      8-11 ToServer.Post.tags[1]: str = bc",
    "    11-14 ToServer.Post.reply: optional<u16> = 300 (since v2)",
    "      11-12 ToServer.Post.reply: framing presence = true",
    "      12-14 ToServer.Post.reply: u16 = 300",
    "    14-20 ToServer.Post.likes: map<Id><u8>",
    "      14-15 ToServer.Post.likes: framing count = 1",
    "      15-19 ToServer.Post.likes[key 0]: Id = 9 (The number of a user.)",
    "      19-20 ToServer.Post.likes[value 0]: u8 = 1",
  ]);
});

test("damage ends the tree, which has everything before it", () => {
  const bytes = encodeValue(chat(), "ToServer", POST, { memory: "own" });
  bytes[11] = 7;
  const { nodes, value, damage } = inspectBytes(chat(), "ToServer", bytes);
  expect(value).toBe(undefined);
  expect(damage).toEqual({
    path: "ToServer.Post.reply",
    offset: 11,
    expected: "optional<u16>",
    reason: "a bool must be 0 or 1",
  });
  expect(shown(nodes)).toEqual([
    "0-11 ToServer: ToServer = undefined (What a client sends.) (cut)",
    "  0-1 ToServer: framing tag = 1",
    "  1-11 ToServer.Post: Post = undefined (cut)",
    "    1-5 ToServer.Post.author: Id = 7 (Who wrote it.)",
    "    5-11 ToServer.Post.tags: list<str>",
    "      5-6 ToServer.Post.tags: framing count = 2",
    "      6-8 ToServer.Post.tags[0]: str = a",
    "      8-11 ToServer.Post.tags[1]: str = bc",
    "11-20 ToServer.Post.reply: unread unread = undefined (cut)",
  ]);
});

test("a key that is there twice ends the tree before its second entry", () => {
  const val = {
    ...POST.val,
    likes: new Map([
      [9, 1],
      [8, 2],
    ]),
  };
  const bytes = encodeValue(chat(), "ToServer", { tag: "Post", val }, { memory: "own" });
  bytes[20] = 9;
  const { nodes, damage } = inspectBytes(chat(), "ToServer", bytes);
  expect(damage).toMatchObject({ path: "ToServer.Post.likes", offset: 20 });
  expect(
    leavesOf(nodes)
      .map(({ start, end }) => [start, end])
      .slice(-3),
  ).toEqual([
    [15, 19],
    [19, 20],
    [20, 25],
  ]);
});

test("bytes behind the message are damage, and the message is whole", () => {
  const { nodes, damage } = inspectBytes(chat(), "Id", Uint8Array.of(1, 0, 0, 0, 9));
  expect(damage).toMatchObject({ offset: 4, expected: "the end of the message" });
  expect(nodes.map(({ kind, value }) => [kind, value])).toEqual([
    ["value", 1],
    ["unread", undefined],
  ]);
});

test("a type that the schema lacks is named with those that it has", () => {
  const expected = "chat v1 has no type 'ToNobody': expected one of ToServer, Quit, Post, Id";
  expect(() => inspectBytes(chat(), "ToNobody", new Uint8Array())).toThrow(expected);
  expect(() => encodeValue(chat(), "toString", null)).toThrow("chat v1 has no type 'toString'");
});

/** The bytes of a message tell where each part is; a message that ends early must say the same. */
test("a message that is cut short ends in the part whose bytes are missing", async () => {
  let cuts = 0;
  await withSeed((random) => {
    for (const [path, schema] of corpusSchemas()) {
      for (const name of Object.keys(schema.shapes.types)) {
        const value = valueMaker(schema.shapes, name)(random);
        const bytes = encodeValue(schema, name, value, { memory: "own" });
        const whole = leavesOf(inspectBytes(schema, name, bytes).nodes);
        for (let count = 0; count < 4 && bytes.length > 0; count++) {
          const size = random(bytes.length);
          const cut = inspectBytes(schema, name, bytes.subarray(0, size));
          requirePartition(cut, bytes.subarray(0, size));
          const { damage } = cut;
          if (damage === null) throw new Error(`${path}, ${name}: ${size} bytes are enough`);
          const missing = whole.find(
            ({ start, end }) => start <= damage.offset && damage.offset < end,
          );
          // The bytes of an item may be counted before the first one is read.
          const isPart = missing?.path === damage.path;
          if (!isPart) throw new Error(`${path}: ${damage.path} ends, not ${missing?.path}`);
          const read = leavesOf(cut.nodes).filter(
            ({ isComplete, end }) => isComplete && end <= damage.offset,
          );
          expect(read).toEqual(whole.slice(0, read.length));
          cuts += 1;
        }
      }
    }
  });
  console.log(`cut short: ${cuts} messages`);
});
