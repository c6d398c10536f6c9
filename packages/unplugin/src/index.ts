/** The entry: a plugin of bundlers that generates the protocols of a project on every change. */

export { type BarewireOptions, type BarewirePlugin, barewire } from "./barewire-plugin.js";
