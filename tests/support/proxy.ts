import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join, resolve } from "node:path";
import type { Client } from "./client.ts";
import { temporaryFolder } from "./folder.ts";
import { freePort } from "./server.ts";

export type ProxyName = "nginx" | "caddy" | "haproxy";

export const host = "calls.example.com";

const root = resolve(import.meta.dirname, "../..");

interface Places {
  /** Where Rollcall listens. */
  upstream: number;
  /** Where a second instance does, and the PostgreSQL of both; nobody where a test has none. HAProxy alone knows these. */
  second: number;
  databases: [number, number];
  /** Where HAProxy hands on the database. */
  database: number;
  http: number;
  https: number;
  folder: string;
}

/** What the shipped configurations have, and what the tests have in its place. Nothing else is changed. */
const substitutions: Record<ProxyName, (places: Places) => [string, string][]> = {
  nginx: ({ upstream, http, https, folder }) => [
    ["server 127.0.0.1:8080;", `server 127.0.0.1:${upstream};`],
    ["listen 80;\n    listen [::]:80;", `listen 127.0.0.1:${http};`],
    ["listen 443 ssl http2;\n    listen [::]:443 ssl http2;", `listen 127.0.0.1:${https} ssl http2;`],
    [`/etc/letsencrypt/live/${host}/fullchain.pem`, `${folder}/certificate.pem`],
    [`/etc/letsencrypt/live/${host}/privkey.pem`, `${folder}/key.pem`],
    ["/var/www/html", `${folder}/html`],
    ["/var/log/nginx/rollcall.log", `${folder}/rollcall.log`],
  ],
  caddy: ({ upstream, http, https, folder }) => [
    ["{\n\t# Errors", `{\n\tadmin off\n\thttp_port ${http}\n\thttps_port ${https}\n\t# Errors`],
    [`\n${host} {`, `\n${host} {\n\tbind 127.0.0.1\n\ttls ${folder}/certificate.pem ${folder}/key.pem`],
    ["reverse_proxy 127.0.0.1:8080", `reverse_proxy 127.0.0.1:${upstream}`],
  ],
  haproxy: (places) => [
    ["    log /dev/log local0 warning\n    chroot /var/lib/haproxy\n", ""],
    ["/run/haproxy/admin.sock", `${places.folder}/admin.sock`],
    ["    user haproxy\n    group haproxy\n", ""],
    ["bind :80\n", `bind 127.0.0.1:${places.http}\n`],
    ["bind :443 ", `bind 127.0.0.1:${places.https} `],
    [`/etc/haproxy/${host}.pem`, `${places.folder}/both.pem`],
    ["10.0.0.11:8080", `127.0.0.1:${places.upstream}`],
    ["10.0.0.12:8080", `127.0.0.1:${places.second}`],
    ["bind 10.0.0.10:5432", `bind 127.0.0.1:${places.database}`],
    ["10.0.0.21:5432", `127.0.0.1:${places.databases[0]}`],
    ["10.0.0.22:5432", `127.0.0.1:${places.databases[1]}`],
  ],
};

const shipped: Record<ProxyName, string> = { nginx: "nginx.conf", caddy: "Caddyfile", haproxy: "haproxy.cfg" };

function substituted(name: ProxyName, places: Places): string {
  let text = readFileSync(join(root, "packaging/proxies", shipped[name]), "utf8");
  for (const [from, to] of substitutions[name](places)) {
    if (text.split(from).length !== 2) throw new Error(`${shipped[name]} does not have once: ${from}`);
    text = text.replace(from, to);
  }
  return text;
}

/** The file that Debian's own configuration of nginx is in: as much of it as concerns a site. */
const debiansNginx = (folder: string) => `
${process.getuid?.() === 0 ? "user root;" : ""}
daemon off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 768; }
http {
  access_log ${folder}/access.log;
  gzip on;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  scgi_temp_path ${folder}/scgi;
  uwsgi_temp_path ${folder}/uwsgi;
  include ${folder}/rollcall.conf;
}
`;

