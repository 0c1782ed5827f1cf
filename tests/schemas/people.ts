import type { Schemas } from "../support/answer.ts";

export interface KeptMember {
  name: string;
  email: string;
  job_title: string | null;
  password: string;
  permissions: Schemas["PermissionName"][];
  agents: string[];
  companies: string[];
  state: "active" | "invited" | "suspended" | "must choose a password" | "removed";
}

function member(name: string, more: Partial<KeptMember> = {}): KeptMember {
  const email = `${name.split(" ")[0]!.toLowerCase()}@harbour.example`;
  const password = `the lantern of ${name}`;
  return {
    name,
    email,
    job_title: null,
    password,
    permissions: [],
    agents: [],
    companies: [],
    state: "active",
    ...more,
  };
}

export const administrator = member("Ada Okafor", { job_title: "Head of operations" });

/** Members of every shade. Each costs hashes of passwords, at every upgrade too: no more than are needed. */
export const members: KeptMember[] = [
  member("Eva Lindqvist", {
    job_title: "Team lead",
    permissions: ["edit_agents", "use_advanced_editor", "access_crm", "view_billable_minutes", "view_recordings"],
    companies: ["North", "South"],
  }),
  member("José Müller", {
    email: "jose@harbour.example",
    permissions: ["edit_agents", "use_advanced_editor"],
    agents: ["Reception", "Support"],
  }),
  member("田中太郎", {
    email: "tanaka@harbour.example",
    job_title: "品質管理",
    permissions: ["view_recordings", "view_billable_minutes"],
    companies: ["North"],
  }),
  member("Layla Haddad", { permissions: ["access_crm"], companies: ["South"], agents: ["Sales"] }),
  member("Sam Carter"),
  member("Lena Fischer", { agents: ["Sales"], permissions: ["view_recordings"], state: "must choose a password" }),
  member("Petra Novak", { agents: ["Support"], permissions: ["access_crm"], state: "suspended" }),
  member("Olu Adeyemi", { companies: ["North"], permissions: ["edit_agents"], state: "invited" }),
  member("Rune Dahl", { agents: ["Reception"], state: "removed" }),
];
