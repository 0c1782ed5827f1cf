import type { PermissionName } from "../../api/schema";

interface Permission {
  name: PermissionName;
  label: string;
  /** What it is called in a line with others. */
  short: string;
  /** What it allows, in one sentence. */
  description: string;
}

/** The five permissions, in the order and with the labels of every page. */
export const permissions: readonly Permission[] = [
  {
    name: "edit_agents",
    label: "Can edit agents",
    short: "edit agents",
    description: "Change the assigned agents; without it they are view-only.",
  },
  {
    name: "use_advanced_editor",
    label: "Can use advanced editor",
    short: "advanced editor",
    description: "See the full configuration of assigned agents.",
  },
  {
    name: "access_crm",
    label: "Can access CRM",
    short: "CRM",
    description: "Work with contacts, segments and campaigns.",
  },
  {
    name: "view_billable_minutes",
    label: "Can view billable minutes",
    short: "minutes",
    description: "See billable minutes and their price.",
  },
  {
    name: "view_recordings",
    label: "Can view recordings",
    short: "recordings",
    description: "Listen to the calls of assigned agents.",
  },
];

export function permissionLabel(name: PermissionName): string {
  return permissions.find((permission) => permission.name === name)!.label;
}

/** Those that are on, in short and in the order of every page. */
export function listShortPermissions(on: Record<PermissionName, boolean>): string[] {
  return permissions.filter(({ name }) => on[name]).map(({ short }) => short);
}
