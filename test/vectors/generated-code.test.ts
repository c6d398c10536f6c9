/**
 * The vectors of protocols against their generated code: it reads and writes the same bytes, hands
 * each message on as the vectors say, and refuses the same parts. Where a vector needs code, the
 * generated code has it.
 */

import { readFileSync } from "node:fs";
import { fromJson } from "@barewire/inspect/json";
import { attempt } from "@barewire/runtime";
import { errorLocator } from "@barewire/runtime/error-locator";
import type { SchemaDescription } from "@barewire/runtime/schema-codec";
import { expect, test } from "vitest";
import { makeVectors } from "../../codegen/src/vectors/make-vectors.js";
import { printVectors, type VectorFile } from "../../codegen/src/vectors/vector-file.js";
import { protocolSource } from "../evolution/compile-protocol.js";

const ROOT = new URL("../../", import.meta.url);

type Protocol = {
  /** The folders of its schemas, decisions and generated code. */
  readonly schemas: string;
  readonly decisions: string;
  readonly generated: string;
};

const CHAT: Protocol = {
  schemas: "examples/chat/schemas/chat",
  decisions: "examples/chat/src/decisions/chat",
  generated: "examples/chat/src/gen/chat",
};

function ownProtocol(name: string): Protocol {
  return {
    schemas: `schemas/${name}`,
    decisions: `packages/protocol/src/decisions/${name}`,
    generated: `packages/protocol/src/gen/${name}`,
  };
}

function textOf(path: string): string {
  return readFileSync(new URL(path, ROOT), "utf8");
}

test.each(["envoy-protocol", "sqlite-storage"])("%s", async (name) => {
  const protocol = ownProtocol(name);
  const counts = await check(protocol, JSON.parse(textOf(`${protocol.schemas}/vectors.json`)));
  expect(counts.converted).toBeGreaterThan(0);
  expect(counts.refused).toBeGreaterThan(0);
});

test("chat, whose decisions are functions, too", async () => {
  const { schemas, decisions } = CHAT;
  const source = protocolSource({
    protocol: "chat",
    schemas: [1, 2, 3].map((version) => textOf(`${schemas}/v${version}.bare`)),
    decisions: new Map(["v1-v2", "v2-v3"].map((step) => [step, textOf(`${decisions}/${step}.ts`)])),
  });
  const made = await makeVectors(source, { seed: 1, values: 3 });
  if (!made.ok) throw new Error(JSON.stringify(made.diagnostics));
  const counts = await check(CHAT, JSON.parse(printVectors(made.file)));
  expect(counts["needs-code"]).toBeGreaterThan(10);
});

type Module = { readonly [name: string]: unknown };

/** Loads the generated module `name`. */
async function load({ generated }: Protocol, name: string): Promise<Module> {
  return await import(/* @vite-ignore */ new URL(`${generated}/${name}.ts`, ROOT).href);
}

/** The codec of one message in one version. */
type Codec = {
  readonly decode: (hex: string) => unknown;
  readonly encode: (json: unknown) => string;
  readonly fromJson: (json: unknown) => unknown;
};

function codecOf(module: Module, schema: SchemaDescription, root: string): Codec {
  const options = { locateError: errorLocator(schema) };
  const readJson = (json: unknown) => fromJson(schema, root, json);
  return {
    decode: (hex) => call(module, `decode${root}`, Buffer.from(hex, "hex"), options),
    encode: (json) => hexOf(call(module, `encode${root}`, readJson(json), options)),
    fromJson: readJson,
  };
}

function call(module: Module, name: string, ...args: readonly unknown[]): unknown {
  const found = module[name];
  if (typeof found !== "function") throw new Error(`there is no function ${name}`);
  return found(...args);
}

function hexOf(bytes: unknown): string {
  if (!(bytes instanceof Uint8Array)) throw new Error("expected bytes");
  return Buffer.from(bytes).toString("hex");
}

async function check(protocol: Protocol, file: VectorFile) {
  const { messages, malformed, versions } = file;
  const versioned = await load(protocol, "versions");
  const codecs = new Map<string, Codec>();
  for (const { version, root } of [...messages, ...malformed]) {
    const { schema } = await load(protocol, `v${version}.schema`);
    const module = await load(protocol, `v${version}`);
    codecs.set(`v${version} ${root}`, codecOf(module, schema as SchemaDescription, root));
  }
  const codec = (version: number, root: string) => {
    const found = codecs.get(`v${version} ${root}`);
    if (found === undefined) throw new Error(`v${version} has no ${root}`);
    return found;
  };
  const counts = { same: 0, converted: 0, refused: 0, "needs-code": 0 };
  for (const { version, root, newest, values } of messages) {
    for (const { bytes, value, readers } of values) {
      expect(codec(version, root).decode(bytes)).toEqual(codec(version, root).fromJson(value));
      expect(codec(version, root).encode(value)).toBe(bytes);
      expect(readers.length).toBe(newest === null ? 0 : versions.length - 1);
      for (const reader of readers) {
        const name = messages.find((other) => {
          return other.version === reader.version && other.newest === newest;
        })?.root;
        const sent = attempt(() => {
          const raised = call(versioned, `decode${newest}`, Buffer.from(bytes, "hex"), version);
          return hexOf(call(versioned, `encode${newest}`, raised, reader.version));
        });
        counts[reader.verdict] += 1;
        const written = checkReader(reader, { bytes, value }, sent);
        if (written === null) continue;
        expect(codec(reader.version, name ?? "").encode(written.value)).toBe(written.bytes);
      }
    }
  }
  for (const { version, root, bytes, path, offset, reason } of malformed) {
    const decoded = attempt(() => codec(version, root).decode(bytes));
    const issue = { kind: "malformed", version, root, path, offset, reason };
    expect(decoded).toMatchObject({ ok: false, issue });
  }
  return counts;
}

type ValueVector = VectorFile["messages"][number]["values"][number];
type Written = Pick<ValueVector, "bytes" | "value">;

/** Returns what the reader gets; null if it gets nothing that is known. */
function checkReader(
  reader: ValueVector["readers"][number],
  { bytes, value }: Written,
  sent: ReturnType<typeof attempt<string>>,
): Written | null {
  switch (reader.verdict) {
    case "same":
      expect(sent).toEqual({ ok: true, value: bytes });
      return { bytes, value };
    case "converted":
      expect(sent).toEqual({ ok: true, value: reader.bytes });
      return reader;
    case "refused": {
      const { direction, path, since, until } = reader;
      const issue = { kind: "not-representable", direction, path, since, until };
      expect(sent).toMatchObject({ ok: false, issue });
      return null;
    }
    case "needs-code":
      // Code may convert it or refuse it, and it may not fail.
      if (!sent.ok) expect(sent.issue.kind).toBe("not-representable");
      return null;
    default:
      return reader satisfies never;
  }
}
