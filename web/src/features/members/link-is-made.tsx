import type { MemberSummary } from "../../api/schema";
import { OneTimeSecret } from "../../components/dialog/one-time-secret";
import { untilWhen } from "./invitation-words";

interface Props {
  member: MemberSummary;
  url: string;
  expiresAt: string;
  onDone: () => void;
}

export function LinkIsMade({ member, url, expiresAt, onDone }: Props) {
  return (
    <OneTimeSecret label="Link" value={url} advice="Copy it now and hand it over." onDone={onDone}>
      The link for <bdi>{member.name}</bdi> is made. It works once, until {untilWhen(expiresAt)}.
    </OneTimeSecret>
  );
}
