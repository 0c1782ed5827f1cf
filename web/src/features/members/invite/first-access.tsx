import { Radio, Stack, Switch } from "@mantine/core";
import { useSession } from "../../../shared/session/session-context";

/** How a new member signs in at first: by the link of an email, or by what the administrator hands over. */
export type FirstAccess = "email" | "link" | "password";

/** The fields of the request that creates the member. */
export function toFirstAccess({ first_access, password }: { first_access: FirstAccess; password: string }) {
  if (first_access === "email") return { send_invitation: true };
  if (first_access === "link") return { send_invitation: false, create_invitation_link: true };
  return { send_invitation: false, password };
}

interface Props {
  value: FirstAccess;
  onChange: (value: FirstAccess) => void;
}

/** On: an email invites the member (M22). Off: the administrator hands over a link or a first password (M23). */
export function FirstAccessFields({ value, onChange }: Props) {
  const { sends_mail } = useSession().account;
  const sent = value === "email" ? "An email with a link to set a password." : "No email is sent.";
  return (
    <Stack gap="md">
      <Switch
        label="Send invitation email"
        description={sends_mail ? sent : "No email can be sent: no mail server is set."}
        disabled={!sends_mail}
        checked={value === "email"}
        onChange={(event) => onChange(event.currentTarget.checked ? "email" : "password")}
      />
      {value !== "email" && (
        <Radio.Group label="First sign-in" value={value} onChange={(chosen) => onChange(chosen as FirstAccess)}>
          <Stack gap="xs" mt="xs">
            <Radio
              value="link"
              label="Invitation link"
              description="You get a link to hand over. The member sets a password with it."
            />
            <Radio value="password" label="First password" description="You set it below and hand it over." />
          </Stack>
        </Radio.Group>
      )}
    </Stack>
  );
}
