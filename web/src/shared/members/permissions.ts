import type { PermissionName } from "../../api/schema";

interface PermissionWords {
  name: PermissionName;
  label: string;
  /** One sentence: what it allows. */
  opens: string;
}

/** The five permissions, in the order and with the labels of every page. */
export const permissions: readonly PermissionWords[] = [
  {
    name: "edit_agents",
    label: "Can edit agents",
    opens: "Change the assigned agents; without it they are view-only.",
  },
  {
    name: "use_advanced_editor",
    label: "Can use advanced editor",
    opens: "See the full configuration of assigned agents.",
  },
  {
    name: "access_crm",
    label: "Can access CRM",
    opens: "Work with contacts, segments and campaigns.",
  },
  {
    name: "view_billable_minutes",
    label: "Can view billable minutes",
    opens: "See usage and what it costs.",
  },
  {
    name: "view_recordings",
    label: "Can view recordings",
    opens: "Listen to the calls of assigned agents.",
  },
];

export function permissionLabel(name: PermissionName): string {
  return permissions.find((permission) => permission.name === name)!.label;
}
