/** `ListenError`: why the server cannot listen on its address, and what its operator can do. */

export type ListenAddress = { readonly host: string; readonly port: number };

/** `code` is that of the system, such as `EADDRINUSE`. */
export class ListenError extends Error {
  override readonly name = "ListenError";
  readonly code: string;
  readonly host: string;
  readonly port: number;

  constructor(code: string, { host, port }: ListenAddress, options?: ErrorOptions) {
    super(
      `the server cannot listen on host ${host}, port ${port} (${code}): ${adviceFor(code)}`,
      options,
    );
    this.code = code;
    this.host = host;
    this.port = port;
  }
}

function adviceFor(code: string): string {
  switch (code) {
    case "EADDRINUSE":
      return (
        "another program listens there, which may be another barewire-server; end it, or choose " +
        "another port with --port"
      );
    case "EACCES":
    case "EPERM":
      return (
        "the system does not permit it; choose a port from 1024 on with --port, or give the " +
        "process the right to bind lower ones"
      );
    case "EADDRNOTAVAIL":
      return "this machine does not have that address; correct --host";
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return "the name of the host cannot be resolved; correct --host";
    default:
      return "check --host and --port";
  }
}
