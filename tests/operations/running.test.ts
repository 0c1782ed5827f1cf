import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { temporaryFolder } from "../support/folder.ts";
import { Guide, root } from "../support/guide.ts";
import { smallPage } from "../support/page.ts";
import { binary, startServer, type Server } from "../support/server.ts";

const guide = new Guide();

/** Everything that the guide's machine has, below one folder. */
const machine = temporaryFolder();
const settings = join(machine, "etc/rollcall/rollcall.env");
const backups = join(machine, "var/backups/rollcall");
const data = join(machine, "var/lib/rollcall");
/** What the guide copies to another machine. */
const newMachine = join(machine, "new");

let server: Server;
let cast: Cast;
/** A member who is removed after the first backup. */
let removed: Person;
let postgres: { process: ChildProcess; folder: string; path: string };

beforeAll(async () => {
  for (const folder of ["caddy", "haproxy", "nginx/conf.d", "prometheus", "rollcall", "default"])
    mkdirSync(join(machine, "etc", folder), { recursive: true });
  for (const folder of ["media/safe", "media/backups", "bin", "new"])
    mkdirSync(join(machine, folder), { recursive: true });
  mkdirSync(backups, { recursive: true, mode: 0o700 });
  mkdirSync(data, { recursive: true, mode: 0o700 });
  writeFileSync(settings, `ROLLCALL_PAGE=${smallPage()}\n`);
  writeProgram("rollcall", `set -a; . ${settings}; ROLLCALL_DATA=${data}; set +a; exec ${binary} "$@"`);
  writeProgram("promtool", `exec ${root}/build/tools/prometheus/usr/bin/promtool "$@"`);
  writeProgram("caddy", `HOME=${machine} exec ${root}/build/tools/caddy/usr/bin/caddy "$@"`);
  server = await startServer({ dataFolder: data });
  cast = await Cast.on(server);
  removed = await cast.memberNotSignedIn();
  const started_at = "2026-10-01T10:00:00Z";
  void (await cast.ada.post("/calls", { agent_id: cast.agent("Reception").id, started_at })).body;
  postgres = await startPostgres();
});
afterAll(async () => {
  postgres.process.stdin!.end();
  await Promise.all([server.stop(), once(postgres.process, "exit")]);
});

function writeProgram(name: string, script: string) {
  writeFileSync(join(machine, "bin", name), `#!/bin/bash\n${script}\n`, { mode: 0o755 });
}

