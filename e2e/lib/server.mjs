// A Sila of its own for a test file: the built program on a free port, its data in a folder that is gone afterwards.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const program = process.env.SILA_BIN ?? join(root, "target/debug/sila");

const freePort = () =>
  new Promise((resolve, reject) => {
    const s = createServer();
    s.once("error", reject);
    s.listen(0, "127.0.0.1", () => {
      const { port } = s.address();
      s.close(() => resolve(port));
    });
  });

export class Sila {
  /**
   * @param {string[]} options further options of `serve`
   * @param {(s: Sila) => void} prepare runs commands before the server starts (an administrator, an import)
   */
  static async start(options = [], prepare = () => {}) {
    const s = new Sila();
    s.dir = mkdtempSync(join(tmpdir(), "sila-e2e-"));
    s.data = join(s.dir, "data");
    s.log = "";
    try {
      await prepare(s);
      const port = await freePort();
      s.url = `http://127.0.0.1:${port}`;
      s.child = spawn(program, ["serve", "--data", s.data, "--listen", `127.0.0.1:${port}`, ...options], { cwd: s.dir, stdio: ["ignore", "pipe", "pipe"] });
      await s.#ready();
    } catch (e) {
      await s.stop();
      throw e;
    }
    return s;
  }

  #ready() {
    return new Promise((resolve, reject) => {
      const fail = (why) => reject(new Error(`${why}\n${this.log}`));
      const timer = setTimeout(() => fail("the server did not say it was ready"), 120_000);
      const hear = (text) => {
        this.log += text;
        if (this.log.includes(this.url)) {
          clearTimeout(timer);
          resolve();
        }
      };
      this.child.stdout.setEncoding("utf8").on("data", hear);
      this.child.stderr.setEncoding("utf8").on("data", hear);
      this.child.once("error", (e) => fail(e.message));
      this.child.once("exit", (code) => {
        clearTimeout(timer);
        fail(`the server ended with ${code}`);
      });
    });
  }

  /** Runs a command on this data; its standard output. */
  run(args, input = "") {
    const done = spawnSync(program, [...args, "--data", this.data], { cwd: this.dir, input, encoding: "utf8", timeout: 10 * 60_000 });
    if (done.status !== 0) throw new Error(`sila ${args.join(" ")}: ${done.status}\n${done.stdout}${done.stderr}`);
    return done.stdout;
  }

  /** An employee by command; `as` is whose act it is, none on an empty database. */
  admin(username, name, role, password, as = null, more = []) {
    const who = as ? ["--as", as] : [];
    return this.run(["admin", "create", "--username", username, "--name", name, "--role", role, "--password-stdin", ...who, ...more], `${password}\n`).trim();
  }

  async stop() {
    const { child } = this;
    if (child && child.exitCode === null && child.signalCode === null) {
      child.removeAllListeners("exit");
      const gone = new Promise((r) => child.once("exit", r));
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), 15_000);
      await gone;
      clearTimeout(timer);
    }
    rmSync(this.dir, { recursive: true, force: true });
  }
}
