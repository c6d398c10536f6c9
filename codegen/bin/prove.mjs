/** The process of a proof: the only place where Barewire executes generated code and decisions. */
import { existsSync } from "node:fs";
import { installHooks } from "./typescript-hooks.mjs";

// The parent's sources are run as they are where it runs from them itself.
const [typescript, from] = process.argv.slice(2);
installHooks({ typescript: typescript === "" ? null : typescript });
const folder = from === "src" && existsSync(new URL("../src", import.meta.url)) ? "src" : "dist";
const ending = folder === "src" ? "ts" : "js";
const { listenForProof } = await import(`../${folder}/commands/prove-child.${ending}`);
listenForProof();
