import story from "../../fixtures/cast.json" with { type: "json" };
import type { Schemas } from "../../fixtures/schemas.ts";

type Permission = Schemas["PermissionName"];

export interface Demonstrated {
  name: string;
  email: string;
  job_title: string | null;
  password: string;
  role: Schemas["Role"];
  permissions: Permission[];
  agents: string[];
  companies: string[];
  /** The state of their access. */
  state: "active" | "invited" | "suspended" | "must choose a password";
  /** What signing in as this person shows. */
  shows: string;
}

function person(email: string, more: Partial<Demonstrated> & Pick<Demonstrated, "shows">): Demonstrated {
  const known = story.members.find((who) => who.email === email);
  return {
    name: email,
    job_title: null,
    password: "a walk along the quay",
    role: "member",
    permissions: [],
    agents: [],
    companies: [],
    state: "active",
    ...known,
    email,
    ...more,
  };
}

/** Members with different access. Ada, who sets up the account, is created before them. */
export const people: Demonstrated[] = [
  person("eva@harbour.example", {
    companies: ["North"],
    permissions: ["access_crm", "view_recordings", "view_billable_minutes"],
    shows: "all of North, with contacts, recordings and minutes; changes no agent",
  }),
  person("jose@harbour.example", {
    agents: ["Reception", "Support"],
    permissions: ["edit_agents", "use_advanced_editor"],
    shows: "Reception and Support, and edits all of them; no recordings, no minutes",
  }),
  person("tanaka@harbour.example", {
    agents: ["Reception", "Sales", "Support", "Night desk"],
    permissions: ["view_recordings"],
    shows: "each agent, one by one, with recordings",
  }),
  person("layla@harbour.example", { agents: ["Night desk"], shows: "the Night desk and its calls; none of the five" }),
  person("ingrid@south.example", {
    name: "Ingrid Sørensen",
    job_title: "Client, South",
    companies: ["South"],
    permissions: ["access_crm", "view_recordings", "view_billable_minutes"],
    shows: "all of South and its contacts, as a client would",
  }),
  person("mats@harbour.example", {
    name: "Mats Berg",
    job_title: "Finance",
    companies: ["North", "South"],
    permissions: ["view_billable_minutes"],
    shows: "the minutes of everything; hears nothing",
  }),
  person("noor@harbour.example", {
    name: "Noor de Vries",
    job_title: "Copywriter",
    agents: ["Sales"],
    permissions: ["edit_agents"],
    shows: "Sales, with the basic editor only",
  }),
  person("kim@harbour.example", {
    name: "Kim Park",
    job_title: "Engineer",
    agents: ["Reception"],
    permissions: ["use_advanced_editor"],
    shows: "Reception, with the advanced editor read-only",
  }),
  person("chidi@harbour.example", {
    name: "Chidi Balogun",
    job_title: "Operations",
    role: "administrator",
    shows: "everything: a second administrator",
  }),
  person("sam@harbour.example", {
    name: "Sam Carter",
    job_title: "Trainee",
    shows: "nothing yet: no agent is assigned",
  }),
  person("lena@harbour.example", {
    name: "Lena Fischer",
    job_title: "Team lead",
    agents: ["Sales", "Night desk"],
    permissions: ["view_recordings"],
    state: "must choose a password",
    shows: "first of all a page that asks for a password of her own",
  }),
  person("petra@harbour.example", {
    name: "Petra Novak",
    job_title: "Contractor",
    agents: ["Support"],
    state: "suspended",
    shows: "that she cannot sign in: she is suspended",
  }),
  person("olu@harbour.example", {
    name: "Olu Adeyemi",
    job_title: "Sales",
    agents: ["Sales"],
    permissions: ["edit_agents"],
    state: "invited",
    shows: "an invitation that waits: its mail is in Account > Outbox",
  }),
];
