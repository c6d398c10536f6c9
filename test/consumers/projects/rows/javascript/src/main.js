import { exchange } from "./exchange.js";

console.log(exchange());
