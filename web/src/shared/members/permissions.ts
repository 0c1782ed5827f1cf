import type { PermissionName } from "../../api/schema";

interface Permission {
  name: PermissionName;
  label: string;
  /** What it allows, in one sentence. */
  description: string;
}

/** The five permissions, in the order and with the labels of every page. */
export const permissions: readonly Permission[] = [
  {
    name: "edit_agents",
    label: "Can edit agents",
    description: "Change the assigned agents; without it they are view-only.",
  },
  {
    name: "use_advanced_editor",
    label: "Can use advanced editor",
    description: "See the full configuration of assigned agents.",
  },
  {
    name: "access_crm",
    label: "Can access CRM",
    description: "Work with contacts, segments and campaigns.",
  },
  {
    name: "view_billable_minutes",
    label: "Can view billable minutes",
    description: "See usage and what it costs.",
  },
  {
    name: "view_recordings",
    label: "Can view recordings",
    description: "Listen to the calls of assigned agents.",
  },
];

export function permissionLabel(name: PermissionName): string {
  return permissions.find((permission) => permission.name === name)!.label;
}
