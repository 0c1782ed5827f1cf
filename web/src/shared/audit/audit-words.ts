import type { AuditEntry } from "../../api/schema";

export const actionWords = {
  "account.created": "Set up the account",
  "agent.created": "Created an agent",
  "agent.deleted": "Deleted an agent",
  "agent.draft_saved": "Saved a draft of an agent",
  "agent.published": "Published an agent",
  "agent.updated": "Changed an agent",
  "api_token.created": "Made an API token",
  "api_token.revoked": "Revoked an API token",
  "api_token.used": "Used an API token for the first time",
  "company.created": "Created a company",
  "company.deleted": "Deleted a company",
  "company.updated": "Changed a company",
  "connection.created": "Made a connection",
  "connection.deleted": "Deleted a connection",
  "connection.updated": "Changed a connection",
  "contact.created": "Created a contact",
  "contact.deleted": "Deleted a contact",
  "contact.erased": "Erased a contact with a phone number",
  "contact.merged": "Merged contacts",
  "contact.updated": "Changed a contact",
  "contact_import.created": "Uploaded a file of contacts",
  "contact_import.deleted": "Deleted an import of contacts",
  "contact_import.started": "Imported contacts",
  "contact_import.undone": "Undid an import of contacts",
  "contact_field.created": "Created a contact field",
  "contact_field.deleted": "Deleted a field of contacts",
  "contact_field.updated": "Changed a field of contacts",
  "do_not_call.created": "Put a number on the do-not-call list",
  "do_not_call.deleted": "Took a number from the do-not-call list",
  "invitation.accepted": "Accepted an invitation",
  "invitation.created": "Invited a member",
  "invitation.link_taken": "Took an invitation's link by hand",
  "invitation.renewed": "Asked for a fresh invitation",
  "invitation.resent": "Sent an invitation again",
  "invitation.revoked": "Revoked an invitation",
  "mail.opened": "Opened an email",
  "member.created": "Created a member",
  "member.erased": "A removed member was erased",
  "member.removed": "Removed a member",
  "member.restored": "Restored a member",
  "member.sessions_ended": "Ended all sessions of a member",
  "member.suspended": "Suspended a member",
  "member.updated": "Changed a member",
  "number.erased": "Completed an erasure",
  "number.erasure_requested": "Erased a phone number",
  "password.changed": "Changed their own password",
  "password.reset": "Chose a new password by an emailed link",
  "password.set": "Set a member's password",
  "picture.changed": "Changed their own picture",
  "picture.removed": "Removed their picture",
  "segment.contacts_added": "Added contacts to a segment",
  "segment.contacts_removed": "Removed contacts from a segment",
  "segment.created": "Created a segment",
  "segment.deleted": "Deleted a segment",
  "segment.updated": "Changed a segment",
  "session.ended": "Signed out",
  "session.started": "Signed in",
  "settings.updated": "Changed the settings",
  "sign_in.failed": "Gave a wrong password",
} satisfies Record<AuditEntry["action"], string>;

/** The words for a field of the API: "job title" for "job_title". */
export function describeField(field: string): string {
  const known: Record<string, string> = { agent_ids: "agents", company_ids: "companies", company_id: "company" };
  return known[field] ?? field.replaceAll("_", " ");
}

/** The words for an action; the action itself if this page does not know it. */
export function describeAction(action: string): string {
  return (actionWords as Record<string, string>)[action] ?? action;
}
