import { exchange } from "./exchange{ending}";

console.log(exchange());
