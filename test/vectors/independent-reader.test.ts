/**
 * A reader in another language, which has only the schemas and the vectors, reads every value as it
 * is, writes its bytes, and refuses what is malformed; and it notices vectors that are wrong.
 */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { printVectors, type VectorFile } from "../../codegen/src/vectors/vector-file.js";
import { countFrom, withSeed } from "../contract/seeded-random.js";
import { caseNames, readCase } from "../evolution/corpus.js";
import { fuzzProtocol } from "../evolution/fuzz-protocol.js";
import { corpusTexts } from "../inspect/corpus-schemas.js";
import { missingTool } from "../missing-tool.js";
import {
  buildReader,
  type CompareFolders,
  missingGo,
  writeFolder,
  writeProtocol,
} from "./independent-reader.js";

const missing = missingGo();
if (missing !== null) missingTool(missing);

const ROOT = join(import.meta.dirname, "../..");
const PROTOCOL_COUNT = countFrom("BAREWIRE_TEST_PROTOCOLS", 6);
const VALUE_COUNT = countFrom("BAREWIRE_TEST_VALUES", 3);

/** A short run takes one of so many protocols of the corpus; a long one takes all. */
const CASE_STEP = PROTOCOL_COUNT < 100 ? 6 : 1;

let folder: string;
let compare: CompareFolders;

const judged = test.skipIf(missing !== null);

beforeAll(() => {
  if (missing !== null) return;
  folder = mkdtempSync(join(tmpdir(), "barewire-vectors-"));
  compare = buildReader(folder);
}, 120_000);

afterAll(() => {
  if (missing === null) rmSync(folder, { recursive: true, force: true });
});

judged("agrees with the vectors of our protocols", () => {
  const protocols = readdirSync(join(ROOT, "schemas")).map((name) => join(ROOT, "schemas", name));
  const compared = compare(protocols);
  expect(compared.flatMap(({ differences }) => differences)).toEqual([]);
  expect(compared.length).toBe(protocols.length);
  for (const { values, malformed } of compared) {
    expect(values).toBeGreaterThan(20);
    expect(malformed).toBeGreaterThan(5);
  }
});

judged(
  "agrees with the vectors of every schema of the corpus",
  async () => {
    const folders: string[] = [];
    for (const [path, text] of corpusTexts()) {
      if (!path.startsWith("codegen/corpus/valid")) continue;
      const into = join(folder, "valid", `${folders.length}`);
      const texts = { protocol: "valid", schemas: [text], decisions: new Map() };
      await writeProtocol(into, texts, VALUE_COUNT);
      folders.push(into);
    }
    expect(folders.length).toBeGreaterThan(20);
    check(folders);
  },
  120_000,
);

judged(
  "agrees with the vectors of the protocols of the corpus",
  async () => {
    const names = caseNames("generated").filter((_, index) => index % CASE_STEP === 0);
    const folders: string[] = [];
    for (const name of names) {
      const { texts } = await readCase(name);
      const into = join(folder, "evolve", name);
      await writeProtocol(into, texts, VALUE_COUNT);
      folders.push(into);
    }
    const { refused, needCode } = check(folders);
    expect(refused).toBeGreaterThan(10);
    expect(needCode).toBeGreaterThan(10);
  },
  120_000,
);

judged(
  "agrees with the vectors of random protocols",
  async () => {
    await withSeed(async (random) => {
      const folders: string[] = [];
      for (let count = 0; count < PROTOCOL_COUNT; count++) {
        const into = join(folder, "random", `${count}`);
        const { texts } = await fuzzProtocol(`random${count}`, 2 + random(3), random);
        await writeProtocol(into, texts, VALUE_COUNT);
        folders.push(into);
      }
      check(folders);
    });
  },
  120_000,
);

judged(
  "finds each vector that is wrong",
  () => {
    const schemas = [1, 2].map((version) => {
      return readFileSync(join(ROOT, `schemas/sqlite-storage/v${version}.bare`), "utf8");
    });
    const text = readFileSync(join(ROOT, "schemas/sqlite-storage/vectors.json"), "utf8");
    const wrong = wrongFiles(JSON.parse(text));
    expect(wrong.length).toBeGreaterThan(100);
    const folders = wrong.map((file, index) => {
      const into = join(folder, "wrong", `${index}`);
      writeFolder(into, schemas, printVectors(file));
      return into;
    });
    const unnoticed = compare(folders).flatMap(({ differences }, index) =>
      differences.length === 0 ? [folders[index]] : [],
    );
    expect(unnoticed).toEqual([]);
  },
  120_000,
);

/** Expects that nothing differs, and that the reader had something to do in each folder. */
function check(folders: readonly string[]) {
  const compared = compare(folders);
  expect(compared.flatMap(({ differences }) => differences)).toEqual([]);
  expect(compared.length).toBe(folders.length);
  expect(compared.filter(({ values }) => values === 0)).toEqual([]);
  const total = (key: "malformed" | "refused" | "needCode") =>
    compared.reduce((sum, counts) => sum + counts[key], 0);
  expect(total("malformed")).toBeGreaterThan(folders.length);
  return { refused: total("refused"), needCode: total("needCode") };
}

/** Copies of a file, each with one vector that is wrong. */
function wrongFiles(file: VectorFile): readonly VectorFile[] {
  const { messages, malformed } = file;
  const inMessages = messages.flatMap((message, at) =>
    message.values.flatMap((vector, index) =>
      wrongVectors(vector).map((wrong) => {
        const values = message.values.with(index, wrong);
        return { ...file, messages: messages.with(at, { ...message, values }) };
      }),
    ),
  );
  // The bytes of a value are no malformed message.
  const [{ root, version, values } = { root: "", version: 0, values: [] }] = messages;
  const valid = values[0]?.bytes ?? "";
  const inMalformed = malformed
    .filter((vector) => vector.root === root && vector.version === version)
    .map((vector) => ({ ...file, malformed: [{ ...vector, bytes: valid }] }));
  expect(inMalformed).not.toEqual([]);
  return [...inMessages, ...inMalformed];
}

type ValueVector = VectorFile["messages"][number]["values"][number];

function wrongVectors(vector: ValueVector): readonly ValueVector[] {
  const { bytes, value, readers } = vector;
  const fields = value as Readonly<Record<string, ValueVector["value"]>>;
  const [[first, part] = ["", null]] = Object.entries(fields);
  const other = part === "1" ? "2" : "1";
  const wrongReaders = readers.flatMap((reader, at): (typeof readers)[] => {
    if (reader.verdict !== "converted") return [];
    const damaged = { ...reader, bytes: flipped(reader.bytes, 0) };
    const same = { version: reader.version, verdict: "same" } as const;
    return [readers.with(at, damaged), readers.with(at, same)];
  });
  return [
    { ...vector, bytes: flipped(bytes, 0) },
    { ...vector, bytes: flipped(bytes, bytes.length - 1) },
    { ...vector, bytes: `${bytes}00` },
    { ...vector, bytes: bytes.slice(2) },
    { ...vector, value: { ...fields, [first]: other } },
    { ...vector, value: [value] },
    ...wrongReaders.map((wrong) => ({ ...vector, readers: wrong })),
  ];
}

/** The hexadecimal digits with another one at `at`. */
function flipped(hex: string, at: number): string {
  const digit = Number.parseInt(hex.charAt(at), 16) ^ 1;
  return hex.slice(0, at) + digit.toString(16) + hex.slice(at + 1);
}
