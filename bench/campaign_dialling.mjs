// What campaigns cost with many contacts that are due: the next calls (campaign_dialling.cpp).
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { withDataFolder } from "./rollcall.mjs";

export function measureCampaignDialling({ campaignDialling }) {
  return withDataFolder(async (folder) => JSON.parse((await promisify(execFile)(campaignDialling, [folder])).stdout));
}
