import { exchange } from "./src/exchange";

export default {
  test(): void {
    console.log(exchange());
  },
};