/** The program, and how it is started with its configuration in this folder. */
const commands: Record<ProxyName, (folder: string) => [string, string[]]> = {
  nginx: (folder) => ["nginx/usr/sbin/nginx", ["-e", `${folder}/error.log`, "-p", folder, "-c", `${folder}/main.conf`]],
  caddy: (folder) => ["caddy/usr/bin/caddy", ["run", "--adapter", "caddyfile", "--config", `${folder}/rollcall.conf`]],
  haproxy: (folder) => ["haproxy/usr/sbin/haproxy", ["-db", "-f", `${folder}/rollcall.conf`]],
};

/** Writes the certificate of the host, its key, and that of the authority who signed it. */
function writeCertificates(folder: string) {
  const openssl = (command: string) => execFileSync("openssl", command.split(" "), { cwd: folder, stdio: "ignore" });
  const newKey = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";
  openssl(`req -x509 ${newKey} -days 2 -keyout authority-key.pem -out authority.pem -subj /CN=Harbour`);
  openssl(`req ${newKey} -keyout key.pem -out request.pem -subj /CN=${host} -addext subjectAltName=DNS:${host}`);
  openssl(
    "x509 -req -in request.pem -CA authority.pem -CAkey authority-key.pem -CAcreateserial -days 2 " +
      "-copy_extensions copy -out certificate.pem",
  );
  const both = ["certificate.pem", "key.pem"].map((name) => readFileSync(join(folder, name), "utf8"));
  writeFileSync(join(folder, "both.pem"), both.join(""));
}

/** A real proxy with its shipped configuration, in front of a server on this machine. */
export class Proxy {
  /** With all that the proxy has and writes. */
  readonly folder: string;
  readonly httpPort: number;
  private readonly httpsPort: number;
  private readonly process: ChildProcess;
  /** What it has printed. */
  output = "";

  private constructor(name: ProxyName, places: Places) {
    this.folder = places.folder;
    this.httpPort = places.http;
    this.httpsPort = places.https;
    const [program, parameters] = commands[name](this.folder);
    const bound = ["--pdeathsig", "KILL", "--", join(root, "build/tools", program), ...parameters];
    this.process = spawn("setpriv", bound, { env: { ...process.env, HOME: this.folder } });
    for (const stream of [this.process.stdout!, this.process.stderr!])
      stream.on("data", (part: Buffer) => (this.output += part.toString("utf8")));
  }

  static async start(name: ProxyName, upstream: number, others: Partial<Places> = {}): Promise<Proxy> {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "html"));
    writeCertificates(folder);
    const [second, database, ...ports] = [await freePort(), await freePort(), await freePort(), await freePort()];
    const databases: [number, number] = [ports[0]!, ports[1]!];
    const web = { http: await freePort(), https: await freePort() };
    const places: Places = { upstream, second, database, databases, ...web, folder, ...others };
    writeFileSync(join(folder, "rollcall.conf"), substituted(name, places));
    writeFileSync(join(folder, "main.conf"), debiansNginx(folder));
    const proxy = new Proxy(name, places);
    await proxy.listening();
    return proxy;
  }

  /** What a client at this address of this machine has to know to reach the host by https. */
  from(localAddress: string): Client["server"] {
    const ca = readFileSync(join(this.folder, "authority.pem"), "utf8");
    const tls = { ca, servername: host, localAddress };
    return { address: `https://127.0.0.1:${this.httpsPort}`, origin: `https://${host}`, tls };
  }

  async stop() {
    this.process.kill("SIGTERM");
    if (this.process.exitCode === null && this.process.signalCode === null) await once(this.process, "exit");
  }

  private async listening() {
    for (const end = Date.now() + 30_000; Date.now() < end; await new Promise((go) => setTimeout(go, 50))) {
      if (this.process.exitCode !== null) break;
      if (await accepts(this.httpsPort)) return;
    }
    throw new Error(`The proxy does not listen.\n${this.output}`);
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => answer(true)).on("error", () => answer(false));
    socket.on("connect", () => socket.destroy());
  });
}
