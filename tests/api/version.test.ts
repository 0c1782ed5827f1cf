import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { administrator, Cast } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { runCommand } from "../support/command.ts";
import { temporaryFolder } from "../support/folder.ts";
import { startServer } from "../support/server.ts";

test("the version is printed, told to members and no others, and in the metrics", async () => {
  const { code, output } = await runCommand(["--version"]);
  expect(code).toBe(0);
  const version = /^rollcall (\d+\.\d+\.\d+([+~][\w.]+)?)$/.exec(output.trim())![1];

  const server = await startServer();
  const { ada } = await Cast.withAda(server);
  expect((await ada.get("/session")).body.version).toBe(version);
  const stranger = new Client(server);
  expect((await stranger.get("/session")).body.version).toBeUndefined();
  expect((await stranger.signIn(administrator.email, administrator.password)).body.version).toBe(version);
  const metrics = await ada.send("GET", "/metrics");
  expect(metrics.text).toContain(`rollcall_build_info{version="${version}"} 1`);
  await server.stop();
});

const source = resolve(import.meta.dirname, "../..");

/** The version that a build of this folder has. */
function versionOf(folder: string): string {
  const output = join(temporaryFolder(), "version.cpp");
  const settings = ["-D", `SOURCE=${folder}`, "-D", "NUMBER=0.1.0", "-D", `OUTPUT=${output}`];
  execFileSync("cmake", [...settings, "-P", join(source, "server/app/version.cmake")]);
  return /version = "(.*)";/.exec(readFileSync(output, "utf8"))![1]!;
}

test("the version comes from git, from a source archive, or from CMakeLists.txt", () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "server/app"), { recursive: true });
  cpSync(join(source, "server/app/version.txt"), join(folder, "server/app/version.txt"));
  cpSync(join(source, ".gitattributes"), join(folder, ".gitattributes"));
  expect(versionOf(folder)).toBe("0.1.0");

  const git = (...parameters: string[]) =>
    execFileSync("git", ["-C", folder, "-c", "user.name=Ada", "-c", "user.email=ada@harbour.example", ...parameters]);
  const commit = () => git("commit", "--quiet", "--allow-empty", "--message", "A step");
  const archived = () => {
    const archive = temporaryFolder();
    execFileSync("tar", ["-x", "-C", archive], { input: git("archive", "HEAD") });
    return versionOf(archive);
  };
  git("init", "--quiet");
  git("add", ".");
  commit();
  expect(versionOf(folder)).toMatch(/^0\.1\.0~1\.g[0-9a-f]{7,}$/);
  expect(archived()).toBe(versionOf(folder).replace("~1.", "~0."));
  git("tag", "v0.2.0");
  expect(versionOf(folder)).toBe("0.2.0");
  expect(archived()).toBe("0.2.0");
  commit();
  expect(versionOf(folder)).toMatch(/^0\.2\.0\+1\.g[0-9a-f]{7,}$/);
  expect(archived()).toBe(versionOf(folder));
  writeFileSync(join(folder, "server/app/version.txt"), "edited\n");
  expect(versionOf(folder)).toMatch(/^0\.2\.0\+1\.g[0-9a-f]{7,}\.changed$/);
});
