/** Generates a protocol of a bench: no decisions, no lock, and codecs of its roots only. */

import { generateProtocol } from "../../codegen/src/generate.js";

/** The generated files by their names. `texts` are the schemas of versions 1, 2, and so on. */
export async function generateFiles(
  protocol: string,
  texts: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const generated = await generateProtocol({
    protocol,
    schemas: texts.map((text, index) => ({
      file: `v${index + 1}.bare`,
      text,
      version: index + 1,
    })),
    decisions: [],
    decisionsPath: null,
    selection: "",
    decisionsFolder: null,
    lock: null,
    roots: null,
    options: {
      runtime: "@barewire/runtime",
      importExtension: "js",
      target: "ts",
      numberLists: "array",
      codecs: "roots",
    },
  });
  if (!generated.ok) throw new Error(JSON.stringify(generated.diagnostics));
  return generated.files;
}
