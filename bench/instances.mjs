// Several instances of Rollcall over one PostgreSQL and one storage, each perhaps with a share of a processor.
import { existsSync } from "node:fs";
import { copyFile, mkdir, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { newDatabase } from "./postgres.mjs";
import { start, withDataFolder } from "./rollcall.mjs";

/** Starts `count` instances; the first one makes the key, which the others have too. */
export function withInstances({ program, page, name, count }, use) {
  return withDataFolder(async (folder) => {
    const shared = ["--database", newDatabase(name), "--storage", join(folder, "storage")];
    const servers = [];
    try {
      for (let number = 0; number < count; ++number) {
        const data = join(folder, `${number}`);
        await mkdir(data, { mode: 0o700 });
        if (number > 0) await copyFile(join(folder, "0", "secret.key"), join(data, "secret.key"));
        servers.push(await start(program, { data, page, settings: shared }));
      }
      return await use(servers);
    } finally {
      for (const server of servers) await server.stop();
    }
  });
}

const period = 20_000; // microseconds: short, so that nobody waits for long

/** Limits a process to a share of one processor by a control group, which only root may make. Resolves with the end of it. */
export async function limit(pid, share, name) {
  const isSecond = existsSync("/sys/fs/cgroup/cgroup.controllers");
  const group = isSecond ? `/sys/fs/cgroup/${name}` : `/sys/fs/cgroup/cpu/${name}`;
  if (isSecond) await writeFile("/sys/fs/cgroup/cgroup.subtree_control", "+cpu");
  await mkdir(group, { recursive: true });
  const quota = Math.round(share * period);
  if (isSecond) {
    await writeFile(join(group, "cpu.max"), `${quota} ${period}`);
  } else {
    await writeFile(join(group, "cpu.cfs_period_us"), `${period}`);
    await writeFile(join(group, "cpu.cfs_quota_us"), `${quota}`);
  }
  await writeFile(join(group, "cgroup.procs"), `${pid}`);
  return () => rmdir(group);
}
