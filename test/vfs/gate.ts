/** A gate behind which code of a test waits until the test opens it. */
export class Gate {
  readonly opened: Promise<void>;
  /** Lets those that wait, and all later ones, go on. */
  readonly open: () => void;

  constructor() {
    let open: () => void = () => undefined;
    this.opened = new Promise((resolve) => {
      open = resolve;
    });
    this.open = open;
  }
}
