import { exchange } from "../src/exchange";

export default function Page() {
  return <p>{exchange()}</p>;
}
