const { resolve } = require("node:path");

module.exports = {
  mode: "production",
  target: "node",
  entry: "./src/main.ts",
  output: { path: resolve(__dirname, "dist"), filename: "main.cjs" },
  resolve: { extensions: [".ts", ".js"] },
  module: { rules: [{ test: /\.ts$/, loader: "ts-loader" }] },
};
