import { Button, Stack, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { ApiError } from "../../api/api-error";
import { useAcceptInvitation } from "../../api/invitations";
import type { OpenedInvitation } from "../../api/schema";
import { FormError } from "../../components/form/form-error";
import { NarrowPage } from "../../components/layout/narrow-page";
import { longEnough } from "../../lib/validation";
import { NewPassword } from "../../shared/passwords/new-password";
import { useServerForm } from "../../shared/requests/use-server-form";

interface Props {
  token: string;
  invitation: OpenedInvitation;
  /** The link has stopped working since it was opened. */
  onRefused: (reason: "expired" | "gone") => void;
}

/** Asks an invited member for a first password, and signs the member in. */
export function AcceptInvitationForm({ token, invitation, onRefused }: Props) {
  const accept = useAcceptInvitation();
  const navigate = useNavigate();
  const { account_name, invited_by, minimum_password_length } = invitation;
  const name = invitation.name ?? "";
  const email = invitation.email ?? "";
  const { form, formProps, refused, busy } = useServerForm({
    initialValues: { password: "" },
    validate: { password: longEnough(minimum_password_length) },
    save: ({ password }) => accept.mutateAsync({ token, password }),
    onSaved: () => void navigate({ to: "/", replace: true }),
    onRefused: (error) => {
      const reason = getRefusalReason(error);
      if (reason) onRefused(reason);
      return reason !== null;
    },
  });

  return (
    <NarrowPage
      title={`Welcome, ${name}`}
      lead={
        <>
          {invited_by ? (
            <>
              <bdi>{invited_by}</bdi> invites you to <bdi>{account_name}</bdi>.
            </>
          ) : (
            <>
              You are invited to <bdi>{account_name}</bdi>.
            </>
          )}{" "}
          Choose a password to continue.
        </>
      }
    >
      <form {...formProps}>
        <Stack gap="md">
          <TextInput
            label="Email"
            description="Use it to sign in."
            inputWrapperOrder={["label", "input", "description"]}
            variant="filled"
            value={email}
            readOnly
            autoComplete="username"
          />
          <NewPassword
            label="Password"
            autofocus
            minimumLength={minimum_password_length}
            guessable={[account_name, name, email]}
            {...form.getInputProps("password")}
            value={form.values.password}
          />
          <FormError>{refused}</FormError>
          <Button type="submit" loading={busy}>
            Choose password and sign in
          </Button>
        </Stack>
      </form>
    </NarrowPage>
  );
}

function getRefusalReason(error: Error): "expired" | "gone" | null {
  if (!(error instanceof ApiError)) return null;
  if (error.code === "invitation_expired") return "expired";
  return error.status === 404 ? "gone" : null;
}
