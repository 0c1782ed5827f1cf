import { OneTimeSecret } from "../../../components/dialog/one-time-secret";
import { Moment } from "../../../components/text/moment";

interface Props {
  name: string;
  url: string;
  expiresAt: string;
  onDone: () => void;
}

/** An invitation's link to hand over, shown this once. */
export function InvitationLink({ name, url, expiresAt, onDone }: Props) {
  return (
    <OneTimeSecret label="Invitation link" value={url} advice="Copy it now and hand it over." onDone={onDone}>
      <bdi>{name}</bdi> sets a password with this link. It works once, until <Moment at={expiresAt} as="time" />.
    </OneTimeSecret>
  );
}
