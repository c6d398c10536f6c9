import { barewire } from "@barewire/unplugin";
import resolve from "@rollup/plugin-node-resolve";
import typescript from "@rollup/plugin-typescript";

export default {
  input: "src/main.ts",
  output: { file: "dist/main.js", format: "es" },
  plugins: [barewire.rollup(), resolve(), typescript()],
};
