import { resolve } from "node:path";
import { barewire } from "@barewire/unplugin";

export default {
  mode: "production",
  target: "node",
  entry: "./src/main.ts",
  output: { path: resolve("dist"), filename: "main.cjs" },
  resolve: { extensions: [".ts", ".js"] },
  module: { rules: [{ test: /\.ts$/, loader: "ts-loader" }] },
  plugins: [barewire.webpack()],
};
