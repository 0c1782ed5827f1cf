import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { temporaryFolder } from "../support/folder.ts";
import type { Server, ServerOptions } from "../support/server.ts";

/** Calls of the operating system as libfiu names them (`fiu-ls`). */
type Call = "posix/io/sync/fsync" | "posix/io/sync/fdatasync" | "posix/io/rw/pwrite" | "posix/io/dir/rename";

const errors = { EIO: 5, ENOSPC: 28 };

/** Makes calls of one server fail while it runs (libfiu). The server ends by `kill`: SIGTERM ends libfiu's own thread. */
export class FailingCalls {
  private readonly prefix = join(temporaryFolder(), "control");
  private readonly failing = new Set<Call>();

  get options(): Pick<ServerOptions, "wrapper"> {
    return { wrapper: ["fiu-run", "-x", "-f", this.prefix] };
  }

  fail(server: Server, call: Call, error: keyof typeof errors) {
    this.tell(server, `enable name=${call},failinfo=${errors[error]}`);
    this.failing.add(call);
  }

  succeed(server: Server) {
    for (const call of this.failing) this.tell(server, `disable name=${call}`);
    this.failing.clear();
  }

  /** What fails is forgotten with the process. */
  succeedAfterRestart() {
    this.failing.clear();
  }

  private tell(server: Server, command: string) {
    const printed = execFileSync("fiu-ctrl", ["-f", this.prefix, "-c", command, String(server.pid)], {
      encoding: "utf8",
      timeout: 30_000,
    });
    if (printed !== "") throw new Error(printed);
  }
}