async function startPostgres() {
  const script = 'echo "$ROLLCALL_TEST_POSTGRES $PATH"; read -r _';
  const process = spawn(join(root, "scripts/with-postgres"), ["bash", "-c", script], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [line] = (await once(createInterface({ input: process.stdout }), "line")) as [string];
  const [folder, path] = line.split(" ");
  return { process, folder: folder!, path: path! };
}

/** What the guide says, and what the tests have in its place. Nothing else of a command is changed. */
const inPlaceOf = (): [string, string][] => [
  ["/usr/share/doc/rollcall/examples/monitoring", join(root, "monitoring")],
  ["/usr/share/doc/rollcall/examples", join(root, "packaging/proxies")],
  ["/var/lib/rollcall", data],
  ["/var/backups/rollcall", backups],
  ["/etc/caddy", join(machine, "etc/caddy")],
  ["/etc/nginx", join(machine, "etc/nginx")],
  ["/etc/haproxy", join(machine, "etc/haproxy")],
  ["/etc/prometheus", join(machine, "etc/prometheus")],
  ["/etc/rollcall", join(machine, "etc/rollcall")],
  ["/etc/default", join(machine, "etc/default")],
  ["/media/", join(machine, "media/")],
  ["https://calls.example.com", server.address],
  ["/calls.example.com/g", "/harbour.example/g"],
  ["ada@example.com", cast.ada.email],
  // There is no user of that name here, and the user who runs the tests is theirs.
  ["-o rollcall -g rollcall ", ""],
  ["-o root -g rollcall ", ""],
  ["-o prometheus -g prometheus ", ""],
  // The PostgreSQL of the tests is run by another user than postgres, and its administrator is called rollcall.
  ["runuser -u postgres -- ", ""],
  ["createuser rollcall", "createuser keeper"],
  ["--owner=rollcall", "--owner=keeper"],
  ["postgres:///rollcall?host=/run/postgresql", `postgres://keeper@/rollcall?host=${postgres.folder}`],
];

function substituted(command: string): string {
  return inPlaceOf().reduce((text, [from, to]) => text.replaceAll(from, to), command);
}

/** Runs a command of the guide as root would type it. */
function type(command: string): string {
  const { status, stdout, stderr } = spawnSync("bash", ["-c", substituted(command)], {
    encoding: "utf8",
    env: {
      HOME: machine,
      PATH: `${machine}/bin:${postgres.path}`,
      PGHOST: postgres.folder,
      PGUSER: "rollcall",
      PGDATABASE: "postgres",
    },
  });
  if (status !== 0) throw new Error(`${command} ended with ${status}:\n${stdout}${stderr}`);
  return stdout + stderr;
}

/** A command is run here, or has a stand-in here, or is run by another test, or by hand with the reason why. */
interface Claim {
  /** Judges what the command has printed here. */
  here?: (printed: string) => Promise<void> | void;
  standIn?: () => Promise<void>;
  /** The file that runs it, and what that file has to have for it. */
  owner?: string;
  step?: string;
  byHand?: string;
}

const nothingIsWrong = (printed: string) => {
  for (const [, subject] of printed.matchAll(/^(?:ok|skipped) +([a-z ]+):/gm)) expect(guide.text).toContain(subject);
  expect(printed).toMatch(/^ok +settings: /m);
  expect(printed).not.toMatch(/^wrong/m);
};
const isDone = () => {};
const copies = (place: string) => () => expect(existsSync(join(machine, place))).toBe(true);

const hasOwnName = (place: string) => () => {
  const text = readFileSync(join(machine, place), "utf8");
  expect(text).toContain("harbour.example");
  expect(text).not.toContain("example.com");
};

const takesOwnName = (file: string): Record<string, Claim> => ({
  [`sed -i 's/calls\\.example\\.com/calls.example.com/g' ${file}`]: { here: hasOwnName(file) },
});

/** Copies a file to where it belongs on another machine; this one has newer ones. */
const onNewMachine = (command: string): Record<string, Claim> => ({
  [command]: {
    standIn: async () => {
      const place = command.split(" ").at(-1)!;
      const from = join(machine, "media/backups/by-hand.tar.zst");
      if (!existsSync(from)) copyFileSync(join(backups, "by-hand.tar.zst"), from);
      type(command.replace(place, join(newMachine, basename(place))));
      expect(existsSync(join(newMachine, basename(place)))).toBe(true);
    },
  },
});

/** By scripts/check-package: in a bare Debian 12 with systemd. */
const inBareDebian = (step: string) => ({ owner: "scripts/check-package", step });
/** What is installed is the package that scripts/install fetches for the tests. */
const ofDebian = (name: string) => ({ owner: "scripts/packages.sh", step: name });

const claims: Record<string, Claim> = {
  "apt install ./rollcall_*.deb": inBareDebian("install_package"),
  "apt install ./rollcall_0.2.0_amd64.deb": inBareDebian("upgrade"),
  "apt install --allow-downgrades ./rollcall_0.1.0_amd64.deb": {
    byHand: "it is apt's; tests/api/upgrades.test.ts has a database of a newer Rollcall",
  },
  "journalctl -u rollcall --output=cat --grep='Rollcall is at|Set it up'": inBareDebian("journalctl -u rollcall"),
  "rollcall check": { here: nothingIsWrong },
  "systemctl restart rollcall": { standIn: () => server.restart(), ...inBareDebian("systemctl restart rollcall") },
  "systemctl stop rollcall": { standIn: () => server.stop(), ...inBareDebian("systemctl stop rollcall") },
  "systemctl start rollcall": {
    standIn: () => server.startAgain(ofSettings()),
    ...inBareDebian("systemctl start rollcall"),
  },
  "scripts/package": { owner: "tests/operations/package.test.ts", step: "scripts/package" },
  "scripts/install": { owner: "test", step: "scripts/install" },
  "scripts/build release": { owner: "test", step: 'scripts/build" release' },

  "apt install caddy": ofDebian("caddy"),
  "cp /usr/share/doc/rollcall/examples/Caddyfile /etc/caddy/Caddyfile": { here: copies("etc/caddy/Caddyfile") },
  ...takesOwnName("/etc/caddy/Caddyfile"),
  "caddy validate --config /etc/caddy/Caddyfile": {
    here: (printed) => expect(printed).toContain("Valid configuration"),
  },
  "systemctl reload caddy": { byHand: "the unit is Debian's; what it reads is in tests/operations/proxies.test.ts" },
  "apt install nginx certbot": ofDebian("nginx"),
  "certbot certonly --webroot -w /var/www/html -d calls.example.com --deploy-hook 'systemctl reload nginx'": {
    byHand: "certificates are given to names of the internet; tests/operations/proxies.test.ts serves certbot's files",
  },
  "cp /usr/share/doc/rollcall/examples/nginx.conf /etc/nginx/conf.d/rollcall.conf": {
    here: copies("etc/nginx/conf.d/rollcall.conf"),
  },
  ...takesOwnName("/etc/nginx/conf.d/rollcall.conf"),
  "nginx -t": { owner: "tests/support/proxy.ts", step: "nginx/usr/sbin/nginx" },
  "systemctl reload nginx": { byHand: "the unit is Debian's; what it reads is in tests/operations/proxies.test.ts" },

  "rollcall backup /var/backups/rollcall/by-hand.tar.zst": {
    here: async () => {
      expect(readdirSync(backups)).toEqual(["by-hand.tar.zst"]);
      expect(await cast.ada.delete(`/members/${removed.id}`)).toHaveStatus(200);
    },
  },
  "systemctl enable --now rollcall-backup.timer": inBareDebian("rollcall-backup.timer"),
  "systemctl start rollcall-backup.service": { standIn: backUpAsTheUnit, ...inBareDebian("rollcall-backup.service") },
  "ls -l /var/backups/rollcall": { here: (printed) => expect(printed).toMatch(/^-rw------- .* by-hand\.tar\.zst$/m) },
  "install -m 600 /var/lib/rollcall/secret.key /media/safe/rollcall-secret.key": {
    here: copies("media/safe/rollcall-secret.key"),
  },
  "install -m 600 /var/lib/rollcall/erasures.log /media/safe/rollcall-erasures.log": {
    here: copies("media/safe/rollcall-erasures.log"),
  },
  "install -m 600 /etc/rollcall/rollcall.env /media/safe/rollcall.env": { here: copies("media/safe/rollcall.env") },

  "mv /var/lib/rollcall /var/lib/rollcall.before": { here: () => expect(existsSync(data)).toBe(false) },
  "install -d -o rollcall -g rollcall -m 700 /var/lib/rollcall": { here: () => expect(readdirSync(data)).toEqual([]) },
  "install -o rollcall -g rollcall -m 600 /var/lib/rollcall.before/secret.key /var/lib/rollcall/secret.key": {
    here: isDone,
  },
  "install -o rollcall -g rollcall -m 600 /var/lib/rollcall.before/erasures.log /var/lib/rollcall/erasures.log": {
    here: isDone,
  },
  ...onNewMachine("install -o root -g rollcall -m 640 /media/safe/rollcall.env /etc/rollcall/rollcall.env"),
  ...onNewMachine(
    "install -o rollcall -g rollcall -m 600 /media/safe/rollcall-secret.key /var/lib/rollcall/secret.key",
  ),
  ...onNewMachine(
    "install -o rollcall -g rollcall -m 600 /media/safe/rollcall-erasures.log /var/lib/rollcall/erasures.log",
  ),
  ...onNewMachine(
    "install -o rollcall -g rollcall -m 600 /media/backups/by-hand.tar.zst /var/backups/rollcall/by-hand.tar.zst",
  ),
  "rollcall restore /var/backups/rollcall/by-hand.tar.zst": {
    here: (printed) => expect(printed).toMatch(/^calls +1 /m),
  },
  "rm -r /var/lib/rollcall.before": { here: () => expect(existsSync(`${data}.before`)).toBe(false) },

  "rollcall --version": { here: (printed) => expect(printed).toMatch(/^rollcall \d/) },
  "rollcall backup /var/backups/rollcall/before-0.2.0.tar.zst": {
    here: () => expect(readdirSync(backups)).toContain("before-0.2.0.tar.zst"),
  },

  "apt install postgresql": ofDebian("postgresql"),
  "runuser -u postgres -- createuser rollcall": { here: isDone },
  "runuser -u postgres -- createdb --owner=rollcall --encoding=UTF8 --template=template0 rollcall": { here: isDone },
  "rollcall copy-database --from /var/lib/rollcall/rollcall.db --to 'postgres:///rollcall?host=/run/postgresql'": {
    here: (printed) => {
      expect(printed).toMatch(/^calls +1 /m);
      for (const line of guide.settings("From SQLite to PostgreSQL"))
        appendFileSync(settings, substituted(line) + "\n");
    },
  },
  "rm /var/lib/rollcall/rollcall.db*": { here: () => expect(readdirSync(data)).not.toContain("rollcall.db") },

  "runuser -u postgres -- psql -c 'ALTER DATABASE rollcall RENAME TO rollcall_before'": { here: isDone },
  "mv /var/lib/rollcall/storage /var/lib/rollcall/storage.before": { here: isDone },
  "runuser -u postgres -- dropdb rollcall_before": { here: isDone },
  "rm -r /var/lib/rollcall/storage.before": { here: isDone },

  "apt install haproxy certbot openssl": ofDebian("haproxy"),
  "cp /usr/share/doc/rollcall/examples/haproxy.cfg /etc/haproxy/haproxy.cfg": {
    here: copies("etc/haproxy/haproxy.cfg"),
  },
  ...takesOwnName("/etc/haproxy/haproxy.cfg"),
  "install -m 600 /dev/null /etc/haproxy/calls.example.com.pem": { here: isDone },
  "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=calls.example.com -keyout /etc/haproxy/calls.example.com.pem -out /etc/haproxy/calls.example.com.pem":
    { here: isDone },
  "haproxy -c -f /etc/haproxy/haproxy.cfg": { owner: "tests/support/proxy.ts", step: "haproxy/usr/sbin/haproxy" },
  [`certbot certonly --standalone --http-01-port 8888 -d calls.example.com --deploy-hook 'cat "$RENEWED_LINEAGE/fullchain.pem" "$RENEWED_LINEAGE/privkey.pem" >/etc/haproxy/calls.example.com.pem && systemctl reload haproxy'`]:
    { byHand: "certificates are given to names of the internet" },
  "systemctl reload haproxy": { byHand: "the unit is Debian's; what it reads is in tests/operations/proxies.test.ts" },

  "apt install prometheus prometheus-node-exporter prometheus-alertmanager": ofDebian("prometheus"),
  "cp /usr/share/doc/rollcall/examples/monitoring/*.yml /etc/prometheus/": {
    here: copies("etc/prometheus/alerts.yml"),
  },
  "install -o prometheus -g prometheus -m 600 /dev/null /etc/prometheus/rollcall-token": {
    here: () => writeFileSync(join(machine, "etc/prometheus/rollcall-token"), "a token"),
  },
  ...Object.fromEntries(
    [
      `echo 'ARGS="--web.listen-address=127.0.0.1:9090"' >>/etc/default/prometheus`,
      `echo 'ARGS="--web.listen-address=127.0.0.1:9100 --collector.systemd"' >>/etc/default/prometheus-node-exporter`,
      `echo 'ARGS="--web.listen-address=127.0.0.1:9093 --cluster.listen-address="' >>/etc/default/prometheus-alertmanager`,
    ].map((command) => [command, { here: copies(/etc.*/.exec(command)![0]) }]),
  ),
  "sed -i 's/rollcall\\.example\\.com/calls.example.com/g' /etc/prometheus/prometheus.yml": {
    here: hasOwnName("etc/prometheus/prometheus.yml"),
  },
  "promtool check config /etc/prometheus/prometheus.yml": { here: (printed) => expect(printed).toContain("SUCCESS") },
  "systemctl restart prometheus prometheus-node-exporter prometheus-alertmanager": {
    byHand: "the units are Debian's",
  },
  "curl -fsS https://calls.example.com/health/ready": { here: isDone },
  "rollcall reset-password ada@example.com": { here: (printed) => expect(printed).toMatch(/\S{12,}/) },
  "journalctl -u rollcall --since -1h": inBareDebian("journalctl -u rollcall"),
  "journalctl --vacuum-size=200M": { byHand: "it would shorten the journal of the machine that tests" },
};

/** What the settings of the guide's machine say of the database, for a start of the server. */
function ofSettings() {
  const database = /^ROLLCALL_DATABASE=(.*)$/m.exec(readFileSync(settings, "utf8"))?.[1];
  return database === undefined ? {} : { environment: { ROLLCALL_DATABASE: database } };
}

/** What rollcall-backup.service runs: the backup, and the end of those older than two weeks or left by an interruption. */
async function backUpAsTheUnit() {
  const old = join(backups, "rollcall-2026-01-01-030000.tar.zst");
  const recent = join(backups, "rollcall-2026-01-20-030000.tar.zst");
  const interrupted = `${old}.part`;
  const running = `${recent}.part`;
  for (const [file, days] of [
    [old, 16],
    [recent, 13],
    [interrupted, 2],
    [running, 0.9],
  ] as const) {
    writeFileSync(file, "");
    utimesSync(file, new Date(), new Date(Date.now() - days * 24 * 60 * 60 * 1000));
  }
  const unit = readFileSync(join(root, "packaging/debian/rollcall-backup.service"), "utf8");
  const commands = [...unit.matchAll(/^ExecStart(?:Pre|Post)?=(.*)$/gm)].map((line) => line[1]!.replaceAll("%%", "%"));
  expect(commands).toHaveLength(3);
  for (const command of commands) type(command);
  expect(existsSync(old)).toBe(false);
  expect(existsSync(recent)).toBe(true);
  expect(existsSync(interrupted)).toBe(false);
  expect(existsSync(running)).toBe(true);
  const made = readdirSync(backups).filter((name) => /^rollcall-\d{4}-\d\d-\d\d-\d{6}\.tar\.zst$/.test(name));
  expect(made).toHaveLength(2);
}

/** Runs the commands below a heading, in their order. */
async function follow(section: string) {
  for (const command of guide.commands(section)) {
    const claim = claims[command];
    if (claim?.here) await claim.here(type(command));
    else await claim?.standIn?.();
  }
}

describe("each command of docs/running.md", () => {
  test("is run by a test, or named here with the reason why not", () => {
    expect([...new Set(guide.commands())].sort()).toEqual(Object.keys(claims).sort());
  });

  test("that another test runs is named there", () => {
    for (const [command, { owner, step }] of Object.entries(claims)) {
      if (owner) expect(readFileSync(join(root, owner), "utf8"), command).toContain(step);
    }
  });

  test("does what the guide says: installing, and a proxy", async () => {
    await follow("Install");
    await follow("TLS by a proxy");
  });

  test("does what the guide says: backup and restore, and who was removed in between stays removed", async () => {
    await follow("Backup");
    await follow("Restore");
    const ada = new Client(server);
    void (await ada.signIn(cast.ada.email, cast.ada.password)).body;
    expect((await ada.get("/calls")).body.items).toHaveLength(1);
    expect(await ada.names("/members")).not.toContain(removed.name);
  });

  test("does what the guide says: upgrade, and the way to PostgreSQL", async () => {
    await follow("Upgrade");
    await follow("From SQLite to PostgreSQL");
    const ada = new Client(server);
    void (await ada.signIn(cast.ada.email, cast.ada.password)).body;
    expect((await ada.get("/calls")).body.items).toHaveLength(1);
  });

  test("does what the guide says: several instances", async () => {
    await follow("Several instances");
  });

  test("does what the guide says: watching, and when something is wrong", async () => {
    await follow("What to watch");
    await follow("When something is wrong");
  });

  test("is in a section that is followed", () => {
    const followed = ["Install", "TLS by a proxy", "Backup", "Restore", "Upgrade", "From SQLite to PostgreSQL"];
    const all = [...followed, "Several instances", "What to watch", "When something is wrong"].flatMap((name) =>
      guide.commands(name),
    );
    expect(all).toEqual(guide.commands());
  });
});
