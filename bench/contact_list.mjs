// What a large account costs: the pages of its list of members, and the search (contact_list.cpp).
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { withDataFolder } from "./rollcall.mjs";

export function measureContactList({ contactList }) {
  return withDataFolder(async (folder) => JSON.parse((await promisify(execFile)(contactList, [folder])).stdout));
}
