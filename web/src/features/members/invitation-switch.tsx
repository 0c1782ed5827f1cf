import { Switch } from "@mantine/core";
import { useSession } from "../../shared/session/session-context";

interface Props {
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** By mail, or by a password that the administrator hands over. */
export function InvitationSwitch({ checked, onChange }: Props) {
  const { sends_mail } = useSession().account;
  return (
    <Switch
      label="Send invitation email"
      description={checked ? (sends_mail ? byMail : intoTheOutbox) : "No mail goes out: set a first password below."}
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

const byMail = "A mail brings a link to choose a password.";
const intoTheOutbox =
  "No mail server is set, so the mail stays in Account > Outbox: hand over the link to choose a password from there.";
