import type { Member } from "../../../api/schema";
import { InitialPassword } from "../initial-password";
import { InvitationLink } from "./invitation-link";

/** A new member, with what the administrator hands over. */
export type Created =
  | { access: "link"; member: Member; link: NonNullable<Member["invitation_link"]> }
  | { access: "password"; member: Member; password: string };

export const createdTitles = { link: "Link created", password: "Member created" };

/** Shows what is handed over to a new member, this once. */
export function CreatedMember({ onDone, ...created }: Created & { onDone: () => void }) {
  const { name } = created.member;
  if (created.access === "link") {
    const { url, expires_at } = created.link;
    return <InvitationLink name={name} url={url!} expiresAt={expires_at} onDone={onDone} />;
  }
  return (
    <InitialPassword label="First password" member={created.member} password={created.password} onDone={onDone}>
      <bdi>{name}</bdi> can sign in now.
    </InitialPassword>
  );
}
